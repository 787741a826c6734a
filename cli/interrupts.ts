import { setTimeout as delay } from 'node:timers/promises'
import { EXIT } from '../schemas/problem.ts'

/** Ctrl-C and SIGTERM: the first asks the work to stop, the second ends the program on the spot. */
export type Interrupts = {
  readonly signal: AbortSignal
  came(): boolean
  /** Milliseconds of rest, cut short by an interrupt. */
  rest(ms: number): Promise<void>
  /** Stops listening. */
  end(): void
}

export function listenForInterrupts(): Interrupts {
  const stop = new AbortController()
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(EXIT.interrupted)
    stop.abort()
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.on(signal, onSignal)
  return {
    signal: stop.signal,
    came: () => stop.signal.aborted,
    rest: (ms) => delay(ms, undefined, { signal: stop.signal }).catch(() => {}),
    end: () => {
      for (const signal of signals) process.off(signal, onSignal)
    },
  }
}
