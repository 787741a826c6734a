import { type ChildProcess, fork } from 'node:child_process'
import type { FromReader, Progress, ReadOutcome, ReadTask, RunSettings, ToReader } from './protocol.ts'

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
}

/**
 * Processes rather than threads: a process that is stuck in native code, out of memory or hit by a decoder's crash can
 * be killed and replaced without taking the run with it, and a killed one gives all its memory back.
 */
export function createPool(options: PoolOptions): Pool {
  const waiting: Job[] = []
  const idle: ChildProcess[] = []
  const all = new Set<ChildProcess>()
  const unsettled = new Set<Job>()

  const start = (): ChildProcess => {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
    const reader = fork(new URL(`./reader.${extension}`, import.meta.url), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', options.debug ? 'inherit' : 'ignore', 'ipc'],
      execArgv: [],
    })
    all.add(reader)
    reader.send({ settings: options.settings } satisfies ToReader)
    return reader
  }

  const next = () => {
    while (waiting.length > 0) {
      const reader = idle.pop() ?? (all.size < options.size ? start() : null)
      if (!reader) return
      if (reader.connected) assign(reader, waiting.shift()!)
      else discard(reader)
    }
  }

  const assign = (reader: ChildProcess, job: Job) => {
    let reached: Progress | null = null
    const finish = (outcome: ReadOutcome, usable: boolean) => {
      clearTimeout(timer)
      reader.removeAllListeners('message').removeAllListeners('exit').removeAllListeners('error')
      if (usable) idle.push(reader)
      else discard(reader)
      unsettled.delete(job)
      job.settle(outcome)
      next()
    }
    const timer = setTimeout(() => finish(timedOut(reached, options.timeoutMs), false), options.timeoutMs)
    reader.on('message', (message: FromReader) => {
      if ('outcome' in message) {
        finish(message.outcome, message.outcome.kind !== 'defect')
        return
      }
      reached = message.progress
      timer.refresh()
      job.onProgress(reached)
    })
    reader.on('exit', (code, signal) => finish(crashed(reached, signal ?? `exit ${code}`), false))
    reader.on('error', (error) => finish({ kind: 'defect', message: error.message, stack: error.stack ?? '' }, false))
    reader.send({ task: job.task } satisfies ToReader)
  }

  const discard = (reader: ChildProcess) => {
    all.delete(reader)
    reader.on('error', () => {})
    reader.kill('SIGKILL')
  }

  return {
    run: (task, onProgress) =>
      new Promise((settle) => {
        const job = { task, onProgress, settle }
        unsettled.add(job)
        waiting.push(job)
        next()
      }),
    close() {
      waiting.length = 0
      for (const reader of all) {
        reader.removeAllListeners('message').removeAllListeners('exit')
        discard(reader)
      }
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
