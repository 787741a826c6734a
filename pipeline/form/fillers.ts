import { parseValue } from '../read/value.ts'
import { FILLERS } from '../thresholds.ts'
import type { ColumnOrder } from './columns.ts'
import type { RecordCell, RowRecord } from './record.ts'
import type { HeaderCell } from './source.ts'

/**
 * Rows of a dump without the fillers that stand behind their last column, where other rows or the header's line tell how
 * many these are. A row that lost a cell and ends in fillers looks whole; without them it is short, and nobody takes its
 * cells for others.
 */
export function withoutHabitualFillers(
  records: readonly RowRecord[],
  columns: number,
  header: readonly HeaderCell[],
  order: ColumnOrder,
): readonly RowRecord[] {
  const habit = habitOf(records, columns)
  const width = order.known ? widthOfHeader(header, columns) : 0
  return records.map((record) => {
    if (record.kind !== 'delimited' || record.cells.length > columns) return record
    const usual = habit || (record.width > 0 && record.width < width ? width - columns - 1 : 0)
    const trailing = blanksBehind(record)
    if (usual === 0 || trailing === 0 || trailing === record.cells.length) return record
    return { ...record, cells: record.cells.slice(0, record.cells.length - Math.min(usual, trailing)) }
  })
}

/**
 * Rows of a dump that pads every row to one width, without the blank cells between a short label and the first value: of
 * equally wide lines the last cells are the values, as many as the rows with the longest labels have. Where these are
 * fewer than the columns, or more and neither the first nor the last are blank, what is gone or too many nobody can tell.
 */
export function withoutLeadingFillers(records: readonly RowRecord[], columns: number): readonly RowRecord[] {
  const wide = records.filter((record) => record.kind === 'delimited' && record.cells.length > 0)
  const [rows = []] = [...Map.groupBy(wide, ({ width }) => width).values()].sort((a, b) => b.length - a.length)
  const few = Math.min(...rows.map(({ cells }) => cells.length))
  const least = rows.filter(({ cells }) => cells.length === few)
  const padded = rows.every((record) => isBlankUpTo(record, record.cells.length - few))
  if (!padded || least.length < FILLERS.leastRows || rows.length < FILLERS.share * wide.length) return records
  if (least.length === rows.length && few <= columns) return records
  const filledAt = (from: number) => rows.some((record) => isPrinted(record.cells.at(from)))
  const other = few < columns || (few > columns && filledAt(-few) && filledAt(-1))
  return records.map((record) => {
    if (!rows.includes(record)) return record
    if (other) return { ...record, loose: true }
    // Blanks at both ends may be fillers at either.
    const either = blanksBehind(record) >= record.cells.length - few
    return few !== columns || either ? record : { ...record, cells: record.cells.slice(-few) }
  })
}

function isPrinted(cell: RecordCell | undefined): boolean {
  return cell !== undefined && parseValue(cell.raw).state !== 'blank'
}

function isBlankUpTo({ cells }: RowRecord, count: number): boolean {
  return cells.slice(0, count).every(({ raw }) => parseValue(raw).state === 'blank')
}

/** How many blank cells nearly all of the table's rows have too many at their end; 0 where that is no habit. */
function habitOf(records: readonly RowRecord[], columns: number): number {
  const delimited = records.filter((record) => record.kind === 'delimited' && record.cells.length > 0)
  const extras = delimited.map((record) => {
    const extra = record.cells.length - columns
    return extra > 0 && blanksBehind(record) >= extra ? extra : 0
  })
  const most = Math.max(0, ...extras)
  const having = extras.filter((extra) => extra === most).length
  return having >= FILLERS.leastRows && having >= FILLERS.share * delimited.length ? most : 0
}

/** Cells of the line that names all columns behind one corner; 0 where they stand on several lines. */
function widthOfHeader(header: readonly HeaderCell[], columns: number): number {
  const lines = [...Map.groupBy(header, ({ row }) => row).values()].filter((cells) => cells.length === columns + 1)
  return lines.at(-1)?.[0]?.width ?? 0
}

function blanksBehind({ cells }: RowRecord): number {
  const last = cells.findLastIndex(({ raw }) => parseValue(raw).state !== 'blank')
  return cells.length - 1 - last
}
