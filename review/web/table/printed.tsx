import type { Report, Table, TableCell } from '../../../schemas/report.ts'
import { t } from '../text/index.ts'
import { fieldOf } from './cells.ts'
import { ValueCell } from './value-cell.tsx'

/** A table as it is printed, with its spans; the cells that hold a field carry it. */
export function PrintedTable({ report, table }: { readonly report: Report; readonly table: Table }) {
  const rows = Array.from({ length: table.rows }, (_, row) => table.cells.filter((cell) => cell.row === row))
  const head = headRows(report, table)
  const rowOf = (cells: readonly TableCell[], row: number) => (
    <tr key={row}>
      {cells.map((cell) => (
        <PrintedCell key={cell.column} report={report} cell={cell} />
      ))}
    </tr>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys move among its cells, as in a grid
    <table class="grid printed" role="grid" aria-label={t('table.printed')}>
      {head > 0 && <thead>{rows.slice(0, head).map((cells, row) => rowOf(cells, row))}</thead>}
      <tbody>{rows.slice(head).map((cells, row) => rowOf(cells, row + head))}</tbody>
    </table>
  )
}

/** How many rows stand above the first field: they stay in sight. None where a cell reaches down from among them. */
function headRows(report: Report, table: Table): number {
  const first = Math.min(...table.cells.filter((cell) => fieldOf(report, cell)).map(({ row }) => row))
  if (!Number.isFinite(first)) return 0
  return table.cells.some(({ row, rowSpan }) => row < first && row + rowSpan > first) ? 0 : first
}

function PrintedCell({ report, cell }: { readonly report: Report; readonly cell: TableCell }) {
  const field = fieldOf(report, cell)
  if (field) return <ValueCell report={report} field={field} rowSpan={cell.rowSpan} columnSpan={cell.columnSpan} />
  return (
    <td class="label" rowSpan={cell.rowSpan} colSpan={cell.columnSpan}>
      {cell.text}
    </td>
  )
}
