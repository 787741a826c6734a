import type { Database } from '../../../store/database/database.ts'
import {
  createSession,
  findSession,
  removeSession,
  sweepSessions,
  touchSession,
} from '../../../store/review/sessions.ts'
import type { Visitor } from '../env.ts'
import { isOff } from './is-off.ts'
import { shownAccount } from './shown.ts'
import { csrfOf, newToken, tokenHash } from './token.ts'

/** A working day; then one logs in again, however busy one was. */
const LIFETIME_MS = 12 * 60 * 60_000
/** A long lunch. */
const IDLE_MS = 2 * 60 * 60_000
/** Use is noted this often at most, so that reading does not mean writing. */
const NOTED_MS = 60_000

/** Begins the tokens of sessions that a proxy's header began: without the header they open nothing. */
export const BY_PROXY = 'proxy.'

/** Where accounts and sessions are kept. */
export type Doors = { readonly db: Database; readonly now: () => number }

/** Begins a session of an account; the token goes into the cookie and nowhere else. */
export async function startSession(
  { db, now }: Doors,
  account: string,
  prefix: '' | typeof BY_PROXY = '',
): Promise<string> {
  const token = prefix + newToken()
  const at = now()
  await sweepSessions(db, at)
  await createSession(db, { tokenHash: tokenHash(token), account, csrf: csrfOf(token), at, expiresAt: at + IDLE_MS })
  return token
}

/** Whose session a token is of; null where it is none, has ended, or its account is gone. The role is today's. */
export async function visitorOf({ db, now }: Doors, token: string): Promise<Visitor | null> {
  const session = tokenHash(token)
  const at = now()
  const found = await findSession(db, session, at)
  if (!found || isOff(found.account.role)) return null
  const { account, csrf, createdAt, seenAt } = found
  if (at - seenAt > NOTED_MS) await touchSession(db, session, at, Math.min(at + IDLE_MS, createdAt + LIFETIME_MS))
  return { account: shownAccount(account), csrf, session }
}

/** Whether a session, by its token's hash, may still be used; asking is no use of it. */
export async function sessionLives({ db, now }: Doors, session: string): Promise<boolean> {
  return (await findSession(db, session, now())) !== null
}

export function endSession({ db }: Doors, session: string): Promise<void> {
  return removeSession(db, session)
}
