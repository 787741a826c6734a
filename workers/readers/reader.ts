import type { ChildProcess } from 'node:child_process'
import { discardProcess, HEAP_MEGABYTES, startProcess } from '../start-process.ts'
import { crashed, timedOut, tookTooMuch } from './failures.ts'
import { documentKey } from './held-document.ts'
import { residentMegabytes } from './memory.ts'
import type { FromReader, Outcome, ReaderSettings, ToReader } from './protocol.ts'
import type { ReaderTask } from './tasks.ts'

export type ReaderOptions = {
  readonly entry: URL
  readonly settings: ReaderSettings
  /** Longest time for a task, in milliseconds, before the process is killed. */
  readonly timeoutMs: number
  /** Tasks after which a process has done its duty. */
  readonly recycleAfter: number
  /** Resident memory at which a process is killed; one that keeps four fifths of it after a task has done its duty. */
  readonly mostMegabytes: number
  /** Lets readers write to standard error, for whoever hunts a defect. */
  readonly debug: boolean
  /** Told of every process once when it starts, and once why it ends. */
  readonly onEvent?: ((event: ReaderEvent) => void) | undefined
}

/** What happened to a reader process, and why. `tasks`: it has done its duty. */
export type ReaderEvent =
  | { readonly event: 'started' }
  | { readonly event: 'recycled'; readonly reason: 'tasks' | 'memory' }
  | { readonly event: 'killed'; readonly reason: Killed }

type Killed = 'timeout' | 'memory' | 'crash' | 'defect' | 'closed'

/** `refused`: the process ended before it had the task, which says nothing about the task. */
export type Ended =
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly next: 'rest' | 'retire' | 'dead' }
  | { readonly kind: 'refused'; readonly why: string }

/** A reader process, one task at a time. */
export type Reader = {
  readonly alive: boolean
  /** The document it has open, as `documentKey` names it. */
  readonly holds: string | null
  run(task: ReaderTask): Promise<Ended>
  /** Lets the process end in peace, or after two seconds otherwise. */
  retire(): Promise<void>
  /** Ends the process now; `closed` where nobody needs it any more. */
  kill(why: Killed): void
}

/** Milliseconds between looks at a busy process's memory, and until one that should end is killed. */
const LOOK_EVERY = 200
const PEACE = 2000

/** Share of `mostMegabytes` that a process may keep after a task. */
const KEEPS = 0.8

export function startReader(options: ReaderOptions): Reader {
  const { mostMegabytes, timeoutMs, onEvent } = options
  const child: ChildProcess = startProcess(options.entry, {
    heapMegabytes: Math.min(HEAP_MEGABYTES, mostMegabytes),
    debug: options.debug,
  })
  let alive = true
  let told = child.pid === undefined
  if (!told) onEvent?.({ event: 'started' })
  let holds: string | null = null
  let tasks = 0
  let current: { readonly task: ReaderTask; accepted: boolean; readonly end: (ended: Ended) => void } | null = null

  const gone = new Promise<void>((resolve) => {
    child.on('exit', (code, signal) => {
      tell({ event: 'killed', reason: 'crash' })
      lose(signal ?? `exit ${code}`)
      resolve()
    })
    child.on('error', (error) => {
      lose(error.message)
      if (child.pid === undefined) resolve()
    })
  })
  child.on('message', (message: FromReader) => {
    if (!current) return
    if ('accepted' in message) current.accepted = true
    else if (message.outcome.kind === 'defect') finish(message.outcome, 'defect')
    else finish(message.outcome, afterwards(message.megabytes))
  })
  const say = (message: ToReader) => child.send(message, (error) => error && lose(error.message))
  say({ settings: options.settings })

  function tell(end: ReaderEvent): void {
    if (!told) onEvent?.(end)
    told = true
  }

  function afterwards(megabytes: number): 'rest' | 'retire' {
    const reason = tasks >= options.recycleAfter ? 'tasks' : megabytes > KEEPS * mostMegabytes ? 'memory' : null
    if (reason) tell({ event: 'recycled', reason })
    return reason ? 'retire' : 'rest'
  }

  function finish(outcome: Outcome, next: 'rest' | 'retire' | Killed): void {
    if (next !== 'rest' && next !== 'retire') kill(next)
    current?.end({ kind: 'ended', outcome, next: next === 'rest' || next === 'retire' ? next : 'dead' })
  }

  function lose(how: string): void {
    alive = false
    if (!current) return
    if (current.accepted) finish(crashed(current.task, how), 'crash')
    else current.end({ kind: 'refused', why: how })
  }

  function kill(why: Killed): void {
    alive = false
    tell({ event: 'killed', reason: why })
    discardProcess(child)
  }

  return {
    get alive() {
      return alive
    },
    get holds() {
      return holds
    },
    kill,
    run(task) {
      tasks++
      holds = task.kind === 'assemble' ? holds : documentKey(task.source)
      const giveUp = () => {
        if (current?.accepted) finish(timedOut(task, timeoutMs), 'timeout')
        // A machine that takes so long to start a process is at fault, and not the task.
        else current?.end({ kind: 'refused', why: `not ready after ${timeoutMs / 1000} s` })
      }
      return new Promise((resolve) => {
        const timer = setTimeout(giveUp, timeoutMs)
        const watch = setInterval(() => {
          if ((residentMegabytes(child.pid) ?? 0) > mostMegabytes) finish(tookTooMuch(task, mostMegabytes), 'memory')
        }, LOOK_EVERY)
        const end = (ended: Ended) => {
          clearTimeout(timer)
          clearInterval(watch)
          current = null
          resolve(ended)
        }
        current = { task, accepted: false, end }
        say({ task })
      })
    },
    async retire() {
      alive = false
      say({ end: true })
      const timer = setTimeout(() => kill('closed'), PEACE)
      await gone
      clearTimeout(timer)
    },
  }
}
