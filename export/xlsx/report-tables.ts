import type { Entry, Form, FormTable } from '../../schemas/form.ts'
import type { Report } from '../../schemas/report.ts'
import { fieldId } from './layout.ts'

/** A table of a form that a report follows, with those of its rows that the report has. */
export type ReportTable = { readonly form: Form; readonly table: FormTable; readonly rows: readonly Entry[] }

export type ReportTables = {
  readonly tables: readonly ReportTable[]
  /** Ids of fields that no form at hand has. */
  readonly rest: readonly string[]
}

/**
 * The tables that a report follows, in its order. Documents mix forms, so each is found by itself: the one that knows
 * most of the report's fields, of equals the one with the fewest that the report does not have.
 */
export function reportTables(report: Report, forms: readonly Form[]): ReportTables {
  const order = new Map(Object.keys(report.fields).map((id, place) => [id, place]))
  const left = new Set([...order.keys()].filter((id) => !id.startsWith('document.')))
  const candidates = forms.flatMap((form) => form.tables.map((table) => ({ form, table, ids: idsOf(table) })))
  const found: (ReportTable & { readonly place: number })[] = []
  for (;;) {
    const best = candidates
      .map((candidate) => ({ ...candidate, known: candidate.ids.filter((id) => left.has(id)).length }))
      .sort((a, b) => b.known - a.known || a.ids.length - b.ids.length)[0]
    if (!best || best.known === 0) break
    const { form, table } = best
    const rows = table.rows.filter((row) => table.columns.some((column) => left.has(fieldId(table, row, column))))
    const ids = best.ids.filter((id) => left.has(id))
    for (const id of ids) left.delete(id)
    found.push({ form, table, rows, place: Math.min(...ids.map((id) => order.get(id)!)) })
  }
  return { tables: found.sort((a, b) => a.place - b.place), rest: [...left] }
}

function idsOf(table: FormTable): readonly string[] {
  return table.rows.flatMap((row) => table.columns.map((column) => fieldId(table, row, column)))
}
