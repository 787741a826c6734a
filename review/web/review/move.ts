import type { Report } from '../../../schemas/report.ts'
import { placeOf } from './labels.ts'
import { current, task } from './state.ts'
import { show } from './turns.ts'

/** Moves the cursor over the form's table, whether the cells are flagged or not. */
export function moveBy(rows: number, columns: number): void {
  const report = task.value?.report
  const next = report && beside(report, current.value, rows, columns)
  if (next) show(next)
}

/** The field beside another one; at the end of a line or table the next that the report has. */
export function beside(report: Report, field: string, rows: number, columns: number): string | undefined {
  const ids = Object.keys(report.fields)
  const place = placeOf(field, report.document.form)
  if (place) {
    const { table } = place
    const row = table.rows.findIndex(({ id }) => id === place.row) + rows
    const column = table.columns.findIndex(({ id }) => id === place.column) + columns
    const id = `${table.id}.${table.rows[row]?.id}.${table.columns[column]?.id}`
    if (report.fields[id]) return id
    if (rows !== 0) return edge(report, ids, field, rows)
  }
  return ids[ids.indexOf(field) + (rows || columns)]
}

/** The first field of the next table, or the last of the one before. */
function edge(report: Report, ids: readonly string[], field: string, way: number): string | undefined {
  const table = field.split('.')[0]
  const others = ids.filter((id) => id.split('.')[0] !== table)
  const from = ids.indexOf(field)
  const found = way > 0 ? others.find((id) => ids.indexOf(id) > from) : others.findLast((id) => ids.indexOf(id) < from)
  return found && report.fields[found] ? found : undefined
}
