import { type Document, failDocument } from '../../store/documents.ts'
import { unlinkedReports } from '../../store/reports.ts'
import { unfinishedDocuments } from '../../store/unfinished.ts'
import { backoff } from '../cluster/backoff.ts'
import type { StepContext } from '../steps/context.ts'
import { linkYears } from '../steps/link-years.ts'
import { type ReadingLock, takeReadingLock } from './lock.ts'
import { readDocument } from './read-document.ts'
import { takeOver } from './take-over.ts'
import { isOutside } from './trouble.ts'
import { createTurns } from './turns.ts'

export type EmbeddedSettings = StepContext & {
  /** Pages in work at a time; `readers` should have as many processes. They are closed with the runner. */
  readonly concurrency: number
  /** Milliseconds between looks for documents that nobody told of. */
  readonly pollMs?: number
  /** Milliseconds that what is in work gets to end when the runner is stopped. */
  readonly drainMs?: number
}

/** Reads what waits in a store, in this process and its readers, without queues. */
export type Embedded = {
  /** Looks for waiting documents now. */
  wake(): void
  /** Begins nothing more, waits for what is in work at most `drainMs`; the rest waits for the next start. */
  stop(): Promise<void>
  /** Resolves when no document waits or is in work, or the runner is stopped. */
  idle(): Promise<void>
}

const POLL_MS = 1000
const DRAIN_MS = 10_000
/** Milliseconds that closed readers' work gets to notice. */
const CLOSE_MS = 3000
/** Documents assembled at a time, as in a worker. */
const ASSEMBLING = 2
/** Documents taken down at a look: with a hundred thousand waiting, one costs a tenth of a second. */
const AHEAD = 200
/** Times that a defect may end a document's work before the document is given up. */
const MOST_DEFECTS = 10
/** Reports compared with their neighbours in one go, whose process ended before it had. */
const LINKS = 50

type Rest = { readonly until: number; readonly outside: number; readonly defects: number }

/**
 * Starts reading what waits, in the order in which it came. One runner a data folder reads; others wait until that one
 * has ended, however it did, and go on where it was. Trouble outside of documents (no room, no memory) is waited for.
 */
export function startEmbedded(settings: EmbeddedSettings): Embedded {
  const { store, readers, log, now, concurrency, pollMs = POLL_MS, drainMs = DRAIN_MS } = settings
  const stopping = new AbortController()
  const context = {
    ...settings,
    reading: createTurns(concurrency),
    assembling: createTurns(ASSEMBLING),
    signal: stopping.signal,
  }
  const inWork = new Map<string, Promise<void>>()
  const resting = new Map<string, Rest>()
  const waitingForIdle: (() => void)[] = []
  let ahead: Document[] = []
  let lock: ReadingLock | null = null
  let stood = false
  let tookOver = false
  let places = 0
  let troubles = 0
  let troubleUntil = 0
  let woken = false
  let wakeUp = () => {}

  function wake(): void {
    woken = true
    wakeUp()
  }

  function sleep(ms: number): Promise<void> {
    if (woken || stopping.signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function holdLock(): Promise<boolean> {
    if (lock && tookOver) return true
    if (!lock) {
      lock = await takeReadingLock(store.db)
      if (lock) log.info('reading what waits', { concurrency })
      else if (!stood) log.info('another process reads what waits here; standing by')
      stood = true
    }
    if (!lock) return false
    if (lock.unclean) await takeOver(context)
    tookOver = true
    return true
  }

  /** Begins what there is room for; gives whether nothing is left to be done. */
  async function begin(): Promise<boolean> {
    const room = concurrency + ASSEMBLING - inWork.size
    if (room <= 0 || now() < troubleUntil) return false
    const due = [...resting].some(([id, { until }]) => !inWork.has(id) && until <= now())
    const empty = (ahead.length === 0 || due) && (await lookAhead()) === 0
    for (let left = room; left > 0 && ahead.length > 0 && !stopping.signal.aborted; ) {
      const document = ahead.shift()!
      if (inWork.has(document.id)) continue
      inWork.set(document.id, work(document))
      left--
    }
    if (!empty || inWork.size > 0) return false
    for (const document of await unlinkedReports(store.db, LINKS)) await linkYears(store, document)
    return true
  }

  /** Takes down what is to be done next; gives how many documents are not at their end. */
  async function lookAhead(): Promise<number> {
    const limit = AHEAD + inWork.size + resting.size
    const documents = await unfinishedDocuments(store.db, limit)
    const ids = new Set(documents.map(({ id }) => id))
    if (documents.length < limit) for (const id of resting.keys()) if (!ids.has(id)) resting.delete(id)
    ahead = documents.filter(({ id }) => !inWork.has(id) && (resting.get(id)?.until ?? 0) <= now())
    return documents.length
  }

  async function work(document: Document): Promise<void> {
    try {
      await readDocument(context, places++, document)
      resting.delete(document.id)
      troubles = 0
    } catch (error) {
      await rest(document, error).catch((again: unknown) => log.error('work fell out of step', { error: again }))
    } finally {
      inWork.delete(document.id)
      wake()
    }
  }

  /** Puts a document aside whose work threw, for longer every time. */
  async function rest({ id, generation }: Document, error: unknown): Promise<void> {
    const { outside = 0, defects = 0 } = resting.get(id) ?? {}
    if (isOutside(error)) {
      const until = now() + backoff(outside + 1)
      resting.set(id, { until, outside: outside + 1, defects })
      troubleUntil = now() + backoff(++troubles)
      log.warn('waiting for what this machine lacks', { document: id, generation, error })
      return
    }
    resting.set(id, { until: now() + backoff(defects + 1), outside, defects: defects + 1 })
    log.error('work on a document failed', { document: id, generation, error })
    if (defects + 1 < MOST_DEFECTS) return
    const message = `a defect of this program ended its work ${MOST_DEFECTS} times; see the log`
    await failDocument(store.db, id, generation, { code: 'gave-up', message }, now())
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      woken = false
      try {
        const done = (await holdLock()) ? await begin() : (await unfinishedDocuments(store.db, 1)).length === 0
        if (done) for (const settle of waitingForIdle.splice(0)) settle()
      } catch (error) {
        log.warn('looking for documents failed; trying again', { error })
      }
      const next = [troubleUntil, ...Array.from(resting.values(), ({ until }) => until)].filter((at) => at > now())
      await sleep(Math.max(1, Math.min(pollMs, ...next.map((at) => at - now()))))
    }
  }
  const running = run()

  async function stop(): Promise<void> {
    stopping.abort()
    wakeUp()
    const ended = running.then(() => Promise.allSettled(inWork.values()))
    const drained = await within(drainMs, ended)
    readers.close()
    const inTime = drained || (await within(CLOSE_MS, ended))
    // What still hangs may yet write: then the lock stays until the process has ended.
    if (inTime) lock?.release()
    for (const settle of waitingForIdle.splice(0)) settle()
    log.info('reading stopped', { left: inWork.size })
  }
  let stopped: Promise<void> | null = null

  return {
    wake,
    stop() {
      stopped ??= stop()
      return stopped
    },
    idle: () =>
      new Promise((resolve) => {
        if (stopping.signal.aborted) return resolve()
        waitingForIdle.push(resolve)
        wake()
      }),
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const first = await Promise.race([work.then(() => true), late])
  clearTimeout(timer)
  return first
}
