import type { Store } from '../store/open.ts'
import type { StepContext } from '../workers/steps/context.ts'
import { linkYears } from '../workers/steps/link-years.ts'

/** Milliseconds after the last answer to a document. */
const QUIET_MS = 1500

const waiting = new WeakMap<Store, Map<string, NodeJS.Timeout>>()

/**
 * Compares a document's report with its neighbours once nobody has answered to it for a while. A process that ends before
 * leaves that to the next, or to a worker: the report is marked as not compared until then.
 */
export function linkLater({ store, log }: Pick<StepContext, 'store' | 'log'>, document: string): void {
  const timers = waiting.get(store) ?? new Map<string, NodeJS.Timeout>()
  waiting.set(store, timers)
  clearTimeout(timers.get(document))
  const timer = setTimeout(() => {
    timers.delete(document)
    linkYears(store, document).catch((error: unknown) => log.warn('comparing years failed', { document, error }))
  }, QUIET_MS)
  timer.unref()
  timers.set(document, timer)
}
