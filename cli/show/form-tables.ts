import type { Form, FormTable } from '../../schemas/form.ts'
import type { Field, Report } from '../../schemas/report.ts'
import { say } from '../language.ts'

export type ShownRow = {
  readonly label: string
  readonly groups: readonly string[]
  /** One entry per column, null where the report has no such field. */
  readonly fields: readonly (Field | null)[]
}
export type ShownTable = {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly ShownRow[]
  /** Ids of the fields it shows. */
  readonly ids: readonly string[]
}

/**
 * The report's fields put back into the tables of their forms. Documents mix forms: of several forms' tables with the
 * same columns the one that explains most fields leads, and rows that only another one knows stand where the report has
 * them; a table whose columns are part of another's shows only what that one left. Fields that no form knows come last, under their ids.
 */
export function formTables(report: Report, forms: readonly Form[]): readonly ShownTable[] {
  const places = new Map(Object.keys(report.fields).map((id, place) => [id, place]))
  const shown: ShownTable[] = []
  const told = new Set<string>()
  const groups = [...Map.groupBy(allTables(forms), layoutOf).values()]
  const known = (tables: readonly FormTable[]) => Math.max(...tables.map((table) => knownIds(table, report).length))
  const width = (tables: readonly FormTable[]) => tables[0]!.columns.length
  for (const tables of groups.sort((a, b) => known(b) - known(a) || width(a) - width(b))) {
    const leading = tables.toSorted((a, b) => rowsLeft(b, report, told).length - rowsLeft(a, report, told).length)
    const rows = new Map(
      leading.toReversed().flatMap((table) => rowsLeft(table, report, told).map((row) => [row.id, row])),
    )
    const [table] = leading
    if (!table || rows.size === 0) continue
    const idsOf = (row: { id: string }) => table.columns.map((column) => fieldId(table, row.id, column.id))
    const placed = [...rows.values()].sort((a, b) => firstPlace(idsOf(a), places) - firstPlace(idsOf(b), places))
    const ids = placed.flatMap(idsOf).filter((id) => places.has(id))
    for (const id of ids) told.add(id)
    shown.push({
      title: table.title,
      columns: table.columns.map((column) => column.label),
      rows: placed.map((row) => ({ ...row, fields: idsOf(row).map((id) => report.fields[id] ?? null) })),
      ids,
    })
  }
  shown.sort((a, b) => firstPlace(a.ids, places) - firstPlace(b.ids, places))
  const rest = [...places.keys()].filter((id) => !told.has(id) && !id.startsWith('document.'))
  return rest.length > 0 ? [...shown, unknownTable(report, rest)] : shown
}

function allTables(forms: readonly Form[]): readonly FormTable[] {
  return forms.flatMap((form) => form.tables)
}

function layoutOf(table: FormTable): string {
  return [table.id, ...table.columns.map((column) => column.id)].join('.')
}

function fieldId(table: FormTable, row: string, column: string): string {
  return `${table.id}.${row}.${column}`
}

function knownIds(table: FormTable, report: Report): readonly string[] {
  return table.rows
    .flatMap((row) => table.columns.map((column) => fieldId(table, row.id, column.id)))
    .filter((id) => id in report.fields)
}

/** Rows with a field that the report has and no table has shown yet. */
function rowsLeft(table: FormTable, report: Report, told: ReadonlySet<string>): FormTable['rows'] {
  return table.rows.filter((row) =>
    table.columns.map((column) => fieldId(table, row.id, column.id)).some((id) => id in report.fields && !told.has(id)),
  )
}

function firstPlace(ids: readonly string[], places: ReadonlyMap<string, number>): number {
  return Math.min(...ids.map((id) => places.get(id) ?? Number.POSITIVE_INFINITY))
}

function unknownTable(report: Report, ids: readonly string[]): ShownTable {
  const rows = ids.map((id) => ({ label: id, groups: [], fields: [report.fields[id] ?? null] }))
  return {
    title: say('Fields of forms that are not at hand', '其他表式的字段'),
    columns: [say('value', '值')],
    rows,
    ids,
  }
}
