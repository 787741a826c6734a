import type { Problem } from '../../schemas/problem.ts'
import { isFull, isLocked, isTransient } from './failures.ts'

const FIRST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 1000

/** The database did not answer for as long as was waited for it. The message says where it is and what to do. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  get problem(): Problem {
    return { code: 'service-unavailable', message: this.message }
  }
}

/** What to call a database in messages (no password in it), and how long to wait for it, in milliseconds. */
export type Patience = {
  readonly where: string
  readonly patienceMs: number
  /** Hears once, after the first failure, what is waited for. */
  readonly onWait?: (problem: Problem) => void
}

/**
 * Does work again, after pauses that double from 20 ms to 1 s, while it fails for reasons that pass; gives up with
 * StoreUnavailable. A full disk is thrown at once as an error with the code ENOSPC, anything else as it is.
 */
export async function withPatience<T>(work: () => Promise<T>, { where, patienceMs, onWait }: Patience): Promise<T> {
  const deadline = performance.now() + patienceMs
  let told = false
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work()
    } catch (error) {
      if (isFull(error))
        throw Object.assign(new Error(`no room left in ${where}`, { cause: error }), { code: 'ENOSPC' })
      if (!isTransient(error)) throw error
      if (performance.now() + pause > deadline) throw unavailable(error, where)
      if (!told) onWait?.(unavailable(error, where).problem)
      told = true
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

function unavailable(error: unknown, where: string): StoreUnavailable {
  if (isLocked(error)) {
    return new StoreUnavailable(`${where} is kept locked by another process; end that one, or run again`, {
      cause: error,
    })
  }
  const { code, message } = error as { code?: string; message: string }
  return new StoreUnavailable(`${where} does not answer (${code ?? message}); start it, or mend --database`, {
    cause: error,
  })
}
