import type { ChildProcess } from 'node:child_process'
import type { FromReader, Progress, ReadOutcome, ReadTask, RunSettings, ToReader } from './protocol.ts'
import { discardProcess, entryBeside, HEAP_MEGABYTES, startProcess } from './start-process.ts'

export type PoolOptions = {
  readonly size: number
  readonly settings: RunSettings
  /** Longest time without a page finished, in milliseconds, before a reader is killed and replaced. */
  readonly timeoutMs: number
  /** Lets readers write to standard error, for whoever hunts a defect. */
  readonly debug: boolean
}

/** Reader processes behind a queue. */
export type Pool = {
  run(task: ReadTask, onProgress: (progress: Progress) => void): Promise<ReadOutcome>
  /** Kills every reader; tasks that have not ended come out as stopped. */
  close(): void
}

type Job = {
  readonly task: ReadTask
  readonly onProgress: (progress: Progress) => void
  readonly settle: (outcome: ReadOutcome) => void
  /** Readers that ended before they had the task, which says nothing about the task. */
  refusals: number
}

/** Readers that may end before they have a task; more than that and readers cannot start at all. */
const MOST_REFUSALS = 2

/** Processes rather than threads: one that is stuck or crashes can be killed without taking the run with it. */
export function createPool(options: PoolOptions): Pool {
  const waiting: Job[] = []
  const idle: ChildProcess[] = []
  const all = new Set<ChildProcess>()
  const unsettled = new Set<Job>()
  const leaving = new Map<ChildProcess, () => void>()

  const start = (): ChildProcess => {
    const reader = startProcess(entryBeside('reader', import.meta.url), {
      heapMegabytes: HEAP_MEGABYTES,
      debug: options.debug,
    })
    all.add(reader)
    reader.send({ settings: options.settings } satisfies ToReader)
    return reader
  }

  const next = () => {
    while (waiting.length > 0) {
      const reader = idle.pop() ?? (all.size < options.size ? start() : null)
      if (!reader) return
      assign(reader.removeAllListeners('exit'), waiting.shift()!)
    }
  }

  const assign = (reader: ChildProcess, job: Job) => {
    let accepted = false
    let reached: Progress | null = null
    const leave = () => {
      clearTimeout(timer)
      leaving.delete(reader)
      reader.removeAllListeners('message').removeAllListeners('exit').removeAllListeners('error')
    }
    const finish = (outcome: ReadOutcome, usable: boolean) => {
      leave()
      if (usable) rest(reader)
      else discard(reader)
      unsettled.delete(job)
      job.settle(outcome)
      next()
    }
    const lose = (outcome: ReadOutcome) => {
      if (accepted || ++job.refusals > MOST_REFUSALS) return finish(outcome, false)
      leave()
      discard(reader)
      waiting.unshift(job)
      next()
    }
    leaving.set(reader, leave)
    const timer = setTimeout(() => finish(timedOut(reached, options.timeoutMs), false), options.timeoutMs)
    reader.on('message', (message: FromReader) => {
      accepted = true
      if ('outcome' in message) finish(message.outcome, message.outcome.kind !== 'defect')
      else if ('progress' in message) {
        reached = message.progress
        timer.refresh()
        job.onProgress(reached)
      }
    })
    reader.on('exit', (code, signal) => {
      const how = signal ?? `exit ${code}`
      lose(
        accepted
          ? crashed(reached, how)
          : { kind: 'defect', message: `reader processes do not start (${how})`, stack: '' },
      )
    })
    reader.on('error', (error) => lose({ kind: 'defect', message: error.message, stack: error.stack ?? '' }))
    reader.send({ task: job.task } satisfies ToReader)
  }

  const rest = (reader: ChildProcess) => {
    idle.push(reader)
    reader.on('exit', () => {
      all.delete(reader)
      idle.splice(0, idle.length, ...idle.filter((other) => other !== reader))
    })
  }

  const discard = (reader: ChildProcess) => {
    all.delete(reader)
    discardProcess(reader)
  }

  return {
    run: (task, onProgress) =>
      new Promise((settle) => {
        const job = { task, onProgress, settle, refusals: 0 }
        unsettled.add(job)
        waiting.push(job)
        next()
      }),
    close() {
      waiting.length = 0
      for (const leave of leaving.values()) leave()
      for (const reader of all) discard(reader.removeAllListeners('exit'))
      idle.length = 0
      for (const job of unsettled) job.settle({ kind: 'stopped' })
      unsettled.clear()
    },
  }
}

function timedOut(reached: Progress | null, timeoutMs: number): ReadOutcome {
  const where = reached ? `page ${reached.page} of ${reached.pages}` : 'opening it'
  const message = `took longer than ${timeoutMs / 1000} s (${where}) and was given up; raise --timeout, or leave the page out with --pages`
  return { kind: 'problem', problem: { code: 'page-timeout', ...(reached ? { page: reached.page } : {}), message } }
}

function crashed(reached: Progress | null, how: string): ReadOutcome {
  const where = reached ? ` on page ${reached.page} of ${reached.pages}` : ''
  const message = `brought its reader process down (${how})${where}; the file is damaged or needs more memory than there is`
  return { kind: 'problem', problem: { code: 'reader-crashed', ...(reached ? { page: reached.page } : {}), message } }
}
