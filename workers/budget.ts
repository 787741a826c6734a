/** Room that several take from and give back; whoever finds too little waits for their turn. */
export type Budget = {
  /** Resolves once there is room. What is larger than all of it waits until nobody else has any. */
  take(amount: number): Promise<void>
  give(amount: number): void
}

export function createBudget(room: number): Budget {
  const waiting: { readonly amount: number; readonly enter: () => void }[] = []
  let taken = 0
  const admit = () => {
    while (waiting.length > 0 && (taken === 0 || taken + waiting[0]!.amount <= room)) {
      const { amount, enter } = waiting.shift()!
      taken += amount
      enter()
    }
  }
  return {
    take(amount) {
      return new Promise((enter) => {
        waiting.push({ amount, enter })
        admit()
      })
    },
    give(amount) {
      taken -= amount
      admit()
    },
  }
}
