import { markedPlace } from '../../../pipeline/correct/table-subject.ts'
import type { FormTable } from '../../../schemas/form.ts'
import { formsFrom } from '../forms.ts'
import { language, t, told } from '../text/index.ts'

/** Where a field stands in the forms. */
export type Place = {
  readonly form: string
  readonly table: FormTable
  readonly row: string
  readonly column: string
}

/** The place of a field, in the form with this id where it has the field; undefined for the document's own facts. */
export function placeOf(field: string, form: string | null): Place | undefined {
  const [tableId, row, column] = field.split('.')
  for (const { id, tables } of formsFrom(form)) {
    const table = tables.find(
      (t) => t.id === tableId && t.rows.some((r) => r.id === row) && t.columns.some((c) => c.id === column),
    )
    if (table && row && column) return { form: id, table, row, column }
  }
  return undefined
}

/** A field's row and column as the form prints them; their ids where the server does not know the form any more. */
export function labelsOf(field: string, form: string | null): { readonly row: string; readonly column: string } {
  const place = placeOf(field, form)
  const [table, first = field, second = ''] = field.split('.')
  if (!place) return table === 'document' ? { row: told('fact', first), column: '' } : { row: first, column: second }
  const row = place.table.rows.find((r) => r.id === place.row)!
  const column = place.table.columns.find((c) => c.id === place.column)!
  return { row: withGroup(row.label, row.groups), column: column.label }
}

/** A field's name on one line; of a table's mark, which table. */
export function nameOf(field: string, form: string | null): string {
  const table = markedPlace(field)
  if (table?.kind === 'lines') return t('history.lines', { from: table.from, to: table.to })
  if (table) return t('history.grid', { page: table.page, number: table.index + 1 })
  const { row, column } = labelsOf(field, form)
  return column ? `${row}${language.value === 'zh' ? '·' : ' · '}${column}` : row
}

/** A label with its innermost heading, which short labels such as 其他 need. */
function withGroup(label: string, groups: readonly string[]): string {
  const inner = groups.at(-1)
  return inner && label.length <= 6 ? `${inner} ${label}` : label
}
