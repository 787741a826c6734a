import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { hasItemFor, isAwaited, mayRead } from './eligible.ts'
import { hasReport, inScope, type QueueScope } from './lease.ts'

export type QueueNumbers = {
  /** Documents with items for the one who asks, those items, and how many of the documents somebody has. */
  readonly documents: number
  readonly items: number
  readonly leased: number
  readonly skipped: number
  readonly problematic: number
  /** Items settled ever, since `today`, and since then by the one who asks. */
  readonly settled: number
  readonly settledToday: number
  readonly mine: number
}

/** How much there is in the queue for somebody. With a reason, items are those that have it. */
export async function countQueue(
  db: Database,
  { who, scope, now, today }: { who: string; scope: QueueScope; now: number; today: number },
): Promise<QueueNumbers> {
  const within = inScope(scope)
  const all = Object.values(scope).every((value) => value === undefined)
  const plain =
    scope.reason === undefined
      ? sql`q.plain`
      : sql`(select w.items from queue_reasons as w where w.document = q.document and w.reason = ${scope.reason})`
  // Readings by a second person have no reasons.
  const seconds =
    scope.reason === undefined
      ? sql<number>`(select count(*) from second_readings as s join review_queue as q on q.document = s.document
          where ${isAwaited()} and ${mayRead(who)} and ${within} and ${hasReport()})`
      : sql<number>`0`
  return db.run(async (k) => {
    const ready = await k
      .selectFrom('review_queue as q')
      .select([
        sql<number>`count(*)`.as('documents'),
        sql<number | null>`sum(${plain})`.as('items'),
        sql<number | null>`sum(case when q.owner is not null and q.until > ${now} then 1 else 0 end)`.as('leased'),
        seconds.as('seconds'),
      ])
      .where(sql<boolean>`q.open > 0`)
      .where(hasItemFor(who))
      .where(within)
      .where(hasReport())
      .executeTakeFirstOrThrow()
    const kept = await k
      .selectFrom('review_queue as q')
      .select((e) => [
        e.fn.sum<number | null>('q.skipped').as('skipped'),
        e.fn.sum<number | null>('q.problematic').as('problematic'),
        e.fn.sum<number | null>('q.settled').as('settled'),
      ])
      .where(within)
      .executeTakeFirstOrThrow()
    let decided = k
      .selectFrom('decisions as c')
      .select([
        sql<number>`count(*)`.as('today'),
        sql<number | null>`sum(case when c.who = ${who} then 1 else 0 end)`.as('mine'),
      ])
      .where('c.at', '>=', today)
      .where('c.undone', '=', 0)
      .where('c.kind', '!=', 'other')
    if (!all) decided = decided.where(documentIn(within))
    const work = await decided.executeTakeFirstOrThrow()
    return {
      documents: ready.documents,
      items: (ready.items ?? 0) + ready.seconds,
      leased: ready.leased ?? 0,
      skipped: kept.skipped ?? 0,
      problematic: kept.problematic ?? 0,
      settled: kept.settled ?? 0,
      settledToday: work.today,
      mine: work.mine ?? 0,
    }
  })
}

function documentIn(within: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from review_queue as q where q.document = c.document and ${within})`
}

export type Choice = { value: string; items: number }

/** What the queue may be narrowed to, with the open items of each, the most first. Agencies by a name as printed. */
export async function queueChoices(
  db: Database,
): Promise<{ agencies: Choice[]; years: Choice[]; forms: Choice[]; reasons: Choice[]; batches: Choice[] }> {
  return db.run(async (k) => {
    const open = k.selectFrom('review_queue as q').where(sql<boolean>`q.open > 0`).where(hasReport())
    const items = sql<number>`sum(q.open)`.as('items')
    const agencies = await open
      .select([sql<string>`min(q.organization)`.as('value'), items])
      .where('q.agency', 'is not', null)
      .groupBy('q.agency')
      .execute()
    const years = await open
      .select(['q.year as value', items])
      .where('q.year', 'is not', null)
      .groupBy('q.year')
      .execute()
    const forms = await open
      .select(['q.form as value', items])
      .where('q.form', 'is not', null)
      .groupBy('q.form')
      .execute()
    const reasons = await open
      .innerJoin('queue_reasons as r', 'r.document', 'q.document')
      .select(['r.reason as value', sql<number>`sum(r.items)`.as('items')])
      .groupBy('r.reason')
      .execute()
    const batches = await open
      // In this order: SQLite, which keeps the order of cross joins, would go through all submissions for the grouping.
      .crossJoin('submissions as b')
      .whereRef('b.document', '=', 'q.document')
      .select(['b.batch as value', items])
      .where(isFirstOfBatch())
      .groupBy('b.batch')
      .execute()
    return {
      agencies: arrange(agencies),
      years: arrange(years),
      forms: arrange(forms),
      reasons: arrange(reasons),
      batches: arrange(batches),
    }
  })
}

/** A document may have come twice in one batch, from different places. */
function isFirstOfBatch(): RawBuilder<boolean> {
  return sql<boolean>`not exists (
    select 1 from submissions as c where c.batch = b.batch and c.document = b.document and c.origin < b.origin)`
}

function arrange(rows: readonly { value: string | number | null; items: number }[]): Choice[] {
  return rows
    .map(({ value, items }) => ({ value: String(value), items }))
    .sort((a, b) => b.items - a.items || (a.value < b.value ? -1 : 1))
}
