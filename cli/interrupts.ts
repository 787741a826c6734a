import { setTimeout as delay } from 'node:timers/promises'
import { EXIT } from '../schemas/problem.ts'

/** Milliseconds between two looks whether npm is still there. */
const NPM_MS = 1000

/**
 * Ctrl-C and SIGTERM: the first asks the work to stop, the second ends the program on the spot. Of a program that npm or
 * npx started, the end of npm counts as the first: npm does not hand signals on.
 */
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
  const parent = process.ppid
  const watch = process.env['npm_command'] === undefined ? undefined : setInterval(onParent, NPM_MS).unref()
  function onParent(): void {
    if (process.ppid !== parent && !stop.signal.aborted) onSignal()
  }
  return {
    signal: stop.signal,
    came: () => stop.signal.aborted,
    rest: (ms) => delay(ms, undefined, { signal: stop.signal }).catch(() => {}),
    end: () => {
      clearInterval(watch)
      for (const signal of signals) process.off(signal, onSignal)
    },
  }
}
