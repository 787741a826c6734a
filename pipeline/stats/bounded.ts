/** Tallies by name with a bound: names beyond it share one tally. */
export type Bounded<Key, Tally> = {
  /** The tally of a name: its own, or that of the rest. */
  of(key: Key): Tally
  /** Names with tallies of their own, in the order in which they came. */
  readonly entries: ReadonlyMap<Key, Tally>
  readonly rest: Tally
}

/** Tallies for at most so many names, those that come first. */
export function bounded<Key, Tally>(most: number, make: () => Tally): Bounded<Key, Tally> {
  const entries = new Map<Key, Tally>()
  const rest = make()
  return {
    of(key) {
      const known = entries.get(key)
      if (known) return known
      if (entries.size >= most) return rest
      const fresh = make()
      entries.set(key, fresh)
      return fresh
    },
    entries,
    rest,
  }
}
