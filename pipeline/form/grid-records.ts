import { canonical } from '../read/canonical.ts'
import { isFigureLike, parseValue } from '../read/value.ts'
import type { StitchedCell, StitchedTable } from '../stitch/stitch.ts'
import { GRIDS } from '../thresholds.ts'
import { saysNone } from './none.ts'
import { isWhole, numberColumns } from './number-column.ts'
import type { RecordCell, RowRecord } from './record.ts'
import type { HeaderCell, RowSource } from './source.ts'

/**
 * The rows of a table with known columns as a source of records: the texts a row begins with are its label, the cells
 * behind the last of them its values. Numbers of rows are neither. A row cut by a page break is one record, unless both
 * its halves are what `isLabel` knows as a whole label, or the table's header comes again there.
 */
export function gridSource(table: StitchedTable, isLabel: (label: string) => boolean = () => false): RowSource {
  const rows = rowsOf(table)
  const numbers = numberColumns(rows)
  const records: RowRecord[] = []
  rows.forEach((all, at) => {
    const cells = numbers.size === 0 ? all : all.filter((cell) => !numbers.has(cell.column) || !isWhole(cell.text))
    const end = labelEnd(cells)
    const own = cells
      .slice(0, end)
      .map((cell) => cell.text)
      .filter((text) => text.trim() !== '')
    const [leaf = ''] = own
    const groups = own.length === 1 && canonical(leaf).length <= SHORT && !isLabel(leaf)
    const labels = groups ? [...groupsBeside(table, cells[0]!), leaf] : own
    const values = cells.slice(end).map(recordCell)
    const last = records.at(-1)
    const again = own.length > 0 && own.join() === records[0]?.labels.join()
    const whole = again || (isLabel(own.at(-1) ?? '') && isLabel(last?.labels.at(-1) ?? ''))
    if (last && table.breaks.includes(at) && !whole && isRest(last, own, values)) {
      const under = valuesUnder(last, values)
      const taken = last.cells.every((cell) => cell.raw.trim() === '') && under.length === last.cells.length
      const joined = (last.labels.at(-1) ?? '') + own.join('')
      records[records.length - 1] = {
        ...last,
        labels: [...last.labels.slice(0, -1), joined],
        cells: taken ? under : last.cells,
      }
      return
    }
    records.push({
      labels,
      cells: values,
      kind: 'grid',
      at,
      cellsAt: at,
      cut: false,
      loose: false,
      spread: false,
      width: 0,
    })
  })
  return { records, header: (from, to) => headerCells(rows, from, to) }
}

// A label so short (其他, 总计) says little without its group's title.
const SHORT = 4

/** The texts of the cells that begin above a row and stand beside it on the left of its label, outermost first. */
function groupsBeside({ cells }: StitchedTable, { row, column }: StitchedCell): string[] {
  return cells
    .filter((cell) => cell.row < row && cell.row + cell.rowSpan > row && cell.column < column)
    .sort((a, b) => a.column - b.column)
    .map(({ text }) => text)
    .filter((text) => parseValue(text).state === 'text')
}

function rowsOf(table: StitchedTable): StitchedCell[][] {
  const rows: StitchedCell[][] = Array.from({ length: table.rows }, () => [])
  for (const cell of table.cells) rows[cell.row]?.push(cell)
  rows.forEach((row, r) => {
    const next = rows[r + 1]
    const slivers = row.filter((cell) => cell.rowSpan === 1)
    if (!next || slivers.length === 0 || !slivers.every(isSliver)) return
    // A ruling seen twice: what stands beside it belongs to the row below.
    next.push(
      ...row.filter((cell) => cell.rowSpan > 1).map((cell) => ({ ...cell, row: r + 1, rowSpan: cell.rowSpan - 1 })),
    )
    rows[r] = []
  })
  for (const row of rows) row.sort((a, b) => a.column - b.column)
  return rows
}

/** Whether a blank cell is too low to hold print. */
function isSliver({ text, box }: StitchedCell): boolean {
  return text.trim() === '' && box !== undefined && box !== null && box[3] - box[1] < GRIDS.sliver
}

function labelEnd(cells: readonly StitchedCell[]): number {
  let end = 0
  for (let i = 0; i < cells.length; i++) {
    const { state } = parseValue(cells[i]!.text)
    if (state === 'text' && (saysNone(cells[i]!.text) || (end > 0 && isFigureLike(cells[i]!.text)))) break
    if (state === 'text') end = i + 1
    else if (state !== 'blank') break
  }
  return end
}

/**
 * Whether the first row behind a page break is the rest of the row before it: its cells hold nothing that the row
 * before could not take, and it is no row of its own (no label, or no value although the row before had some).
 */
function isRest(last: RowRecord, labels: readonly string[], values: readonly RecordCell[]): boolean {
  const under = valuesUnder(last, values)
  const filled = values.some((cell) => cell.raw.trim() !== '')
  const had = last.cells.some((cell) => cell.raw.trim() !== '')
  if (under.length !== last.cells.length && values.length > 0) return false
  if (labels.length === 0) return !(filled && had) && values.length > 0
  if (filled && had) return false
  const begun = canonical(last.labels.at(-1) ?? '').length <= 1
  return !filled !== !had && (begun || !/^[（(]?[一二三四五六七八\d]/u.test(labels.at(-1)!.trim()))
}

/** A row's cells that stand under the values of the row before; blank ones in front continue its label. */
function valuesUnder(last: RowRecord, values: readonly RecordCell[]): readonly RecordCell[] {
  const first = last.cells[0]?.column ?? 0
  const inFront = values.filter((cell) => cell.column < first)
  return inFront.every((cell) => cell.raw.trim() === '') ? values.slice(inFront.length) : values
}

function recordCell(cell: StitchedCell): RecordCell {
  return {
    raw: cell.text,
    column: cell.column,
    columnSpan: cell.columnSpan,
    ...(cell.box ? { page: cell.page, box: cell.box } : {}),
    ink: cell.ink,
    ...(cell.mark === undefined ? {} : { mark: cell.mark }),
    readings: cell.readings,
  }
}

function headerCells(rows: readonly (readonly StitchedCell[])[], from: number, to: number): HeaderCell[] {
  return rows
    .slice(Math.max(0, from), to)
    .flat()
    .filter((cell) => cell.text.trim() !== '')
    .map((cell) => ({ text: cell.text, row: cell.row, column: cell.column, columnSpan: cell.columnSpan }))
}
