import { addAudit } from '../../../store/audit.ts'
import {
  createAccount,
  findAccount,
  listAccounts,
  removeAccount,
  setPasswordHash,
  setRole,
} from '../../../store/review/accounts.ts'
import { removeSessionsOf } from '../../../store/review/sessions.ts'
import type { NewAccount, Role } from '../../api/session.ts'
import { isOff } from './is-off.ts'
import { hashPassword } from './password.ts'
import type { Doors } from './sessions.ts'

/** `last-admin`: nobody could manage the accounts any more, so nothing was changed. */
export type Changed = 'changed' | 'unknown' | 'last-admin'

/** Adds an account; false where the name is taken. `by` is who did it, for the audit log. */
export async function addAccount(doors: Doors, { name, role, password }: NewAccount, by: string): Promise<boolean> {
  const passwordHash = password === undefined ? null : await hashPassword(password)
  if (!(await createAccount(doors.db, { name: tidy(name), role: role, passwordHash }, doors.now()))) return false
  await note(doors, by, 'account-added', { account: tidy(name), role })
  return true
}

/** Gives another role; with that of those who may do nothing, the account's sessions end. */
export async function changeRole(doors: Doors, name: string, role: Role, by: string): Promise<Changed> {
  if (role !== 'admin' && (await isLastAdmin(doors, name))) return 'last-admin'
  if (!(await setRole(doors.db, name, role, doors.now()))) return 'unknown'
  if (isOff(role)) await removeSessionsOf(doors.db, name)
  await note(doors, by, 'account-role', { account: name, role })
  return 'changed'
}

/** Sets another password and ends the account's sessions, all but `spared`. */
export async function changePassword(
  doors: Doors,
  name: string,
  password: string,
  by: string,
  spared?: string,
): Promise<Changed> {
  if (!(await setPasswordHash(doors.db, name, await hashPassword(password), doors.now()))) return 'unknown'
  await removeSessionsOf(doors.db, name, spared)
  await note(doors, by, 'account-password', { account: name })
  return 'changed'
}

/** Removes an account and its sessions. What it said stays, under its name. */
export async function dropAccount(doors: Doors, name: string, by: string): Promise<Changed> {
  if (await isLastAdmin(doors, name)) return 'last-admin'
  if (!(await removeAccount(doors.db, name))) return 'unknown'
  await note(doors, by, 'account-removed', { account: name })
  return 'changed'
}

async function isLastAdmin({ db }: Doors, name: string): Promise<boolean> {
  const account = await findAccount(db, name)
  if (account?.role !== 'admin') return false
  return (await listAccounts(db)).filter(({ role }) => role === 'admin').length === 1
}

/** Two ways to compose a letter are one name. */
function tidy(name: string): string {
  return name.normalize('NFC').trim()
}

async function note({ db, now }: Doors, who: string, action: string, detail: object): Promise<void> {
  await addAudit(db, { at: now(), who, action, document: null, field: null, detail_json: JSON.stringify(detail) })
}
