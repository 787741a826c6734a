import type { Instance, Outcome } from './equation.ts'

export type Assessed = Instance & Outcome

/**
 * Which fields the failing equations point at: the smallest sets of fields that together touch every failing equation,
 * and among those the ones whose fields stand in the fewest passing equations. One wrong cell breaks its row's and its
 * column's equation and is the only field in both, as in a product code; where several sets are as good, all their
 * fields are suspects. Sets of up to `most` fields are tried, beyond that every field of a failing equation is one.
 */
export function locate(assessed: readonly Assessed[], most = 4): ReadonlyMap<string, readonly string[]> {
  const failing = assessed.filter((a) => a.outcome === 'fail')
  const passes = timesIn(assessed.filter((a) => a.outcome === 'pass'))
  const suspects = new Map<string, readonly string[]>()
  for (const group of components(failing)) {
    const fields = [...new Set(group.flatMap((a) => [...a.left, ...a.right]))]
    const passing = new Map(fields.map((f) => [f, passes.get(f) ?? 0]))
    const sets = hittingSets(group, fields, most)
    const cost = (set: readonly string[]) => set.reduce((sum, f) => sum + passing.get(f)!, 0)
    const least = Math.min(...sets.map(cost))
    const best = sets.filter((set) => cost(set) === least)
    const named = best.length > 0 ? [...new Set(best.flat())] : fields
    for (const a of group)
      suspects.set(
        a.id,
        named.filter((f) => touches(a, f)),
      )
  }
  return suspects
}

/** In how many of the equations each field stands. */
function timesIn(equations: readonly Assessed[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const { left, right } of equations) {
    for (const field of new Set([...left, ...right])) times.set(field, (times.get(field) ?? 0) + 1)
  }
  return times
}

function touches(equation: Instance, field: string): boolean {
  return equation.left.includes(field) || equation.right.includes(field)
}

/** Failing equations that share fields, directly or through others, belong to one error. */
function components(failing: readonly Assessed[]): Assessed[][] {
  const groups: Assessed[][] = []
  for (const equation of failing) {
    const joined = groups.filter((group) =>
      group.some((other) => [...equation.left, ...equation.right].some((f) => touches(other, f))),
    )
    const merged = [equation, ...joined.flat()]
    for (const group of joined) groups.splice(groups.indexOf(group), 1)
    groups.push(merged)
  }
  return groups
}

/** All smallest sets of fields that touch every equation; empty where even `most` fields do not. */
function hittingSets(equations: readonly Assessed[], fields: readonly string[], most: number): string[][] {
  // Short equations first: they leave the fewest ways.
  const length = ({ left, right }: Assessed) => left.length + right.length
  const ordered = [...equations].sort((a, b) => length(a) - length(b))
  const reach = new Map(fields.map((field) => [field, reachOf(ordered, field)]))
  const canReach = reachable([...new Set(reach.values())])
  const all = (1n << BigInt(ordered.length)) - 1n
  for (let size = 1; size <= most; size++) {
    if (!canReach(all, size)) continue
    const sets: string[][] = []
    const extend = (open: bigint, chosen: readonly string[]): void => {
      if (open === 0n) return void sets.push([...chosen])
      if (sets.length > MOST_SETS || !canReach(open, size - chosen.length)) return
      const { left, right } = ordered[lowest(open)]!
      for (const field of [...left, ...right]) extend(open & ~reach.get(field)!, [...chosen, field])
    }
    extend(all, [])
    return dedupe(sets, fields)
  }
  return []
}

const MOST_SETS = 2000

/** The equations that a field stands in, a bit for each. */
function reachOf(equations: readonly Assessed[], field: string): bigint {
  return equations.reduce((bits, equation, at) => (touches(equation, field) ? bits | (1n << BigInt(at)) : bits), 0n)
}

/**
 * Whether so many fields can touch all open equations. Many fields stand in the same ones, so that this costs little, and
 * a row that slipped by a column, which no few fields explain, is given up at once.
 */
function reachable(reaches: readonly bigint[]): (open: bigint, most: number) => boolean {
  const known = new Map<string, boolean>()
  const can = (open: bigint, most: number): boolean => {
    if (open === 0n) return true
    if (most === 0) return false
    const key = `${open} ${most}`
    let found = known.get(key)
    if (found === undefined) {
      const first = open & -open
      const rests = new Set(reaches.filter((reach) => (reach & first) !== 0n).map((reach) => open & ~reach))
      found = [...rests].some((rest) => can(rest, most - 1))
      known.set(key, found)
    }
    return found
  }
  return can
}

function lowest(bits: bigint): number {
  let at = 0
  for (let rest = bits; (rest & 1n) === 0n; rest >>= 1n) at++
  return at
}

function dedupe(sets: readonly string[][], fields: readonly string[]): string[][] {
  const order = new Map(fields.map((f, i) => [f, i]))
  const keyed = new Map(sets.map((set) => [[...set].sort((a, b) => order.get(a)! - order.get(b)!).join('\n'), set]))
  return [...keyed.values()]
}
