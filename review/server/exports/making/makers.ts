import type { Form } from '../../../../schemas/form.ts'
import { type Maker, type MakerLimits, startMaker } from './maker.ts'
import type { Made, MakeOrder } from './protocol.ts'

/** Makes files of reports, apart from the server's own process, whose requests wait for none of it. */
export type Makers = {
  /**
   * What was made of a report, once it is its turn. Rejects where the signal is given, which ends the making, where
   * the makers are closed, where the disk takes no more, and where no process can be had.
   */
  make(order: MakeOrder, signal: AbortSignal): Promise<Made>
  /** Ends every process and what they were at. */
  close(): void
}

export type MakersOptions = {
  readonly forms: readonly Form[]
  /** Reports at a time, whoever asked for them. */
  readonly size?: number
  /** Milliseconds without work after which a process ends. */
  readonly idleMs?: number
  /** What the processes run, in place of the maker. */
  readonly entry?: URL | undefined
} & Partial<MakerLimits>

/** Processes that may end before they have an order; more than that and they cannot start at all. */
const MOST_REFUSALS = 2

/** Up to `size` processes, started when they are needed; downloads take turns, a report at a time. */
export function createMakers(options: MakersOptions): Makers {
  const { forms, size = 2, idleMs = 30_000, entry, silentMs = 180_000, mostMegabytes = 4000 } = options
  const idle = new Map<Maker, NodeJS.Timeout>()
  const closing = new AbortController()
  const waiting: (() => void)[] = []
  let taken = 0

  /** Waits for a turn; false where the signal came first. */
  function turn(signal: AbortSignal): Promise<boolean> {
    if (taken < size) {
      taken++
      return Promise.resolve(true)
    }
    return new Promise((resolve) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(take), 1)
        resolve(false)
      }
      const take = () => {
        signal.removeEventListener('abort', leave)
        resolve(true)
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(take)
    })
  }

  function giveTurn(): void {
    const next = waiting.shift()
    if (next) next()
    else taken--
  }

  function takeMaker(): Maker {
    for (const [maker, timer] of idle) {
      clearTimeout(timer)
      idle.delete(maker)
      if (maker.alive) return maker
    }
    return startMaker(forms, { silentMs, mostMegabytes }, entry)
  }

  function putBack(maker: Maker): void {
    if (!maker.alive) return
    const timer = setTimeout(() => {
      idle.delete(maker)
      maker.kill()
    }, idleMs)
    idle.set(maker, timer.unref())
  }

  async function attempt(order: MakeOrder, signal: AbortSignal, refusals = 0): Promise<Made> {
    signal.throwIfAborted()
    const maker = takeMaker()
    const stop = () => maker.kill()
    signal.addEventListener('abort', stop, { once: true })
    const answer = await maker.run(order)
    signal.removeEventListener('abort', stop)
    putBack(maker)
    if (answer.kind === 'made') return answer.made
    signal.throwIfAborted()
    if (answer.kind === 'failed') throw answer.error
    if (refusals === MOST_REFUSALS) throw new Error(`no process makes files: ${answer.why}`)
    return attempt(order, signal, refusals + 1)
  }

  return {
    async make(order, ofDownload) {
      const signal = AbortSignal.any([ofDownload, closing.signal])
      signal.throwIfAborted()
      if (!(await turn(signal))) signal.throwIfAborted()
      try {
        return await attempt(order, signal)
      } finally {
        giveTurn()
      }
    },
    close() {
      closing.abort(new Error('the server ends'))
      for (const [maker, timer] of idle) {
        clearTimeout(timer)
        maker.kill()
      }
      idle.clear()
    },
  }
}
