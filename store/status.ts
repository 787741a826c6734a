import { type Kysely, sql } from 'kysely'
import type { Database } from './database/database.ts'
import { DOCUMENT_STATES, type DocumentState, type Schema } from './schema.ts'

/** Documents in each state, all of them or those of a batch. */
export async function countStates(db: Database, batch?: string): Promise<Record<DocumentState, number>> {
  const rows = await db.run((k) =>
    documents(k, batch)
      .select((e) => ['d.state', e.fn.countAll<number>().as('count')])
      .groupBy('d.state')
      .execute(),
  )
  const counts = new Map(rows.map(({ state, count }) => [state, count]))
  return Object.fromEntries(DOCUMENT_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<
    DocumentState,
    number
  >
}

/** Documents that came to an end and pages that were read at `since` or later. */
export async function countRecent(
  db: Database,
  since: number,
  batch?: string,
): Promise<{ documents: number; pages: number }> {
  return db.run(async (k) => {
    const ended = await documents(k, batch)
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('d.ended_at', '>=', since)
      .executeTakeFirstOrThrow()
    let read = k
      .selectFrom('page_readings')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('created_at', '>=', since)
    if (batch !== undefined) read = read.where(inBatch('page_readings.document', batch))
    return { documents: ended.count, pages: (await read.executeTakeFirstOrThrow()).count }
  })
}

/** Why documents failed: how many by each code, the most frequent first. */
export async function countFailures(db: Database, batch?: string): Promise<{ code: string; count: number }[]> {
  const rows = await db.run((k) =>
    documents(k, batch)
      .select((e) => ['d.code', e.fn.countAll<number>().as('count')])
      .where('d.state', '=', 'failed')
      .where('d.code', 'is not', null)
      .groupBy('d.code')
      .orderBy('count', 'desc')
      .orderBy('d.code')
      .$narrowType<{ code: string }>()
      .execute(),
  )
  return rows
}

/** Fields of current reports, and how many of them are in review (`items`). */
export async function countReview(db: Database, batch?: string): Promise<{ fields: number; items: number }> {
  const { accepted, review } = await db.run((k) => {
    const query = k
      .selectFrom('reports')
      .select((e) => [
        e.fn.sum<number | null>('accepted').as('accepted'),
        e.fn.sum<number | null>('review').as('review'),
      ])
    return (batch === undefined ? query : query.where(inBatch('reports.document', batch))).executeTakeFirstOrThrow()
  })
  const items = Number(review ?? 0)
  return { fields: Number(accepted ?? 0) + items, items }
}

/** Batches, the oldest first, with how many documents came in them and when the first did. */
export function listBatches(db: Database): Promise<{ batch: string; documents: number; submitted_at: number }[]> {
  return db.run((k) =>
    k
      .selectFrom('submissions')
      .select((e) => [
        'batch',
        e.fn.count<number>('document').distinct().as('documents'),
        e.fn.min('submitted_at').as('submitted_at'),
      ])
      .groupBy('batch')
      .orderBy('submitted_at')
      .orderBy('batch')
      .execute(),
  )
}

function documents(k: Kysely<Schema>, batch: string | undefined) {
  const all = k.selectFrom('documents as d')
  return batch === undefined ? all : all.where(inBatch('d.id', batch))
}

/** Asked row by row of what else was chosen, which is often little, instead of going through a whole batch. */
function inBatch(document: string, batch: string) {
  return sql<boolean>`exists (select 1 from submissions as s where s.batch = ${batch} and s.document = ${sql.ref(document)})`
}
