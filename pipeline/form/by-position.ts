import type { FormTable } from '../../schemas/form.ts'
import { canonical } from '../read/canonical.ts'
import { parseValue } from '../read/value.ts'
import { ALIGNMENT } from '../thresholds.ts'
import { names } from './columns.ts'
import { type RowRecord, type Span, textCell } from './record.ts'
import type { HeaderCell } from './source.ts'

/**
 * Gives the rows of a dump laid out with spaces their blank cells back: each value goes to the column that it stands
 * under, as full rows or the header show them. Rows come back as they are unless every one of them fits: in a text that
 * is merely run together positions mean nothing. `header` are the labels' places in the form's order, null if unknown.
 */
export function byPosition(
  records: readonly RowRecord[],
  columns: number,
  header: readonly Span[] | null,
): readonly RowRecord[] {
  const spaced = records.filter((record) => record.cells.length > 0)
  const short = spaced.filter((record) => record.cells.length < columns)
  if (columns < 2 || short.length === 0) return records
  if (!spaced.every((record) => record.kind === 'spaced' && record.cells.every((cell) => cell.span))) return records
  if (!isLaidOut(spaced, header)) return records
  const full = spaced.filter((record) => record.cells.length === columns)
  // Who prints noughts in full rows leaves no cell blank: a short row has lost one.
  if (full.some(({ cells }) => cells.some(({ raw }) => parseValue(raw).value === 0))) return records
  const centres = centresOf(full, columns) ?? (header && underHeader(spaced, [...header].map(centre)))
  if (!centres) return records
  const placed = new Map(spaced.map((record) => [record, columnsUnder(record, centres)]))
  if (spaced.length < ALIGNMENT.leastRows || [...placed.values()].includes(null)) return records
  return records.map((record) => {
    const at = placed.get(record)
    if (!at) return record
    // What stood behind the last value of a row that was cut off is lost, not blank.
    const columnsKept = record.cut ? Math.max(...at) + 1 : columns
    const cells = centres
      .slice(0, columnsKept)
      .map((_, column) => (at.includes(column) ? record.cells[at.indexOf(column)]! : textCell('')))
    return { ...record, cells, kind: 'delimited' as const, placed: true }
  })
}

/** Where each column's label stands on its header line in a dump laid out with spaces; null unless all are found. */
export function columnSpans(table: FormTable, header: readonly HeaderCell[]): readonly Span[] | null {
  const spans: Span[] = []
  for (const column of table.columns) {
    const cell = header.find(({ text, span }) => span && names(column, table.columns, canonical(text)))
    if (!cell?.span || spans.includes(cell.span)) return null
    spans.push(cell.span)
  }
  return spans
}

/** Whether values, or where rows have one each the header's labels, stand apart by more than a single space. */
function isLaidOut(records: readonly RowRecord[], header: readonly Span[] | null): boolean {
  const between = (spans: readonly Span[]) => spans.slice(1).map((span, i) => span[0] - spans[i]![1])
  const gaps = records.flatMap(({ cells }) => between(cells.map((cell) => cell.span!)))
  if (gaps.length === 0)
    return header !== null && between([...header].sort((a, b) => a[0] - b[0])).every((gap) => gap > 0)
  return gaps.filter((gap) => gap > 1).length >= ALIGNMENT.apart * gaps.length
}

function centre([from, to]: Span): number {
  return (from + to) / 2
}

/** The columns' centres as full rows have them; null without such rows or where they do not agree. */
function centresOf(full: readonly RowRecord[], columns: number): number[] | null {
  if (full.length === 0) return null
  const means: number[] = []
  let widest = 0
  for (let c = 0; c < columns; c++) {
    const at = full.map((record) => centre(record.cells[c]!.span!))
    means.push(at.reduce((sum, x) => sum + x, 0) / at.length)
    widest = Math.max(widest, Math.max(...at) - Math.min(...at))
  }
  return widest <= ALIGNMENT.spread * leastGap(means) ? means : null
}

/**
 * The columns' centres by their labels, moved to where the values under each stand: labels are centred, values may be
 * flush. Null where a value is nearly as far from its label as from the next.
 */
function underHeader(records: readonly RowRecord[], labels: readonly number[]): number[] | null {
  const sorted = [...labels].sort((a, b) => a - b)
  const reach = ALIGNMENT.header * leastGap(sorted)
  const under: number[][] = sorted.map(() => [])
  for (const { cells } of records)
    for (const cell of cells) {
      const at = nearest(centre(cell.span!), sorted)
      if (Math.abs(sorted[at]! - centre(cell.span!)) > reach) return null
      under[at]!.push(centre(cell.span!))
    }
  return sorted.map((label, c) => {
    const own = under[c]!
    return own.length === 0 ? label : own.reduce((sum, x) => sum + x, 0) / own.length
  })
}

/** The column that each cell stands under; null where one is too far from all or two share one. */
function columnsUnder(record: RowRecord, centres: readonly number[]): number[] | null {
  const reach = ALIGNMENT.reach * leastGap(centres)
  const at = record.cells.map((cell) => {
    const x = centre(cell.span!)
    const column = nearest(x, centres)
    return Math.abs(centres[column]! - x) <= reach ? column : -1
  })
  return at.includes(-1) || new Set(at).size < at.length ? null : at
}

function nearest(x: number, centres: readonly number[]): number {
  return centres.reduce((best, c, i) => (Math.abs(c - x) < Math.abs(centres[best]! - x) ? i : best), 0)
}

function leastGap(centres: readonly number[]): number {
  return Math.min(...centres.slice(1).map((c, i) => c - centres[i]!))
}
