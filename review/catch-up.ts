import type { Store } from '../store/open.ts'
import { reportsBehind } from '../store/review/behind.ts'
import { type ReassembleContext, reassembleDocument } from './reassemble.ts'

/** What a process knows of a store's reports that lack something. */
type Watch = {
  /** Answers given before have been looked at. */
  since: number
  /** Documents that could not be made again: when to try next, and how often that failed. */
  readonly behind: Map<string, { readonly until: number; readonly times: number }>
}

const watches = new WeakMap<Store, Watch>()

/** Milliseconds by which machines' clocks differ, and answers take to be kept. */
const SLACK_MS = 10 * 60_000
/** Milliseconds until a report that could not be made is tried again: doubled every time. */
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [5_000, 15 * 60_000]

/**
 * Makes the reports again that lack something that was said: of a process that ended between an answer and its report, or
 * that had no reader then. The first call in a process looks at everything that was said, later ones at what came since.
 * Gives how many it made. Throws what the store throws.
 */
export async function catchUp(context: ReassembleContext): Promise<number> {
  const { store, now } = context
  const watch = watches.get(store) ?? { since: 0, behind: new Map() }
  watches.set(store, watch)
  const begun = now()
  const found = await reportsBehind(store.db, watch.since)
  let made = 0
  for (const document of new Set([...watch.behind.keys(), ...found])) {
    const { until = 0, times = 0 } = watch.behind.get(document) ?? {}
    if (now() < until) continue
    const { kind } = await reassembleDocument(context, document)
    if (kind === 'reassembled') made++
    if (kind !== 'behind') watch.behind.delete(document)
    else {
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** times)
      watch.behind.set(document, { until: now() + pause, times: times + 1 })
    }
  }
  watch.since = begun - SLACK_MS
  return made
}
