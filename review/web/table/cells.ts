import type { Box } from '../../../schemas/geometry.ts'
import type { Report, Table, TableCell } from '../../../schemas/report.ts'

export type AtCell = { readonly table: Table; readonly index: number; readonly cell: TableCell }
type Index = {
  readonly byField: ReadonlyMap<string, AtCell>
  readonly byCell: ReadonlyMap<TableCell, string>
}

// A report is never changed, only replaced.
const indices = new WeakMap<Report, Index>()

/** The printed table and cell that a field stands in; undefined where it has no place, as in text dumps. */
export function gridOf(report: Report, field: string): AtCell | undefined {
  return indexOf(report).byField.get(field)
}

/** The field that a printed cell holds. */
export function fieldOf(report: Report, cell: TableCell): string | undefined {
  return indexOf(report).byCell.get(cell)
}

/** Where a field without a place must be: the row of its neighbours, at the column's edge where that is known. */
export function neighboursOf(report: Report, field: string): { readonly page: number; readonly box: Box } | null {
  const [table, row, column] = field.split('.')
  const placed = Object.entries(report.fields).flatMap(([id, { page, box }]) => {
    const [t, r, c] = id.split('.')
    return page && box && t === table ? [{ page, box, row: r, column: c }] : []
  })
  const inRow = placed.filter((other) => other.row === row)
  const [first] = inRow
  if (!first) return placed.find((other) => other.column === column) ?? placed[0] ?? null
  const above = placed.find((other) => other.column === column)
  const on = inRow.filter((other) => other.page === first.page)
  const y0 = Math.min(...on.map(({ box }) => box[1]))
  const y1 = Math.max(...on.map(({ box }) => box[3]))
  const x0 = above?.box[0] ?? Math.min(...on.map(({ box }) => box[0]))
  const x1 = above?.box[2] ?? Math.max(...on.map(({ box }) => box[2]))
  return { page: first.page, box: [x0, y0, x1, y1] }
}

function indexOf(report: Report): Index {
  const known = indices.get(report)
  if (known) return known
  const cells = new Map<string, AtCell>()
  report.tables.forEach((table, index) => {
    for (const cell of table.cells)
      if (cell.page && cell.box) cells.set(placeKey(cell.page, cell.box), { table, index, cell })
  })
  const byField = new Map<string, AtCell>()
  const byCell = new Map<TableCell, string>()
  for (const [id, { page, box }] of Object.entries(report.fields)) {
    const at = page && box && cells.get(placeKey(page, box))
    if (!at) continue
    byField.set(id, at)
    byCell.set(at.cell, id)
  }
  const index = { byField, byCell }
  indices.set(report, index)
  return index
}

function placeKey(page: number, box: Box): string {
  return `${page} ${box.join(' ')}`
}
