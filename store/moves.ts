import type { Transaction, Updateable } from 'kysely'
import { noteInTransaction } from './audit.ts'
import type { Database } from './database/database.ts'
import { type DocumentState, type DocumentsTable, FINAL_STATES, type Schema } from './schema.ts'

// Every change of a document's state is compare-and-set on its generation and state. A transaction may be done twice
// (see Database), so each of them first looks whether it finds its own work done.

/** States in which an order's jobs may still do something. */
export const OPEN_STATES: readonly DocumentState[] = ['waiting', 'running']

type Standing = Pick<DocumentsTable, 'state' | 'generation' | 'code' | 'requeued' | 'ended_at'>

/** waiting or running → running. False where the order is an old one or the document has come to an end. */
export async function startDocument(db: Database, id: string, generation: number, at: number): Promise<boolean> {
  const { numUpdatedRows } = await db.run((k) =>
    k
      .updateTable('documents')
      .set({ state: 'running', updated_at: at })
      .where('id', '=', id)
      .where('generation', '=', generation)
      .where('state', 'in', OPEN_STATES)
      .executeTakeFirstOrThrow(),
  )
  return numUpdatedRows === 1n
}

/** Says how many pages a document has. Without effect where the order is an old one. */
export async function setPages(db: Database, id: string, generation: number, pages: number, at: number): Promise<void> {
  await db.run((k) =>
    k
      .updateTable('documents')
      .set({ pages, updated_at: at })
      .where('id', '=', id)
      .where('generation', '=', generation)
      .execute(),
  )
}

/** waiting or running → failed, for the reason given. False where the order is an old one or the document has come to another end. */
export async function failDocument(
  db: Database,
  id: string,
  generation: number,
  { code, message }: { readonly code: string; readonly message: string },
  at: number,
): Promise<boolean> {
  return db.transaction(async (k) => {
    const now = await lockDocument(k, db.kind, id)
    if (now?.generation !== generation) return false
    if (!OPEN_STATES.includes(now.state)) return now.state === 'failed' && now.code === code && now.ended_at === at
    await change(k, id, { state: 'failed', code, message, updated_at: at, ended_at: at })
    await noteInTransaction(k, { at, who: 'worker', action: 'failed', document: id, detail: { code, message } })
    return true
  })
}

/** waiting or running → cancelled. False where the document is in another state. `who` goes into the audit log. */
export async function cancelDocument(db: Database, id: string, who: string, at: number): Promise<boolean> {
  return db.transaction(async (k) => {
    const now = await lockDocument(k, db.kind, id)
    if (!now) return false
    if (!OPEN_STATES.includes(now.state)) return now.state === 'cancelled' && now.ended_at === at
    await change(k, id, { state: 'cancelled', updated_at: at, ended_at: at })
    await noteInTransaction(k, { at, who, action: 'cancelled', document: id })
    return true
  })
}

/**
 * A new order: from one of the states given → waiting, under the next generation, which is returned; why it failed and
 * when it ended are forgotten. Null where the document is in none of these states. `who` and `action` go into the audit log.
 */
export async function reopenDocument(
  db: Database,
  id: string,
  from: readonly DocumentState[],
  who: string,
  action: string,
  at: number,
): Promise<number | null> {
  let wanted: number | null = null
  return db.transaction(async (k) => {
    const now = await lockDocument(k, db.kind, id)
    if (!now) return null
    if (now.generation === wanted) return wanted
    if (!from.includes(now.state)) return null
    wanted = now.generation + 1
    const fresh = { requeued: 0, code: null, message: null, ended_at: null }
    await change(k, id, { state: 'waiting', generation: wanted, ...fresh, updated_at: at })
    const detail = { from: now.state, generation: wanted }
    await noteInTransaction(k, { at, who, action, document: id, detail })
    return wanted
  })
}

/**
 * waiting or running → waiting, because the order's jobs were found gone and are enqueued again. Returns how often that
 * happened to this order, 0 where it is an old one or the document has come to an end.
 */
export async function countRequeue(db: Database, id: string, generation: number, at: number): Promise<number> {
  let wanted: number | null = null
  return db.transaction(async (k) => {
    const now = await lockDocument(k, db.kind, id)
    if (now?.generation !== generation || FINAL_STATES.includes(now.state)) return 0
    if (now.requeued === wanted) return wanted
    wanted = now.requeued + 1
    await change(k, id, { state: 'waiting', requeued: wanted, updated_at: at })
    return wanted
  })
}

/** A document as it stands, kept as it is for others until the transaction ends. SQLite's transactions do that for the whole file. */
export async function lockDocument(
  k: Transaction<Schema>,
  kind: Database['kind'],
  id: string,
): Promise<Standing | undefined> {
  const query = k
    .selectFrom('documents')
    .select(['state', 'generation', 'code', 'requeued', 'ended_at'])
    .where('id', '=', id)
  return (kind === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
}

async function change(k: Transaction<Schema>, id: string, values: Updateable<DocumentsTable>): Promise<void> {
  await k.updateTable('documents').set(values).where('id', '=', id).execute()
}
