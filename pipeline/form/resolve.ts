import type { FormTable } from '../../schemas/form.ts'
import type { Reason } from '../../schemas/report.ts'
import { evaluate, type Instance, type Printed } from '../check/equation.ts'
import { parseValue } from '../read/value.ts'
import { CERTAINTY, INK_UNREADABLE, LABEL_SURE, ROW_SURE } from '../thresholds.ts'
import type { Layout } from './layout.ts'
import { allBlank, HOLE, type Placement } from './place.ts'
import type { RecordCell, RowRecord } from './record.ts'
import type { FieldMatch } from './types.ts'

/** A row of a table with the record that prints it and the ways to lay that out; certainty is 0 … 1. */
export type RowLayout = {
  readonly row: string
  readonly record: RowRecord
  readonly layout: Layout
  readonly similarity: number
  readonly posterior: number
  readonly rivals: readonly RowRecord[]
}

/**
 * Settles which cell belongs to which column, for all rows of a table together. Where a dump lost cells, several ways
 * remain; the equations rank them (they place what is printed, they never change it), and whatever the remaining ways
 * do not agree on is given to review with its candidates instead of a value.
 */
export function resolveRows(
  rows: readonly RowLayout[],
  table: FormTable,
  instances: readonly Instance[],
  fieldOf: (row: string, column: string) => string = (row, column) => `${table.id}.${row}.${column}`,
): FieldMatch[] {
  const ways = rows.map((row) => row.layout.ways)
  const columnIds = table.columns.map((column) => column.id)
  const current = ways.map((options) => options[0] ?? [])
  const index = new Map<string, { row: number; column: number }>()
  rows.forEach((row, r) => {
    columnIds.forEach((id, c) => {
      index.set(fieldOf(row.row, id), { row: r, column: c })
    })
  })
  const printed = (field: string): Printed => {
    const at = index.get(field)
    if (!at) return undefined
    const cell = rows[at.row]!.record.cells[current[at.row]![at.column] ?? HOLE]
    // A lost cell is taken for a blank one here, so that the others can be weighed at all.
    return cell ? parsed(cell) : { state: 'blank', value: null }
  }
  const kept: (readonly Placement[])[] = ways.map((options) => options)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    rows.forEach((row, r) => {
      const options = ways[r]!
      if (options.length < 2 || allBlank(row.record)) return
      const touching = instances.filter((i) => [...i.left, ...i.right].some((field) => index.get(field)?.row === r))
      const scores = options.map((option, o) => {
        current[r] = option
        return quality(touching, printed) + (o === 0 && !option.includes(HOLE) ? DIRECT_BONUS : 0)
      })
      const top = Math.max(...scores)
      kept[r] = options.filter((_, o) => scores[o]! > top - 1e-9)
      current[r] = kept[r]![0]!
    })
  }
  return rows.flatMap((row, r) => {
    const rules = instances.filter((i) => [...i.left, ...i.right].every((field) => index.get(field)?.row === r))
    current[r] = kept[r]![0] ?? []
    const proven = rules.length > 0 && rules.every((rule) => evaluate(rule, printed).outcome === 'pass')
    const totals = new Set(rules.flatMap((rule) => rule.right))
    const ids = columnIds.map((column) => fieldOf(row.row, column))
    return rowFields(row, kept[r]!, table, ids, proven, totals)
  })
}

const SWEEPS = 3
// As many cells as columns is itself evidence; one passing equation outweighs it.
const DIRECT_BONUS = 0.5

/** Passing equations speak for a placement, those over zeros alone little, failing ones strongly against it. */
function quality(instances: readonly Instance[], printed: (field: string) => Printed): number {
  let score = 0
  for (const instance of instances) {
    const { outcome, rightSum } = evaluate(instance, printed)
    if (outcome === 'pass') score += rightSum === 0 ? 0.25 : 1
    if (outcome === 'fail') score -= 3
  }
  return score
}

function rowFields(
  row: RowLayout,
  ways: readonly Placement[],
  table: FormTable,
  ids: readonly string[],
  proven: boolean,
  totals: ReadonlySet<string>,
): FieldMatch[] {
  const { record } = row
  const rowReasons: Reason[] = []
  const fits = row.layout.ways.length === 1
  const placed = row.posterior >= ROW_SURE && (row.similarity >= LABEL_SURE || fits)
  if (!placed && !(allBlank(record) && row.posterior > 0.9)) rowReasons.push('row-uncertain')
  if (row.rivals.length > 0) rowReasons.push('duplicate-row')
  const base = row.similarity >= 0.999 ? CERTAINTY.exactLabel : row.similarity >= LABEL_SURE ? CERTAINTY.likelyLabel : CERTAINTY.placed
  const designated = designatedHoles(ways, ids, totals)
  const values = record.cells.map((cell) => parsed(cell))
  const same = values.every((v) => v.value === values[0]?.value && v.state === values[0]?.state)
  return table.columns.map((column, c) => {
    const id = ids[c]!
    const unit = column.unit === undefined ? {} : { unit: column.unit }
    const options = [...new Set(ways.map((way) => way[c] ?? HOLE))]
    const rival = row.rivals.map((r) => (r.cells.length === table.columns.length ? r.cells[c]!.raw : ''))
    const doubt = (reasons: readonly Reason[], cell: RecordCell | null, certainty: number, candidates: readonly string[]): FieldMatch => ({
      id,
      ...unit,
      cell,
      certainty,
      reasons: [...rowReasons, ...reasons],
      candidates: unique([...candidates, ...rival]),
    })
    if (record.cells.length === 0 || options.length === 0) return doubt(['columns-lost'], null, CERTAINTY.lost, record.cells.map((cell) => cell.raw))
    const sole = record.cells[options[0]!] ?? null
    if (record.cut && sole && sole === record.cells.at(-1) && parsed(sole).value !== 0) return doubt(['cut-short'], sole, CERTAINTY.unknownColumns, [])
    if (options.length === 1 && sole && (ways.length === 1 || row.layout.ways.length === 1 || proven || ways.length === row.layout.ways.length)) {
      const swapped = !row.layout.known && !same && table.columns.length <= SWAPPED_COLUMNS && table.columns.length > 1
      if (swapped) return doubt(['columns-uncertain'], sole, CERTAINTY.unknownColumns, record.cells.map((cell) => cell.raw))
      const certainty = row.layout.known ? base : Math.min(base, CERTAINTY.usualColumns)
      return doubt([], sole, row.layout.ways.length === 1 ? certainty : Math.min(certainty, CERTAINTY.placed), [])
    }
    const cells = options.map((o) => record.cells[o] ?? null)
    const raws = cells.map((cell) => cell?.raw ?? '')
    const figures = unique(cells.filter((cell) => cell !== null).map((cell) => JSON.stringify([parsed(cell).state, parsed(cell).value])))
    if (cells.every((cell) => cell === null || parsed(cell).state === 'blank') && cells.some((cell) => cell !== null)) {
      return doubt([], cells.find((cell) => cell !== null)!, CERTAINTY.placed, [])
    }
    if (figures.length === 1 && record.kind === 'delimited' && proven && !designated.has(c)) {
      return doubt([], cells.find((cell) => cell !== null)!, CERTAINTY.placed, [])
    }
    return doubt(['columns-lost'], null, CERTAINTY.lost, raws)
  })
}

// Agencies swap the columns of the small tables now and then, those of the large ones practically never.
const SWAPPED_COLUMNS = 3

/**
 * Of the columns that may be the lost one, as many as there are holes, rightmost first, but the equation's own total
 * last: where all printed neighbours agree it does not matter which one a reviewer is shown.
 */
function designatedHoles(ways: readonly Placement[], ids: readonly string[], totals: ReadonlySet<string>): Set<number> {
  const first = ways[0]
  if (!first) return new Set()
  const count = first.filter((cell) => cell === HOLE).length
  const possible = ids.map((_, c) => c).filter((c) => ways.some((way) => way[c] === HOLE))
  possible.sort((a, b) => Number(totals.has(ids[a]!)) - Number(totals.has(ids[b]!)) || b - a)
  return new Set(possible.slice(0, count))
}

function parsed(cell: RecordCell) {
  const value = parseValue(cell.raw)
  return value.state === 'blank' && cell.ink !== null && cell.ink > INK_UNREADABLE ? { state: 'unreadable' as const, value: null } : value
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
