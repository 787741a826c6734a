/** A seeded source of chance, so that one seed always makes the same sample. */
export interface Random {
  /** A number in [0, 1). */
  unit(): number
  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number
  /** True with probability `p`. */
  chance(p: number): boolean
  /** One of `items`; a defect if there are none. */
  pick<T>(items: readonly T[]): T
  /** `count` of `items` (or all, where there are fewer), in their own order. */
  some<T>(items: readonly T[], count: number): T[]
  /** One of the keys of `weights`, each as likely as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K
}

/** Makes a Random from any text: FNV-1a hashes the seed, mulberry32 (T. Ettinger, public domain) draws from it. */
export function seeded(seed: string): Random {
  let state = hash(seed)
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1))
  return {
    unit,
    int,
    chance: (p) => unit() < p,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to pick from')
      return items[int(0, items.length - 1)] as (typeof items)[number]
    },
    some: (items, count) => {
      const order = items.map((item, index) => ({ item, index, key: unit() })).sort((a, b) => a.key - b.key)
      return order
        .slice(0, count)
        .sort((a, b) => a.index - b.index)
        .map(({ item }) => item)
    },
    weighted: (weights) => {
      const entries = Object.entries<number>(weights)
      let at = unit() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [key, weight] of entries) {
        at -= weight
        if (at < 0) return key as keyof typeof weights
      }
      return entries[0]?.[0] as keyof typeof weights
    },
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return value >>> 0
}
