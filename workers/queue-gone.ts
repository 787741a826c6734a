import type { Problem } from '../schemas/problem.ts'

/** What a call to the queues was rejected with, as a problem to tell. */
export function queueGone(error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error)
  return { code: 'service-unavailable', message: `Redis does not answer any more (${reason}); start it again` }
}
