import type { Change } from '../../schemas/comparison.ts'
import type { Field, Report } from '../../schemas/report.ts'
import { OUTLIER_CHANGE, OUTLIER_FACTOR, OUTLIER_OFFSET } from '../thresholds/comparison.ts'

/** What became of an earlier year's figures in a later one; ids that only one has, or has in another unit, by side. */
export type Changes = {
  readonly changes: Change[]
  readonly unchanged: number
  readonly notation: number
  readonly onlyA: string[]
  readonly onlyB: string[]
}

/**
 * Compares the tables' fields of two years by their ids, which mean the same in every form that has them. A blank or
 * dash is no 0: where one year prints 0 and the other nothing, that is a matter of notation, and where it prints a figure
 * this appeared or vanished, without a difference that could be calculated.
 */
export function changesBetween(a: Report, b: Report): Changes {
  const [mine, theirs] = [figureIds(a), figureIds(b)]
  const comparable = (id: string) => Object.hasOwn(b.fields, id) && unitsAgree(a.fields[id]!, b.fields[id]!)
  const both = mine.filter(comparable)
  const shared = new Set(both)
  const changes: Change[] = []
  let unchanged = 0
  let notation = 0
  for (const id of both) {
    const kind = kindOf(a.fields[id]!, b.fields[id]!)
    if (kind === 'unchanged') unchanged++
    else if (kind === 'notation') notation++
    else changes.push(changeOf(id, kind, a.fields[id]!, b.fields[id]!))
  }
  const only = (ids: readonly string[]) => ids.filter((id) => !shared.has(id))
  return { changes, unchanged, notation, onlyA: only(mine), onlyB: only(theirs) }
}

function figureIds({ fields }: Report): readonly string[] {
  return Object.keys(fields).filter((id) => !id.startsWith('document.'))
}

/** A cell that prints nothing names no unit of its own. */
function unitsAgree(a: Field, b: Field): boolean {
  return a.value === null || b.value === null || a.unit === b.unit
}

type Kind = Change['change'] | 'unchanged' | 'notation'

function kindOf(a: Field, b: Field): Kind {
  const [one, other] = [printedOf(a), printedOf(b)]
  if (one === 'unknown' || other === 'unknown') return 'unknown'
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) < 1e-6 ? 'unchanged' : 'figure'
  }
  if (one === other) return 'unchanged'
  const figure = typeof one === 'number' ? one : typeof other === 'number' ? other : 0
  if (figure === 0) return 'notation'
  return typeof one === 'number' ? 'vanished' : 'appeared'
}

function printedOf({ value, state }: Field): number | 'blank' | 'dash' | 'unknown' {
  if (state === 'blank' || state === 'dash') return state
  return typeof value === 'number' ? value : 'unknown'
}

function changeOf(id: string, change: Change['change'], a: Field, b: Field): Change {
  const [from, to] = [a.value, b.value]
  const figures = typeof from === 'number' && typeof to === 'number'
  return {
    id,
    change,
    a: sideOf(a),
    b: sideOf(b),
    absolute: figures ? rounded(to - from, 6) : null,
    percent: figures && from !== 0 ? rounded((100 * (to - from)) / Math.abs(from), 1) : null,
    doubtful: a.review || b.review,
    outlier: figures && standsOut(from, to),
  }
}

/** Counts below 0 are differences themselves, as of an increase or decrease, and have no factor. */
function standsOut(from: number, to: number): boolean {
  if (from < 0 || to < 0 || Math.abs(to - from) < OUTLIER_CHANGE) return false
  const factor = (to + OUTLIER_OFFSET) / (from + OUTLIER_OFFSET)
  return factor >= OUTLIER_FACTOR || factor <= 1 / OUTLIER_FACTOR
}

function sideOf({ value, state, unit }: Field): Change['a'] {
  return { value, state, ...(unit === undefined ? {} : { unit }) }
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
