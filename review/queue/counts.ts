import type { Store } from '../../store/open.ts'
import { countQueue, queueChoices } from '../../store/review/counts.ts'
import type { QueueCounts } from '../api/progress.ts'
import type { QueueChoices, QueueFilter } from '../api/review.ts'
import { scopeOf } from './next.ts'

const DAY_MS = 86_400_000

/** The queue under a filter as one who may review sees it. `today`: when the day began; left out, at midnight UTC. */
export async function queueCounts(
  store: Store,
  order: {
    readonly who: string
    readonly filter: QueueFilter
    readonly now: number
    readonly today?: number | undefined
  },
): Promise<QueueCounts> {
  const { who, filter, now, today = startOfDay(now) } = order
  return countQueue(store.db, { who, scope: await scopeOf(store, filter), now, today })
}

/** What a filter may say, with the open items of each. */
export function queueFilters(store: Store): Promise<QueueChoices> {
  return queueChoices(store.db)
}

/** Midnight before, UTC. Milliseconds since 1970. */
export function startOfDay(now: number): number {
  return now - (now % DAY_MS)
}
