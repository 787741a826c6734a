import type { Problem } from '../schemas/problem.ts'
import { firstWorkSince } from '../store/first-work.ts'
import type { Store } from '../store/open.ts'
import { DOCUMENT_STATES, type DocumentState, FINAL_STATES } from '../store/schema.ts'
import { countFailures, countRecent, countReview, countStates } from '../store/status.ts'
import { queueGone } from './queue-gone.ts'
import { type QueueCounts, type Queues, queueCounts } from './queues/flow.ts'
import type { QueueName } from './queues/names.ts'

/** Where the work stands, as plain data. */
export type ClusterStatus = {
  readonly format: 'nianbao/status@1'
  /** Null: all of them. */
  readonly batch: string | null
  /** Milliseconds since 1970. */
  readonly at: number
  readonly documents: number
  /** Documents in each state. */
  readonly states: Readonly<Record<DocumentState, number>>
  /** Documents in a final state. */
  readonly ended: number
  readonly pagesRead: number
  /** Over the last `seconds`: five minutes, or since work began within them. */
  readonly rate: { readonly seconds: number; readonly documentsPerMinute: number; readonly pagesPerMinute: number }
  /** Null where nothing is left, or nothing came out lately. */
  readonly etaSeconds: number | null
  /** Fields that wait for a person, of so many in all reports. */
  readonly review: { readonly fields: number; readonly of: number }
  /** Failed documents by code, most first. */
  readonly failures: readonly { readonly code: string; readonly count: number }[]
  /** Jobs by queue, of all batches; null where Redis does not answer. */
  readonly queues: Readonly<Record<QueueName, QueueCounts>> | null
  readonly problem: Problem | null
}

/** Milliseconds that a rate looks back at most, and at least. */
const LOOK_BACK_MS = 300_000
const LOOK_BACK_LEAST_MS = 10_000

/** Counts where the documents stand, or those of one batch. Without queues, or with a problem, that part is null. */
export async function clusterStatus(
  store: Store,
  queues: Queues | Problem,
  { batch, now }: { readonly batch?: string | undefined; readonly now: number },
): Promise<ClusterStatus> {
  const { db } = store
  const first = (await firstWorkSince(db, now - LOOK_BACK_MS)) ?? now - LOOK_BACK_MS
  const window = Math.min(LOOK_BACK_MS, Math.max(LOOK_BACK_LEAST_MS, now - first))
  const [states, recent, all, failures, review, jobs] = await Promise.all([
    countStates(db, batch),
    countRecent(db, now - window, batch),
    countRecent(db, 0, batch),
    countFailures(db, batch),
    countReview(db, batch),
    'code' in queues ? queues : queueCounts(queues).catch(queueGone),
  ])
  const documents = sum(DOCUMENT_STATES.map((state) => states[state]))
  const ended = sum(FINAL_STATES.map((state) => states[state]))
  const minutes = window / 60_000
  const left = documents - ended
  return {
    format: 'nianbao/status@1',
    batch: batch ?? null,
    at: now,
    documents,
    states,
    ended,
    pagesRead: all.pages,
    rate: {
      seconds: Math.round(window / 1000),
      documentsPerMinute: rounded(recent.documents / minutes),
      pagesPerMinute: rounded(recent.pages / minutes),
    },
    etaSeconds: left === 0 || recent.documents === 0 ? null : Math.round((left * window) / recent.documents / 1000),
    review: { fields: review.items, of: review.fields },
    failures: failures.toSorted((a, b) => b.count - a.count),
    queues: isProblem(jobs) ? null : jobs,
    problem: isProblem(jobs) ? jobs : null,
  }
}

function isProblem(jobs: Problem | Readonly<Record<QueueName, QueueCounts>>): jobs is Problem {
  return 'code' in jobs
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

function rounded(rate: number): number {
  return Math.round(rate * 10) / 10
}
