import type { Entry, Form, FormTable } from '../../schemas/form.ts'
import { canonical } from '../read/canonical.ts'
import { similarity } from './similarity.ts'

/** A row of a table over all forms that have it; `labels` are canonical, official label first. */
export type RowRef = {
  readonly table: string
  readonly row: string
  readonly labels: readonly string[]
  readonly groups: readonly string[]
  readonly forms: readonly string[]
}

/** One table id over all forms: its rows in the forms' common order, and each form's own version of it. */
export type TableRef = {
  readonly id: string
  readonly section: string
  readonly layout: FormTable['layout']
  readonly rows: readonly RowRef[]
  readonly variants: readonly { readonly form: Form; readonly table: FormTable }[]
}

/** Tables of one section of the report, which agencies print as one table or as several. */
export type SectionRef = { readonly number: string; readonly titles: readonly string[]; readonly tables: readonly TableRef[] }

/** Everything that forms print, indexed for matching. */
export type Vocabulary = {
  readonly forms: readonly Form[]
  readonly sections: readonly SectionRef[]
  readonly tables: readonly TableRef[]
  /** Canonical texts of titles, corners, groups and column labels: what stands in headers. */
  readonly headers: ReadonlySet<string>
}

/** The common vocabulary of several forms: rows with one id are one row, in an order that keeps every form's own. */
export function vocabularyOf(forms: readonly Form[]): Vocabulary {
  const known = vocabularies.get(forms)
  if (known) return known
  const tables = mergeOrders(forms.map((form) => form.tables.map((table) => table.id))).map((id) => tableRef(forms, id))
  const numbers = mergeOrders(forms.map((form) => form.sections.map((section) => section.number)))
  const sections = numbers.map((number) => ({
    number,
    titles: unique(
      forms.flatMap((form) =>
        form.sections.filter((s) => s.number === number).flatMap((s) => [s.title, ...s.aliases].map(canonical)),
      ),
    ),
    tables: tables.filter((table) => table.section === number),
  }))
  const headers = new Set<string>()
  for (const table of forms.flatMap((form) => form.tables)) {
    for (const text of [table.title, ...table.corner]) headers.add(canonical(text))
    for (const entry of [...table.columns, ...table.rows]) for (const group of entry.groups) headers.add(canonical(group))
    for (const entry of table.columns) for (const label of labelsOf(entry)) headers.add(label)
  }
  const vocabulary = { forms, sections, tables, headers }
  vocabularies.set(forms, vocabulary)
  return vocabulary
}

/** An entry's canonical label and aliases. */
export function labelsOf(entry: Entry): string[] {
  return unique([entry.label, ...entry.aliases].map(canonical))
}

/** The best similarity of a canonical text to any of a row's labels. */
export function rowSimilarity(text: string, row: RowRef): number {
  let best = 0
  for (const label of row.labels) best = Math.max(best, similarity(text, label))
  return best
}

const vocabularies = new WeakMap<readonly Form[], Vocabulary>()

function tableRef(forms: readonly Form[], id: string): TableRef {
  const variants = forms.flatMap((form) => form.tables.filter((table) => table.id === id).map((table) => ({ form, table })))
  const order = mergeOrders(variants.map(({ table }) => table.rows.map((row) => row.id)))
  const rows = order.map((row) => {
    const entries = variants.flatMap(({ form, table }) =>
      table.rows.filter((entry) => entry.id === row).map((entry) => ({ form: form.id, entry })),
    )
    return {
      table: id,
      row,
      labels: unique(entries.flatMap(({ entry }) => labelsOf(entry))),
      groups: unique(entries.flatMap(({ entry }) => entry.groups.map(canonical))),
      forms: unique(entries.map(({ form }) => form)),
    }
  })
  const first = variants[0]!.table
  return { id, section: first.section, layout: first.layout, rows, variants }
}

/** One order that keeps each list's own (a later list's newcomers go behind their predecessor). */
function mergeOrders(lists: readonly (readonly string[])[]): string[] {
  const merged: string[] = []
  for (const list of lists) {
    let at = 0
    for (const item of list) {
      const found = merged.indexOf(item)
      if (found >= 0) at = Math.max(at, found + 1)
      else merged.splice(at++, 0, item)
    }
  }
  return merged
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
