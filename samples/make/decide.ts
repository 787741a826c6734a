import type { Equation } from '../../schemas/form.ts'
import type { Cell } from './cells.ts'

/** What is left of a row of values in a damaged text. */
export interface RowLeft {
  /** The fields of the row in printed order, with the cell that was printed there. */
  readonly slots: readonly { readonly field: string; readonly cell: Cell }[]
  /** The cells that the text still holds, in order. */
  readonly tokens: readonly Cell[]
  /** Empty cells stay, so that fewer tokens than slots means that a cell was lost, not that it was empty. */
  readonly explicit: boolean
  /** The text ends inside the row. */
  readonly cut: boolean
}

/** An equation over field ids: the sum of `left` is the sum of `right`. */
export interface Sum {
  readonly left: readonly string[]
  readonly right: readonly string[]
}

/** One way to read a row: a value for each slot. `lost` names the slot whose cell is gone, where it was not blank or 0. */
interface Reading {
  readonly values: ReadonlyMap<string, number | null>
  readonly lost?: string
}

/**
 * What a text decides about each field: the values it may have, the printed one among them. A field is left out where
 * it may have several that differ by more than blank or 0, and where the printed one is not among them.
 *
 * All order-preserving placements of a row's tokens in its slots are readings of it. In a row that keeps its empty
 * cells, a slot without a token has lost its cell, and the row's own sum tells what stood there; in others it is blank,
 * and readings that fit the row's own sums are kept. Then only those are kept that fit sums across rows for some
 * choice of the other rows' values, until nothing changes.
 */
export function decide(rows: readonly RowLeft[], sums: readonly Sum[]): Map<string, Cell> {
  const all = rows.map((row) => readingsOf(row, sumsWithin(row, sums)))
  const kept = all.map((readings, i) => fitting(readings, sumsWithin(rows[i], sums)))
  for (let changed = true; changed; ) {
    changed = false
    const possible = possibleValues(kept)
    for (const [i, readings] of kept.entries()) {
      if (readings.length < 2) continue
      const own = new Set(rows[i]?.slots.map((slot) => slot.field))
      const relevant = sums.filter((sum) => reaches(sum, own) && complete(sum, possible))
      const fit = readings.filter((reading) => relevant.every((sum) => mayHold(sum, reading, possible)))
      if (fit.length > 0 && fit.length < readings.length) {
        kept[i] = fit
        changed = true
      }
    }
  }
  const decided = new Map<string, Cell>()
  for (const [i, row] of rows.entries())
    for (const slot of row.slots) {
      const cell = settle(slot, kept[i] ?? [], all[i] ?? [], row)
      if (cell) decided.set(slot.field, cell)
    }
  return decided
}

/** The equations of a form's table, written out over field ids. */
export function sumsOf(equations: readonly Equation[], columns: readonly string[], rows: readonly string[]): Sum[] {
  return equations.flatMap((equation) => {
    const over = equation.only ?? (equation.for === 'column' ? columns : rows)
    const id = (term: string, other: string): string =>
      equation.for === 'column' ? `${equation.table}.${term}.${other}` : `${equation.table}.${other}.${term}`
    return over.map((other) => ({
      left: equation.left.map((term) => id(term, other)),
      right: equation.right.map((term) => id(term, other)),
    }))
  })
}

/** Whether a sum holds: a blank counts as 0, undefined where the side to compare is blank and the other is not 0. */
export function holds(sum: Sum, values: ReadonlyMap<string, number | null>): boolean | undefined {
  const add = (ids: readonly string[]): number => ids.reduce((total, id) => total + (values.get(id) ?? 0), 0)
  const [left, right] = [add(sum.left), add(sum.right)]
  if (Math.abs(left - right) < 1e-9) return true
  return sum.right.every((id) => values.get(id) == null) ? undefined : false
}

function readingsOf(row: RowLeft, sums: readonly Sum[]): Reading[] {
  const { slots, tokens, explicit, cut } = row
  // A label alone does not tell whether its cells were empty or are gone.
  if (!explicit && (cut || tokens.length === 0)) return []
  if (slots.length === tokens.length || cut)
    return [{ values: new Map(tokens.map((token, i) => [slots[i]?.field ?? '', token.value])) }]
  return choose(slots.length, tokens.length).flatMap((places) => {
    const values = new Map<string, number | null>(slots.map((slot) => [slot.field, null]))
    for (const [i, place] of places.entries()) values.set(slots[place]?.field ?? '', tokens[i]?.value ?? null)
    if (!explicit) return [{ values }]
    const lost = slots.find((_, place) => !places.includes(place))?.field ?? ''
    const value = solve(lost, values, sums)
    if (value === undefined) return []
    return value === 0 ? [{ values }] : [{ values: values.set(lost, value), lost }]
  })
}

// What stood in a lost cell, by the row's own sum; undefined where that would be less than nothing.
function solve(lost: string, values: ReadonlyMap<string, number | null>, sums: readonly Sum[]): number | undefined {
  const sum = sums.find(({ left, right }) => left.includes(lost) || right.includes(lost))
  if (!sum) return 0
  const add = (ids: readonly string[]): number => ids.reduce((total, id) => total + (values.get(id) ?? 0), 0)
  if (sum.right.includes(lost)) return add(sum.left) - add(sum.right)
  if (sum.right.every((id) => values.get(id) === null)) return 0
  const value = add(sum.right) - add(sum.left)
  return value < 0 ? undefined : value
}

// Rows whose totals are printed are the rule: readings in which a sum holds outright go before all others.
function fitting(readings: readonly Reading[], sums: readonly Sum[]): Reading[] {
  const fit = readings.filter((reading) => sums.every((sum) => holds(sum, reading.values) === true))
  return fit.length > 0 ? fit : [...readings]
}

function sumsWithin(row: RowLeft | undefined, sums: readonly Sum[]): Sum[] {
  const own = new Set(row?.slots.map((slot) => slot.field))
  return sums.filter((sum) => [...sum.left, ...sum.right].every((id) => own.has(id)))
}

// What each field may say over the readings left of its row; a blank counts as 0 in a sum.
function possibleValues(kept: readonly (readonly Reading[])[]): Map<string, ReadonlySet<number>> {
  const possible = new Map<string, ReadonlySet<number>>()
  for (const readings of kept)
    for (const field of new Set(readings.flatMap(({ values }) => [...values.keys()])))
      if (readings.every(({ values }) => values.has(field)))
        possible.set(field, new Set(readings.map(({ values }) => values.get(field) ?? 0)))
  return possible
}

function reaches(sum: Sum, own: ReadonlySet<string>): boolean {
  return [...sum.left, ...sum.right].some((id) => own.has(id))
}

function complete(sum: Sum, possible: ReadonlyMap<string, ReadonlySet<number>>): boolean {
  return [...sum.left, ...sum.right].every((id) => possible.has(id))
}

// Whether some choice of the other rows' values lets the sum hold. Sums of few terms with few values each stay small.
function mayHold(sum: Sum, reading: Reading, possible: ReadonlyMap<string, ReadonlySet<number>>): boolean {
  let reachable = new Set([0])
  const add = (ids: readonly string[], sign: 1 | -1): void => {
    for (const id of ids) {
      const own = reading.values.get(id)
      const values = own === undefined ? (possible.get(id) ?? []) : [own ?? 0]
      reachable = new Set([...reachable].flatMap((total) => [...values].map((value) => total + sign * value)))
    }
  }
  add(sum.left, 1)
  add(sum.right, -1)
  return reachable.has(0)
}

function settle(
  slot: RowLeft['slots'][number],
  kept: readonly Reading[],
  all: readonly Reading[],
  row: RowLeft,
): Cell | undefined {
  const { field, cell } = slot
  const values = new Set(kept.map((reading) => reading.values.get(field)))
  if (values.size === 0 || values.has(undefined)) return undefined
  if (row.tokens.length === row.slots.length || row.cut) return cell
  if (kept.some((reading) => reading.lost === field)) return undefined
  const nothing = (value: number | null | undefined): boolean => (value ?? 0) === 0
  // A lost cell among zeros may be read as either; where blanks vanish, nothing tells a blank from a 0.
  if (row.explicit && nothing(cell.value) && [...values].every(nothing))
    return values.size > 1 || all.some((reading) => reading.values.get(field) !== cell.value)
      ? { ...cell, accept: [null, 0] }
      : cell
  return values.size === 1 && values.has(cell.value) ? cell : undefined
}

function choose(n: number, k: number): number[][] {
  if (k === 0) return [[]]
  if (k > n) return []
  const without = choose(n - 1, k)
  return [...choose(n - 1, k - 1).map((places) => [...places, n - 1]), ...without]
}
