import type { FormTable } from '../../schemas/form.ts'
import { canonical } from '../read/canonical.ts'
import { GARBLED_HEADER, HEADER_SIMILARITY } from '../thresholds.ts'
import { type ColumnOrder, columnOrder } from './columns.ts'
import { HOLE, type Overlong, type Placement, placements } from './place.ts'
import type { RowRecord } from './record.ts'
import { similarity } from './similarity.ts'
import type { HeaderCell } from './source.ts'
import { labelsOf } from './vocabulary.ts'

/**
 * The ways to lay a record over the table's columns (form order), and whether header and geometry leave no doubt which
 * column is which.
 */
export type Layout = {
  readonly ways: readonly Placement[]
  readonly known: boolean
  /** Whether the header shows another order than the form's, but not all of it. */
  readonly contrary: boolean
}

/** Lays a record out: by the header cells above it on a grid, by the header's reading order and the cells' number in text. */
export function layoutOf(
  record: RowRecord,
  table: FormTable,
  header: readonly HeaderCell[],
  order: ColumnOrder,
  over: Overlong = 'fillers',
): Layout {
  if (record.kind === 'grid') {
    const way = gridColumns(record, table, header)
    if (way) return { ways: [way], known: true, contrary: false }
  }
  const ways = placements(record, table.columns.length, over).map((printed) => {
    const way = new Array<number>(table.columns.length).fill(HOLE)
    printed.forEach((cell, position) => {
      way[order.order[position]!] = cell
    })
    return way
  })
  const contrary = order.contrary || (record.kind === 'grid' && speaksAgainst(record, table, header))
  return { ways, known: order.known, contrary }
}

/**
 * Whether the header above a row of the form's width, too garbled to name every column, names some cell's column another
 * than the form's order has it.
 */
function speaksAgainst(record: RowRecord, table: FormTable, header: readonly HeaderCell[]): boolean {
  if (record.cells.length !== table.columns.length) return false
  return record.cells.some((cell, i) => {
    const above = header.filter(
      (h) => h.column < cell.column + cell.columnSpan && h.column + h.columnSpan > cell.column,
    )
    const lowest = above.sort((a, b) => b.row - a.row)[0]
    if (!lowest || above.filter((h) => h.row === lowest.row).length > 1) return false
    const text = canonical(lowest.text)
    const alike = table.columns.map((column) => Math.max(...labelsOf(column).map((label) => similarity(text, label))))
    const best = alike.indexOf(Math.max(...alike))
    return best !== i && alike[best]! >= GARBLED_HEADER.alike && alike[best]! - alike[i]! >= GARBLED_HEADER.apart
  })
}

/** What the layouts of a table's rows, whose columns a header names, show of the order of columns. */
export function shownOrder(layouts: readonly Layout[]): 'usual' | 'other' | 'unknown' {
  const known = layouts.filter((layout) => layout.known)
  if (known.length === 0) return layouts.some(({ contrary }) => contrary) ? 'other' : 'unknown'
  const rises = (way: Placement) => way.every((at, i) => i === 0 || at === HOLE || at > way[i - 1]!)
  return known.every(({ ways }) => ways.every(rises)) ? 'usual' : 'other'
}

/** The printed order of a table's columns under a header; see columnOrder. */
export function orderOf(table: FormTable, header: readonly HeaderCell[]): ColumnOrder {
  return columnOrder(table, header)
}

/** Each column's cell by the header cell above it; null unless every column has its own header and its own cell. */
function gridColumns(record: RowRecord, table: FormTable, header: readonly HeaderCell[]): Placement | null {
  const way: number[] = []
  for (const column of table.columns) {
    const labels = labelsOf(column)
    let best: HeaderCell | null = null
    let score = HEADER_SIMILARITY
    for (const cell of header) {
      const text = canonical(cell.text)
      const alike = Math.max(...labels.map((label) => similarity(text, label)))
      if (alike > score || (best && alike === score && cell.row > best.row)) [best, score] = [cell, alike]
    }
    if (!best) return null
    const index = cellUnder(record, best)
    if (index < 0 || way.includes(index)) return null
    way.push(index)
  }
  return way
}

function cellUnder(record: RowRecord, header: HeaderCell): number {
  let best = -1
  let widest = 0
  record.cells.forEach((cell, index) => {
    const overlap =
      Math.min(cell.column + cell.columnSpan, header.column + header.columnSpan) - Math.max(cell.column, header.column)
    if (overlap > widest) [best, widest] = [index, overlap]
  })
  return best
}
