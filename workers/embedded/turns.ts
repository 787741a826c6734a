/** Lets a number of pieces of work run at a time. */
export type Turns = {
  /** Does the work when its turn comes: the least `order` first, and of one order what came first. */
  run<T>(order: number, work: () => Promise<T>): Promise<T>
}

type Waiting = { readonly order: number; readonly begin: () => void }

export function createTurns(size: number): Turns {
  const waiting: Waiting[] = []
  let running = 0

  function next(): void {
    if (running >= size || waiting.length === 0) return
    let first = 0
    for (let i = 1; i < waiting.length; i++) if (waiting[i]!.order < waiting[first]!.order) first = i
    running++
    waiting.splice(first, 1)[0]!.begin()
  }

  return {
    async run(order, work) {
      await new Promise<void>((begin) => {
        waiting.push({ order, begin })
        next()
      })
      try {
        return await work()
      } finally {
        running--
        next()
      }
    },
  }
}
