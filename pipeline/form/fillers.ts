import { parseValue } from '../read/value.ts'
import { FILLERS } from '../thresholds.ts'
import type { ColumnOrder } from './columns.ts'
import type { RowRecord } from './record.ts'
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
