import type { Database } from '../database/database.ts'
import type { AccountsTable } from '../schema.ts'

export type StoredAccount = Pick<AccountsTable, 'name' | 'role'> & { readonly passwordHash: string | null }
type Role = AccountsTable['role']

/** Makes an account; false where one of that name, capitals and widths aside, is there already. */
export async function createAccount(db: Database, account: StoredAccount, at: number): Promise<boolean> {
  const { name, role, passwordHash } = account
  const row = { folded: foldName(name), name, role, password_hash: passwordHash, created_at: at, updated_at: at }
  return db.transaction(async (k) => {
    const { numInsertedOrUpdatedRows } = await k
      .insertInto('accounts')
      .values(row)
      .onConflict((c) => c.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows === 1n) return true
    // The very same one again: a commit whose answer was lost.
    const known = await k.selectFrom('accounts').selectAll().where('folded', '=', row.folded).executeTakeFirst()
    return known?.created_at === at && known.name === name && known.password_hash === passwordHash
  })
}

/** The account of that name, however it is written; null where there is none. */
export async function findAccount(db: Database, name: string): Promise<StoredAccount | null> {
  const row = await db.run((k) =>
    k.selectFrom('accounts').selectAll().where('folded', '=', foldName(name)).executeTakeFirst(),
  )
  return row ? accountOf(row) : null
}

/** All of them, by name. */
export async function listAccounts(db: Database): Promise<StoredAccount[]> {
  const rows = await db.run((k) => k.selectFrom('accounts').selectAll().orderBy('folded').execute())
  return rows.map(accountOf)
}

/** False where there is no such account. */
export function setRole(db: Database, name: string, role: Role, at: number): Promise<boolean> {
  return change(db, name, { role, updated_at: at })
}

/** False where there is no such account. Its sessions go on; see removeSessionsOf. */
export function setPasswordHash(db: Database, name: string, passwordHash: string | null, at: number): Promise<boolean> {
  return change(db, name, { password_hash: passwordHash, updated_at: at })
}

/** Removes an account and its sessions; what it did stays on record. False where there is none. */
export async function removeAccount(db: Database, name: string): Promise<boolean> {
  const folded = foldName(name)
  // Outlives a repetition: where the first commit's answer was lost, the account is gone already.
  let removed = false
  await db.transaction(async (k) => {
    await k.deleteFrom('sessions').where('account', '=', folded).execute()
    const { numDeletedRows } = await k.deleteFrom('accounts').where('folded', '=', folded).executeTakeFirstOrThrow()
    removed ||= numDeletedRows === 1n
  })
  return removed
}

/** A name as it is compared: in small letters, full-width ones as the narrow ones. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

export function accountOf({ name, role, password_hash }: Omit<AccountsTable, 'created_at'>): StoredAccount {
  return { name, role, passwordHash: password_hash }
}

async function change(
  db: Database,
  name: string,
  values: Partial<Pick<AccountsTable, 'role' | 'password_hash' | 'updated_at'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db.run((k) =>
    k.updateTable('accounts').set(values).where('folded', '=', foldName(name)).executeTakeFirstOrThrow(),
  )
  return numUpdatedRows === 1n
}
