import type { Problem } from '../schemas/problem.ts'

export type PatienceSettings = {
  /** Milliseconds after which it is given up. */
  readonly limitMs: number
  /** Waits for so many milliseconds, or until it is no use any more. */
  readonly rest: (ms: number) => Promise<void>
  /** Whether somebody has asked for an end. */
  readonly ended: () => boolean
  /** Hears once, after the first failure, what is waited for. */
  readonly onWait: (problem: Problem) => void
}

const AGAIN_MS = 1_000

/** Tries again and again what needs a service that does not answer yet. Gives what came of the last attempt. */
export async function patiently<T extends object>(
  attempt: () => Promise<T | Problem>,
  { limitMs, rest, ended, onWait }: PatienceSettings,
): Promise<T | Problem> {
  const deadline = performance.now() + limitMs
  for (let told = false; ; told = true) {
    const result = await attempt()
    if (!('code' in result) || result.code !== 'service-unavailable') return result
    if (ended() || performance.now() + AGAIN_MS > deadline) return result
    if (!told) onWait(result)
    await rest(AGAIN_MS)
  }
}
