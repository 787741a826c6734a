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
 * Steps throw where database, blobs or reader processes cannot be had, which is nobody's attempt.
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

/** A task that failed, for reasons that may lie in the document. */
export type Failed = Extract<NoResult, { kind: 'problem' | 'defect' }>

/** This machine cannot start reader processes: no memory, no processes left. No document's fault, and nobody's attempt. */
export class ReadersUnavailable extends Error {
  override readonly name = 'ReadersUnavailable'
}

/** A reader's answer, but that there are no readers, which is thrown: whoever runs the step waits and takes it again. */
export function answered<T extends { readonly kind: string }>(
  result: T | Extract<NoResult, { kind: 'unavailable' }>,
): Exclude<T, { kind: 'unavailable' }> {
  if (result.kind === 'unavailable') throw new ReadersUnavailable((result as { readonly message: string }).message)
  return result as Exclude<T, { kind: 'unavailable' }>
}

/** A task without a result as the problem to tell, and whether another attempt may mend it. */
export function failureOf(result: Failed): { readonly problem: Problem; readonly retry: boolean } {
  if (result.kind === 'problem') return result
  return { problem: { code: 'page-failed', message: `a defect of this program: ${result.message}` }, retry: true }
}
