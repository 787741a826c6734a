import type { StoredAccount } from '../../../store/review/accounts.ts'
import type { Account } from '../../api/session.ts'

/** An account as others may see it: that it has a password, never its hash. */
export function shownAccount({ name, role, passwordHash }: StoredAccount): Account {
  return { name, role, password: passwordHash !== null }
}
