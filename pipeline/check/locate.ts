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
  const suspects = new Map<string, readonly string[]>()
  for (const group of components(failing)) {
    const fields = [...new Set(group.flatMap((a) => [...a.left, ...a.right]))]
    const passing = new Map(
      fields.map((f) => [f, assessed.filter((a) => a.outcome === 'pass' && touches(a, f)).length]),
    )
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
  for (let size = 1; size <= most; size++) {
    const sets: string[][] = []
    extend(ordered, [], size, sets)
    if (sets.length > 0) return dedupe(sets, fields)
  }
  return []
}

function extend(equations: readonly Assessed[], chosen: readonly string[], size: number, sets: string[][]): void {
  const open = equations.find((a) => !chosen.some((f) => touches(a, f)))
  if (!open) return void sets.push([...chosen])
  if (chosen.length === size || sets.length > 2000) return
  for (const field of [...open.left, ...open.right]) extend(equations, [...chosen, field], size, sets)
}

function dedupe(sets: readonly string[][], fields: readonly string[]): string[][] {
  const order = new Map(fields.map((f, i) => [f, i]))
  const keyed = new Map(sets.map((set) => [[...set].sort((a, b) => order.get(a)! - order.get(b)!).join('\n'), set]))
  return [...keyed.values()]
}
