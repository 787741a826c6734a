import type { Store } from '../../store/open.ts'
import { type DecisionGroup, reviewStatistics } from '../../store/review/statistics.ts'
import type { Dashboard } from '../api/progress.ts'
import { wilson } from './wilson.ts'

/** Where the bins of the reliability plot begin: finer where most fields are and differences matter. */
const EDGES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99] as const

/**
 * What people's decisions tell about the readings, about each other, and about how long it takes. `today`: when the day
 * began.
 */
export async function dashboard(store: Store, today: number): Promise<Dashboard> {
  const found = await reviewStatistics(store.db, EDGES, today)
  const { documents, fields, review, groups, twice, agreed, median, p90 } = found
  // First looks only: who reads a field a second time adds nothing about the reading.
  const first = groups.filter(({ kind, as_read }) => (kind === 'flagged' || kind === 'sample') && as_read !== null)
  const share = (kind: string, hit: 0 | 1) => {
    const of = first.filter((group) => group.kind === kind)
    return wilson(count(of.filter(({ as_read }) => as_read === hit)), count(of))
  }
  return {
    documents,
    fields,
    review: wilson(review, fields),
    silent: share('sample', 0),
    agreement: wilson(agreed, twice),
    falseAlarms: share('flagged', 1),
    secondsPerItem: { median, p90 },
    reliability: EDGES.map((from, bin) => {
      const of = first.filter((group) => group.bin === bin)
      const right = count(of.filter(({ as_read }) => as_read === 1))
      return { from, to: EDGES[bin + 1] ?? 1, fields: count(of), right }
    }),
    reviewers: reviewers(groups.filter(({ kind }) => kind !== 'other')),
  }
}

function reviewers(groups: readonly DecisionGroup[]): Dashboard['reviewers'] {
  return [...Map.groupBy(groups, ({ who }) => who)]
    .map(([who, own]) => ({ who, settled: count(own), today: own.reduce((sum, { today }) => sum + today, 0) }))
    .sort((a, b) => b.settled - a.settled || (a.who < b.who ? -1 : 1))
}

function count(groups: readonly DecisionGroup[]): number {
  return groups.reduce((sum, group) => sum + group.count, 0)
}
