import type { Database } from '../database/database.ts'
import { accountOf, foldName, type StoredAccount } from './accounts.ts'

/** A session as it rests: known by its token's hash alone, so who reads the database cannot take its place. */
export type StoredSession = {
  readonly tokenHash: string
  readonly account: string
  readonly csrf: string
  readonly at: number
  readonly expiresAt: number
}

export type FoundSession = {
  readonly account: StoredAccount
  readonly csrf: string
  readonly createdAt: number
  readonly seenAt: number
  readonly expiresAt: number
}

export async function createSession(db: Database, session: StoredSession): Promise<void> {
  const { tokenHash, account, csrf, at, expiresAt } = session
  await db.run((k) =>
    k
      .insertInto('sessions')
      .values({
        ...{ token_hash: tokenHash, account: foldName(account), csrf },
        ...{ created_at: at, seen_at: at, expires_at: expiresAt },
      })
      .onConflict((c) => c.doNothing())
      .execute(),
  )
}

/** The session with its account as it is today; null where there is none, it is over, or its account is gone. */
export async function findSession(db: Database, tokenHash: string, now: number): Promise<FoundSession | null> {
  const row = await db.run((k) =>
    k
      .selectFrom('sessions as s')
      .innerJoin('accounts as a', 'a.folded', 's.account')
      .select(['s.csrf', 's.created_at', 's.seen_at', 's.expires_at'])
      .select(['a.folded', 'a.name', 'a.role', 'a.password_hash', 'a.updated_at'])
      .where('s.token_hash', '=', tokenHash)
      .where('s.expires_at', '>', now)
      .executeTakeFirst(),
  )
  if (!row) return null
  const { csrf, created_at, seen_at, expires_at } = row
  return { account: accountOf(row), csrf, createdAt: created_at, seenAt: seen_at, expiresAt: expires_at }
}

/** Says that a session was used, and until when it is good now. Without effect on one that is over. */
export async function touchSession(db: Database, tokenHash: string, now: number, expiresAt: number): Promise<void> {
  await db.run((k) =>
    k
      .updateTable('sessions')
      .set({ seen_at: now, expires_at: expiresAt })
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', now)
      .execute(),
  )
}

export async function removeSession(db: Database, tokenHash: string): Promise<void> {
  await db.run((k) => k.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute())
}

/** Ends an account's sessions, all but the one given. */
export async function removeSessionsOf(db: Database, account: string, except?: string): Promise<void> {
  await db.run((k) => {
    const all = k.deleteFrom('sessions').where('account', '=', foldName(account))
    return (except === undefined ? all : all.where('token_hash', '!=', except)).execute()
  })
}

/** Removes the sessions that are over. */
export async function sweepSessions(db: Database, now: number): Promise<void> {
  await db.run((k) => k.deleteFrom('sessions').where('expires_at', '<=', now).execute())
}
