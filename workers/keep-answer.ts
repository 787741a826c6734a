/** An answer that has not come by then, in milliseconds, is asked for again. */
const LOST_MS = 60_000

/** Asks again only when the last answer is older than `ms`, not while one is still to come; a failure is not kept. */
export function keepAnswer<T>(ask: () => Promise<T>, ms: number): () => Promise<T> {
  let answer: Promise<T> | null = null
  let until = 0
  return () => {
    if (answer && performance.now() < until) return answer
    const asked = ask()
    const settle = (keptMs: number) => () => {
      if (answer === asked) until = performance.now() + keptMs
    }
    answer = asked
    until = performance.now() + LOST_MS
    asked.then(settle(ms), settle(0))
    return asked
  }
}
