import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from './database/database.ts'
import { namedBlobs } from './named-blobs.ts'
import type { Store } from './open.ts'

export type SweepOrder = {
  /** What was put since, in milliseconds since 1970, stays: at least two hours ago, see STILL_YOUNG_MS. */
  readonly before: number
  /** Milliseconds that whoever has just read a name gets to read what it names. */
  readonly graceMs: number
  /** Only counts. */
  readonly dry?: boolean
}

/** Contents that nothing named, and their bytes; those that are gone now, or would be. */
export type Swept = { readonly blobs: number; readonly bytes: number }

/**
 * Takes contents away that no document, page reading or report names any more: replaced reports, what was left of removed
 * documents and of work that never came to its end. Others may work on the store meanwhile: what is put while this goes
 * on is young and stays, be it named yet or not.
 */
export async function sweepStore({ blobs, db }: Store, { before, graceMs, dry = false }: SweepOrder): Promise<Swept> {
  if (!dry) await dropOrphans(db, before)
  const old = []
  for await (const blob of blobs.old(before)) old.push(blob)
  const named = await namedBlobs(db)
  const unnamed = old.filter(({ hash }) => !named.has(hash))
  if (!dry && unnamed.length > 0) await delay(graceMs)
  let [count, bytes] = [0, 0]
  for (const { hash, size } of unnamed) {
    if (!dry && !(await blobs.remove(hash, before))) continue
    count += 1
    bytes += size
  }
  return { blobs: count, bytes }
}

/** What a worker still wrote of a document that was removed under its hands. */
async function dropOrphans(db: Database, before: number): Promise<void> {
  const isOrphan = (table: string) =>
    sql<boolean>`not exists (select 1 from documents as d where d.id = ${sql.ref(`${table}.document`)})`
  await db.run(async (k) => {
    await k.deleteFrom('page_readings').where('created_at', '<', before).where(isOrphan('page_readings')).execute()
    await k.deleteFrom('openings').where('created_at', '<', before).where(isOrphan('openings')).execute()
    await k.deleteFrom('attempts').where('at', '<', before).where(isOrphan('attempts')).execute()
  })
}
