import type { Form } from '../../../../schemas/form.ts'
import type { Problem } from '../../../../schemas/problem.ts'
import { residentMegabytes } from '../../../../workers/readers/memory.ts'
import { discardProcess, entryBeside, startProcess } from '../../../../workers/start-process.ts'
import type { FromMaker, Made, MakeOrder, ToMaker } from './protocol.ts'

export type MakerLimits = {
  /** Longest time without another file being done, in milliseconds: laying text over 500 pages takes some seconds. */
  readonly silentMs: number
  /** Resident memory at which the process is killed. */
  readonly mostMegabytes: number
}

/** `refused`: the process ended before it had the order, which says nothing about the order. */
export type MakerAnswer =
  | { readonly kind: 'made'; readonly made: Made }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'refused'; readonly why: string }

/** A process that makes files, one order at a time; what becomes of it costs the one report at most. */
export type Maker = {
  readonly alive: boolean
  run(order: MakeOrder): Promise<MakerAnswer>
  /** Ends it now; an order that it has comes out as refused. */
  kill(): void
}

/** Megabytes: of a large PDF there are two copies and its objects. */
const HEAP_MEGABYTES = 2000
/** Milliseconds in which a process starts. */
const START_MS = 60_000
/** Milliseconds between looks at its memory. */
const LOOK_EVERY = 500

/** Starts one. Throws where no process can be had. */
export function startMaker(
  forms: readonly Form[],
  { silentMs, mostMegabytes }: MakerLimits,
  entry = entryBeside('process', import.meta.url),
): Maker {
  const child = startProcess(entry, { heapMegabytes: HEAP_MEGABYTES, debug: false })
  let alive = true
  let current: { accepted: boolean; heard: number; readonly end: (answer: MakerAnswer) => void } | null = null

  const lose = (why: string) => {
    alive = false
    current?.end(current.accepted ? { kind: 'made', made: lost(why) } : { kind: 'refused', why })
  }
  const stop = (why: string) => {
    discardProcess(child)
    lose(why)
  }
  child.on('exit', (code, signal) => lose(`brought the process down (${signal ?? `exit ${code}`})`))
  child.on('error', ({ message }) => lose(`brought the process down (${message})`))
  child.on('message', (message: FromMaker) => {
    if (!current) return
    current.accepted = true
    current.heard = performance.now()
    if ('made' in message) current.end({ kind: 'made', made: message.made })
    if ('failed' in message)
      current.end({ kind: 'failed', error: Object.assign(new Error(message.failed.message), message.failed) })
  })
  const say = (message: ToMaker) =>
    child.send(message, (error) => error && stop(`brought the process down (${error.message})`))
  say({ forms })

  return {
    get alive() {
      return alive
    },
    kill() {
      alive = false
      discardProcess(child)
      current?.end({ kind: 'refused', why: 'it was ended' })
    },
    run(order) {
      return new Promise((resolve) => {
        const watch = setInterval(() => {
          const { accepted, heard } = current!
          // A machine that takes so long to start a process is at fault, and not the report.
          const most = accepted ? silentMs : Math.max(silentMs, START_MS)
          if (performance.now() - heard > most) stop(`took more than ${silentMs / 1000} s and was given up`)
          else if ((residentMegabytes(child.pid) ?? 0) > mostMegabytes)
            stop(`took more than ${mostMegabytes} MB of memory and was given up`)
        }, LOOK_EVERY)
        const end = (answer: MakerAnswer) => {
          clearInterval(watch)
          current = null
          resolve(answer)
        }
        current = { accepted: false, heard: performance.now(), end }
        if (alive) say({ order })
        else end({ kind: 'refused', why: 'it has ended' })
      })
    },
  }
}

function lost(why: string): Made {
  const problem: Problem = { code: 'reader-crashed', message: `making its files ${why}` }
  return { entries: [], problems: [problem] }
}
