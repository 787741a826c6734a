import type { Entry, Form, FormTable } from '../../schemas/form.ts'
import { canonical } from '../read/canonical.ts'
import { similarity } from './similarity.ts'

/** A row of a table over all forms that have it; `labels` are canonical, official label first. */
export type RowRef = {
  readonly table: string
  readonly row: string
  readonly labels: readonly string[]
  /** Its labels behind its group's or its table's title, as they stand where one cell holds both; canonical. */
  readonly titled: ReadonlySet<string>
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
export type SectionRef = {
  readonly number: string
  readonly titles: readonly string[]
  readonly tables: readonly TableRef[]
  /** The rows of all its tables, and of those alone that have one printed row per entry. */
  readonly allRows: readonly RowRef[]
  readonly listedRows: readonly RowRef[]
}

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
    ...sectionTables(tables.filter((table) => table.section === number)),
  }))
  const headers = new Set<string>()
  for (const table of forms.flatMap((form) => form.tables)) {
    for (const text of [table.title, ...table.corner]) headers.add(canonical(text))
    for (const entry of [...table.columns, ...table.rows])
      for (const group of entry.groups) headers.add(canonical(group))
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

/** The sections with tables as one form alone has them; those that a table is in, where one is named. */
export function sectionsOfForm(vocabulary: Vocabulary, form: string, table: string | null): SectionRef[] {
  return vocabulary.sections
    .filter(({ tables }) => table === null || tables.some(({ id }) => id === table))
    .flatMap((section) => {
      const tables = section.tables.flatMap((ref) => {
        const variants = ref.variants.filter((variant) => variant.form.id === form)
        return variants.length === 0
          ? []
          : [{ ...ref, variants, rows: ref.rows.filter((row) => row.forms.includes(form)) }]
      })
      return tables.length === 0 ? [] : [{ ...section, ...sectionTables(tables) }]
    })
}

/** The best similarity, 0 … 1, of a canonical text to any of a row's labels, for each row. */
export function rowSimilarities(text: string, rows: readonly RowRef[]): Float64Array {
  const known = similarities.get(rows) ?? new Map<string, Float64Array>()
  similarities.set(rows, known)
  let values = known.get(text)
  if (!values) {
    values = Float64Array.from(rows, (row) =>
      row.titled.has(text) ? 1 : row.labels.reduce((best, label) => Math.max(best, similarity(text, label)), 0),
    )
    if (known.size >= MOST_REMEMBERED) known.clear()
    if (text.length <= LONGEST_REMEMBERED) known.set(text, values)
  }
  return values
}

// The same labels come in every report. Results are pure, so remembering them changes nothing; bounded, so that a long
// batch stays flat.
const MOST_REMEMBERED = 4_000
const LONGEST_REMEMBERED = 60
const similarities = new WeakMap<readonly RowRef[], Map<string, Float64Array>>()

function sectionTables(tables: readonly TableRef[]): Pick<SectionRef, 'tables' | 'allRows' | 'listedRows'> {
  const listed = tables.filter((table) => table.layout === 'rows')
  return { tables, allRows: tables.flatMap((table) => table.rows), listedRows: listed.flatMap((table) => table.rows) }
}

const vocabularies = new WeakMap<readonly Form[], Vocabulary>()

function tableRef(forms: readonly Form[], id: string): TableRef {
  const variants = forms.flatMap((form) =>
    form.tables.filter((table) => table.id === id).map((table) => ({ form, table })),
  )
  const order = mergeOrders(variants.map(({ table }) => table.rows.map((row) => row.id)))
  const rows = order.map((row) => {
    const entries = variants.flatMap(({ form, table }) =>
      table.rows.filter((entry) => entry.id === row).map((entry) => ({ form: form.id, entry })),
    )
    return {
      table: id,
      row,
      labels: unique(entries.flatMap(({ entry }) => labelsOf(entry))),
      titled: new Set(variants.flatMap(({ table }) => titledLabels(table, row))),
      groups: unique(entries.flatMap(({ entry }) => entry.groups.map(canonical))),
      forms: unique(entries.map(({ form }) => form)),
    }
  })
  const first = variants[0]!.table
  return { id, section: first.section, layout: first.layout, rows, variants }
}

/** A row's labels behind the titles that they may run together with; groups and labels also without their numbers. */
function titledLabels(table: FormTable, row: string): string[] {
  return table.rows
    .filter(({ id }) => id === row)
    .flatMap((entry) => {
      const groups = entry.groups.map(canonical)
      const bare = entry.groups.map((group) => canonical(group.replace(NUMBERED, '')))
      const runs = (titles: readonly string[]) => titles.map((_, i) => titles.slice(i).join(''))
      return [...runs(groups), ...runs(bare), canonical(table.title)].flatMap((title) =>
        [...labelsOf(entry), canonical(entry.label.replace(NUMBERED, ''))].map((label) => title + label),
      )
    })
}

const NUMBERED = /^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d+[.．、])/u

/** One order that keeps each list's own (a later list's newcomers go behind their predecessor). */
function mergeOrders(lists: readonly (readonly string[])[]): string[] {
  const merged: string[] = []
  for (const list of lists) {
    // A list that shares nothing with the others goes behind them.
    let at = list.some((item) => merged.includes(item)) ? 0 : merged.length
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
