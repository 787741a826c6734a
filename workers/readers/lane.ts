import { cannotStart } from './failures.ts'
import { documentKey } from './held-document.ts'
import type { Outcome } from './protocol.ts'
import { type Ended, type Reader, type ReaderOptions, startReader } from './reader.ts'
import type { ReaderTask } from './tasks.ts'

export type LaneOptions = ReaderOptions & { readonly size: number }

/** Up to `size` reader processes behind a queue, started when they are needed. */
export type Lane = {
  run(task: ReaderTask): Promise<Outcome>
  /** Kills every reader; tasks that have not ended come out as stopped. */
  close(): void
}

type Job = { readonly task: ReaderTask; readonly settle: (outcome: Outcome) => void; refusals: number }

/** Readers that may end before they have a task; more than that and readers cannot start at all. */
const MOST_REFUSALS = 2

export function createLane(options: LaneOptions): Lane {
  const waiting: Job[] = []
  const readers = new Set<Reader>()
  const idle = new Set<Reader>()
  const unsettled = new Set<Job>()
  let closed = false

  function next(): void {
    while (waiting.length > 0 && !closed) {
      for (const reader of idle) if (!reader.alive) remove(reader)
      const job = waiting[0]!
      const reader = readerFor(job.task)
      if (!reader) return
      waiting.shift()
      if (reader instanceof Error) refuse(job, reader.message)
      else void work(reader, job)
    }
  }

  /** One that has the task's document open, then one that has none, then any; null where all are busy. */
  function readerFor(task: ReaderTask): Reader | Error | null {
    const key = task.kind === 'assemble' ? null : documentKey(task.source)
    const free = [...idle]
    const reader = free.find(({ holds }) => holds === key) ?? free.find(({ holds }) => holds === null) ?? free[0]
    if (reader) return reader
    if (readers.size >= options.size) return null
    try {
      const fresh = startReader(options)
      readers.add(fresh)
      return fresh
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  }

  async function work(reader: Reader, job: Job): Promise<void> {
    idle.delete(reader)
    const ended = await reader.run(job.task)
    if (closed) return
    if (ended.kind === 'refused') {
      reader.kill('timeout')
      remove(reader)
      refuse(job, ended.why)
    } else {
      settle(job, ended.outcome)
      release(reader, ended.next)
    }
    next()
  }

  function release(reader: Reader, what: Extract<Ended, { kind: 'ended' }>['next']): void {
    if (what === 'rest') idle.add(reader)
    else if (what === 'dead') remove(reader)
    // It keeps its place until it is gone: two at once would take the memory of two.
    else
      void reader.retire().then(() => {
        remove(reader)
        next()
      })
  }

  function refuse(job: Job, why: string): void {
    if (++job.refusals > MOST_REFUSALS) settle(job, cannotStart(why))
    else waiting.unshift(job)
  }

  function remove(reader: Reader): void {
    readers.delete(reader)
    idle.delete(reader)
  }

  function settle(job: Job, outcome: Outcome): void {
    unsettled.delete(job)
    job.settle(outcome)
  }

  return {
    run: (task) =>
      new Promise((resolve) => {
        if (closed) return resolve({ kind: 'stopped' })
        const job = { task, settle: resolve, refusals: 0 }
        unsettled.add(job)
        waiting.push(job)
        next()
      }),
    close() {
      closed = true
      for (const reader of readers) reader.kill('closed')
      for (const job of unsettled) job.settle({ kind: 'stopped' })
      unsettled.clear()
      waiting.length = 0
    },
  }
}
