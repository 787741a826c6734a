import type { Problem } from '../../schemas/problem.ts'
import type { Store } from '../../store/open.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics/create.ts'
import type { NoResult, Readers } from '../readers/tasks.ts'

/** Which code reads pages, and which makes reports of them: see versions.ts. */
export type Versions = { readonly reader: string; readonly rules: string }

/** What every step of the work on a document needs. Steps know no queue: the embedded run can take them as well. */
export type StepContext = {
  readonly store: Store
  readonly readers: Readers
  readonly versions: Versions
  /** This worker's name in the database and the log. */
  readonly worker: string
  readonly log: Log
  readonly metrics: Metrics
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * How a step ended. `again`: it failed in a way that another attempt may mend. `stopped`: its reader was closed under it.
 * Steps throw where database or blobs cannot be used, which is nobody's attempt.
 */
export type StepEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly problem: Problem }
  | { readonly kind: 'stopped' }

export const DONE: StepEnd = { kind: 'done' }

/**
 * Attempts at what a document does to its reader (crash, hang, eat memory) before that is taken for the document's own
 * doing: one that a busy machine spoiled gets two more chances, a poisonous page costs three readers.
 */
export const READ_ATTEMPTS = 3

/**
 * Workers that may die over one piece of work before that is taken for the cause. Readers are processes of their own, so
 * a document hardly reaches the worker; whoever restarts workers at will hits any page once or twice.
 */
export const MOST_DEATHS = 10

/** A task without a result as the problem to tell, and whether another attempt may mend it. */
export function failureOf(result: Exclude<NoResult, { kind: 'stopped' }>): {
  readonly problem: Problem
  readonly retry: boolean
} {
  if (result.kind === 'problem') return result
  return { problem: { code: 'page-failed', message: `a defect of this program: ${result.message}` }, retry: true }
}
