import type { Form } from '../../schemas/form.ts'

/** A field's place in its form, in the words that the form prints. */
export type FieldLabel = { readonly table: string; readonly row: string; readonly column: string }

/** The printed labels of all fields of these forms, by id; of two forms' labels for one field the last one's. */
export function fieldLabels(forms: readonly Form[]): ReadonlyMap<string, FieldLabel> {
  return new Map(
    forms.flatMap(({ tables }) =>
      tables.flatMap((table) =>
        table.rows.flatMap((row) =>
          table.columns.map((column): readonly [string, FieldLabel] => [
            `${table.id}.${row.id}.${column.id}`,
            { table: table.title, row: row.label, column: column.label },
          ]),
        ),
      ),
    ),
  )
}

/** A field's place in a few words: its row without numbering and what stands in brackets, and its column; else its id. */
export function shortName(id: string, labels: ReadonlyMap<string, FieldLabel>): string {
  const label = labels.get(id)
  if (!label) return id
  const row = label.row
    .replace(/^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)/u, '')
    .replace(/（.*）$/u, '')
  return `${row} · ${label.column}`
}
