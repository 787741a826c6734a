/** Milliseconds before a job is tried again, by the attempts made: a second, doubled up to a minute. */
export function backoff(attemptsMade: number): number {
  return Math.min(60_000, 1000 * 2 ** (attemptsMade - 1))
}
