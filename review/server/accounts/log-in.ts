import { findAccount } from '../../../store/review/accounts.ts'
import { Refusal } from '../failures.ts'
import type { LoginLimit } from '../security/login-limit.ts'
import { isOff } from './is-off.ts'
import { checkPassword } from './password.ts'
import { type Doors, startSession } from './sessions.ts'

/**
 * Begins a session for a name and a password, and gives its token. Whoever guesses learns neither from the answer nor
 * from its time whether the name has an account. Throws a Refusal.
 */
export async function logIn(
  doors: Doors,
  limit: LoginLimit,
  given: { readonly name: string; readonly password: string; readonly address: string },
): Promise<string> {
  const name = given.name.normalize('NFC').trim()
  await limit.attempt(name, given.address)
  const account = await findAccount(doors.db, name)
  const right = await checkPassword(given.password, account?.passwordHash ?? null)
  if (!right || !account || isOff(account.role)) throw new Refusal('login-wrong')
  await limit.right(name, given.address)
  return startSession(doors, account.name)
}
