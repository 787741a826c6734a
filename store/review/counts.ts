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
  const within = inScope(db.kind, scope)
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
  // One statement: which documents are ready costs more than all that is counted among them.
  const { rows } = await db.run((k) =>
    sql<{ what: string; value: string; items: number }>`
      with ready as materialized (
        select q.document, q.open, q.organization, q.agency, q.year, q.form
        from review_queue as q where q.open > 0 and ${hasReport()})
      select 'agency' as what, min(organization) as value, sum(open) as items
        from ready where agency is not null group by agency
      union all select 'year', cast(year as text), sum(open) from ready where year is not null group by year
      union all select 'form', form, sum(open) from ready where form is not null group by form
      union all select 'reason', r.reason, sum(r.items)
        from ready as q join queue_reasons as r on r.document = q.document group by r.reason
      union all select 'batch', b.batch, sum(q.open)
        from ready as q cross join submissions as b where b.document = q.document and ${isFirstOfBatch()} group by b.batch`.execute(
      k,
    ),
  )
  const choices = (wanted: string) =>
    rows
      .flatMap(({ what, value, items }) => (what === wanted ? [{ value, items }] : []))
      .sort((a, b) => b.items - a.items || (a.value < b.value ? -1 : 1))
  return {
    agencies: choices('agency'),
    years: choices('year'),
    forms: choices('form'),
    reasons: choices('reason'),
    batches: choices('batch'),
  }
}

/**
 * A document may have come twice in one batch, from different places. Submissions stand behind a cross join, whose order
 * SQLite keeps: it would go through all of them for the grouping.
 */
function isFirstOfBatch(): RawBuilder<boolean> {
  return sql<boolean>`not exists (
    select 1 from submissions as c where c.batch = b.batch and c.document = b.document and c.origin < b.origin)`
}
