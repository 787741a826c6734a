import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database, DatabaseKind } from '../database/database.ts'
import type { Schema } from '../schema.ts'
import { agencyFits, type WantedAgency } from './agency.ts'
import { hasItemFor } from './eligible.ts'

/** Which documents' items are wanted; what is left out does not narrow. */
export type QueueScope = {
  readonly agency?: WantedAgency | undefined
  readonly year?: number | undefined
  readonly form?: string | undefined
  readonly reason?: string | undefined
  readonly batch?: string | undefined
}

export type Wanted = {
  readonly who: string
  readonly scope: QueueScope
  readonly not: readonly string[]
  readonly now: number
  readonly leaseMs: number
}

/** A lease as it stands: whose, until when. */
export type LeaseState = { readonly owner: string | null; readonly until: number }

/**
 * Leases the next document of the queue to somebody and gives its id; null where nothing is left for them. Of several who
 * ask at once each gets another one. One that they hold already may come again.
 */
export async function leaseNext(db: Database, { who, scope, not, now, leaseMs }: Wanted): Promise<string | null> {
  const until = now + leaseMs
  // Outlives a repetition, whose first commit may have leased a document already.
  let picked: string | null = null
  return db.transaction(async (k) => {
    if (picked !== null && (await isHeld(k, picked, who, until))) return picked
    let query = k
      .selectFrom('review_queue as q')
      .select('q.document')
      .where(sql<boolean>`q.open > 0`)
      .where(isFree(who, now))
      .where(hasItemFor(who))
      .where(hasReport())
      .where(inScope(db.kind, scope))
      .orderBy('q.best', 'desc')
      .orderBy('q.failing', 'desc')
      .orderBy('q.since')
      .orderBy('q.document')
      .limit(1)
    if (not.length > 0) query = query.where('q.document', 'not in', not)
    // Whoever is second passes over what the first is about to take, and looks at the row anew once it is his.
    const next = await (db.kind === 'postgres' ? query.forUpdate('q').skipLocked() : query).executeTakeFirst()
    picked = next?.document ?? null
    if (picked !== null) await take(k, picked, who, until)
    return picked
  })
}

/**
 * Takes or renews the lease of a document within a transaction, after the document has been locked. Null where it was
 * free, had run out, or was theirs; else whose it is. A lease that ran out stays its owner's until somebody takes it.
 */
export async function holdLease(
  k: Transaction<Schema>,
  document: string,
  who: string,
  now: number,
  leaseMs: number,
): Promise<LeaseState | null> {
  const { numUpdatedRows } = await k
    .updateTable('review_queue as q')
    .set({ owner: who, until: now + leaseMs })
    .where('q.document', '=', document)
    .where(isFree(who, now))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 1n) return null
  const held = await k
    .selectFrom('review_queue')
    .select(['owner', 'until'])
    .where('document', '=', document)
    .executeTakeFirst()
  if (held) return held
  await k
    .insertInto('review_queue')
    .values({
      ...{ document, open: 0, plain: 0, best: 0, failing: 0, since: 0, skipped: 0, problematic: 0, settled: 0 },
      ...{ organization: null, agency: null, year: null, form: null, owner: who, until: now + leaseMs },
    })
    .execute()
  return null
}

/** Gives a document back at once. Without effect where the lease is somebody else's. */
export async function endLease(db: Database, document: string, who: string): Promise<void> {
  await db.run((k) =>
    k
      .updateTable('review_queue')
      .set({ owner: null, until: 0 })
      .where('document', '=', document)
      .where('owner', '=', who)
      .execute(),
  )
}

/** Narrows rows `q` of review_queue. */
export function inScope(kind: DatabaseKind, { agency, year, form, reason, batch }: QueueScope): RawBuilder<boolean> {
  const conditions = [
    ...(agency === undefined ? [] : [agencyFits(kind, 'q.agency', agency)]),
    ...(year === undefined ? [] : [sql`q.year = ${year}`]),
    ...(form === undefined ? [] : [sql`q.form = ${form}`]),
    ...(reason === undefined
      ? []
      : [sql`exists (select 1 from queue_reasons as r where r.document = q.document and r.reason = ${reason})`]),
    ...(batch === undefined
      ? []
      : [sql`exists (select 1 from submissions as b where b.batch = ${batch} and b.document = q.document)`]),
  ]
  return conditions.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

/** Only documents whose report is that of their last order: one that is read again comes back with what it has then. */
export function hasReport(): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from documents as d where d.id = q.document and d.state in ('review', 'done'))`
}

function isFree(who: string, now: number): RawBuilder<boolean> {
  return sql<boolean>`(q.owner is null or q.owner = ${who} or q.until <= ${now})`
}

async function take(k: Transaction<Schema>, document: string, who: string, until: number): Promise<void> {
  await k.updateTable('review_queue').set({ owner: who, until }).where('document', '=', document).execute()
}

async function isHeld(k: Transaction<Schema>, document: string, who: string, until: number): Promise<boolean> {
  const held = await k
    .selectFrom('review_queue')
    .select('document')
    .where('document', '=', document)
    .where('owner', '=', who)
    .where('until', '=', until)
    .executeTakeFirst()
  return held !== undefined
}
