/** Counts what is in work at the moment. */
export type InWork = {
  /** Does the work and counts it meanwhile. */
  during<T>(work: () => Promise<T>): Promise<T>
  /** Resolves once nothing has been in work for `ms` milliseconds. */
  quiet(ms: number): Promise<void>
}

export function countWork(): InWork {
  let count = 0
  let begun = 0
  const waiting: (() => void)[] = []
  const ended = () => new Promise<void>((settle) => waiting.push(settle))
  return {
    async during(work) {
      count++
      begun++
      try {
        return await work()
      } finally {
        if (--count === 0) for (const settle of waiting.splice(0)) settle()
      }
    },
    async quiet(ms) {
      for (;;) {
        while (count > 0) await ended()
        const before = begun
        await new Promise((settle) => setTimeout(settle, ms))
        if (begun === before) return
      }
    },
  }
}
