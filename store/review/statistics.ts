import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { DecisionKind, Schema } from '../schema.ts'

/** Standing decisions that are alike. `bin`: the last of the edges given that the confidence reaches; null without one. */
export type DecisionGroup = {
  readonly who: string
  readonly kind: DecisionKind
  readonly bin: number | null
  readonly as_read: number | null
  readonly count: number
  readonly today: number
}

export type ReviewStatistics = {
  readonly documents: number
  /** Fields of current reports, and those of them in review. */
  readonly fields: number
  readonly review: number
  readonly groups: readonly DecisionGroup[]
  /** Fields that two have read, and those on which they agreed. */
  readonly twice: number
  readonly agreed: number
  /** Seconds that an item took, by nearest rank; null where nobody measured any. */
  readonly median: number | null
  readonly p90: number | null
}

/** What decisions add up to. `edges`: confidences that part the bins, ascending. */
export function reviewStatistics(db: Database, edges: readonly number[], today: number): Promise<ReviewStatistics> {
  return db.run(async (k) => {
    const reports = await k
      .selectFrom('reports')
      .select((e) => [
        e.fn.countAll<number>().as('documents'),
        e.fn.sum<number | null>('accepted').as('accepted'),
        e.fn.sum<number | null>('review').as('review'),
      ])
      .executeTakeFirstOrThrow()
    const twice = await k
      .selectFrom('second_readings')
      .select((e) => [e.fn.count<number>('agreed').as('twice'), e.fn.sum<number | null>('agreed').as('agreed')])
      .executeTakeFirstOrThrow()
    const review = reports.review ?? 0
    return {
      documents: reports.documents,
      fields: (reports.accepted ?? 0) + review,
      review,
      groups: await decisionGroups(k, edges, today),
      twice: twice.twice,
      agreed: twice.agreed ?? 0,
      ...(await secondsPerItem(k)),
    }
  })
}

function decisionGroups(k: Kysely<Schema>, edges: readonly number[], today: number): Promise<DecisionGroup[]> {
  // From above: most readings are sure, and the first that holds ends the search.
  const steps = edges.map((edge, bin) => sql`when confidence >= ${sql.lit(edge)} then ${sql.lit(bin)}`).reverse()
  const bin = sql<number | null>`case ${sql.join(steps, sql` `)} end`
  // As their index has them first, which takes no sorting: bins are made of what is left.
  const alike = k
    .selectFrom('decisions')
    .select(['who', 'kind', 'as_read', 'confidence'])
    .select((e) => e.fn.countAll<number>().as('many'))
    .select(sql<number>`sum(case when at >= ${today} then 1 else 0 end)`.as('today'))
    .where('undone', '=', 0)
    .groupBy(['kind', 'who', 'as_read', 'confidence'])
  return k
    .selectFrom(alike.as('alike'))
    .select(['who', 'kind', 'as_read', bin.as('bin')])
    .select((e) => [e.fn.sum<number>('many').as('count'), e.fn.sum<number>('today').as('today')])
    .groupBy(['who', 'kind', 'as_read', bin])
    .execute()
}

/** By nearest rank, in one walk along the index of the seconds, which are told to a tenth. */
async function secondsPerItem(k: Kysely<Schema>): Promise<{ median: number | null; p90: number | null }> {
  const groups = await k
    .selectFrom('decisions')
    .select((e) => ['seconds', e.fn.countAll<number>().as('count')])
    .where('undone', '=', 0)
    .where('seconds', '>', 0)
    .groupBy('seconds')
    .orderBy('seconds')
    .execute()
  const all = groups.reduce((sum, { count }) => sum + count, 0)
  const at = (share: number) => {
    const rank = Math.ceil(share * all)
    let passed = 0
    for (const { seconds, count } of groups) {
      passed += count
      if (passed >= rank) return seconds
    }
    return null
  }
  return { median: at(0.5), p90: at(0.9) }
}
