import type { WriteSheet } from 'hucre/xlsx'
import type { Form } from '../../schemas/form.ts'
import type { Report } from '../../schemas/report.ts'
import { fieldCell } from './field-cell.ts'
import { labelDepth, layOut } from './layout.ts'
import { type ReportTable, reportTables } from './report-tables.ts'
import { createSheet, type SheetBuilder } from './sheet.ts'
import { CORRECTED, FLAGGED, HEADING, LABEL, NOTE, SECTION, TITLE, VALUE, WORDS } from './styles.ts'
import { FACT_WORDS, STATE_WORDS } from './words.ts'

/** A sheet, and where on it each field stands, rows and columns from 0. */
export type FormSheet = {
  readonly sheet: WriteSheet
  readonly places: ReadonlyMap<string, { readonly row: number; readonly column: number }>
}

/** Characters across: columns of headings before the last, the last, columns of figures. */
const WIDTHS = { group: 9, label: 34, figure: 11 }
/** Columns of figures that a sheet has at least, for the rows above the tables. */
const FEWEST = 7

/** A report's tables as the official form prints them, one below the other, under the facts of the document. */
export function formSheet(
  report: Report,
  forms: readonly Form[],
  name: string,
  correctedBy: ReadonlyMap<string, string>,
): FormSheet {
  const { tables, rest } = reportTables(report, forms)
  const labels = Math.max(2, ...tables.map(({ table }) => labelDepth(table)))
  const layouts = tables.map((one) => ({ ...one, layout: layOut(one.table, one.rows, labels) }))
  const columns = Math.max(labels + FEWEST, ...layouts.map(({ layout }) => layout.columns))
  const sheet = createSheet(
    Array.from({ length: columns }, (_, c) =>
      c >= labels ? WIDTHS.figure : c < labels - 1 ? WIDTHS.group : WIDTHS.label,
    ),
  )
  const places = new Map<string, { row: number; column: number }>()
  const field = (id: string, row: number, column: number, wide = 1) => {
    const found = report.fields[id]
    if (!found) return
    places.set(id, { row, column })
    const style = typeof found.value === 'string' ? WORDS : VALUE
    sheet.put(row, column, fieldCell(found, style, correctedBy.get(id)), 1, wide)
  }
  sheet.text(0, 0, report.document.title || report.source.name, TITLE, 1, columns)
  let row = 1
  for (const [id, label] of Object.entries(FACT_WORDS)) {
    if (!report.fields[id]) continue
    sheet.text(row, 0, label, LABEL, 1, labels - 1)
    field(id, row++, labels - 1)
  }
  putLegend(sheet, labels + 1)
  row = Math.max(row, 4)
  let section = ''
  for (const one of layouts) {
    const { layout, table } = one
    const heading = sectionHeading(one)
    if (heading !== section) {
      section = heading
      sheet.text(row + 1, 0, heading, SECTION, 1, columns)
      row++
    }
    row++
    if (!heading.endsWith(table.title)) {
      sheet.text(row, 0, table.title, HEADING, 1, layout.columns)
      row++
    }
    for (const { text, ...at } of layout.headings) {
      const style = at.column < labels && at.row > 0 ? LABEL : HEADING
      sheet.text(row + at.row, at.column, text, style, at.rows, at.columns)
    }
    for (const at of layout.fields) field(at.id, row + at.row, at.column)
    row += layout.rows
  }
  if (rest.length > 0) {
    row++
    sheet.text(row++, 0, '其他字段', SECTION, 1, columns)
    for (const id of rest) {
      sheet.text(row, 0, id, LABEL, 1, labels)
      field(id, row++, labels)
    }
  }
  return { sheet: sheet.finish(name), places }
}

function sectionHeading({ form, table }: ReportTable): string {
  const section = form.sections.find(({ number }) => number === table.section)
  return section ? `${section.number}、${section.title}` : table.title
}

function putLegend(sheet: SheetBuilder, column: number): void {
  const lines = [
    [FLAGGED, '待核对，原因见批注'],
    [CORRECTED, '已人工核对'],
    [{}, `空格：原件空白；${STATE_WORDS.missing}：原件没有此格；${STATE_WORDS.unreadable}`],
  ] as const
  for (const [index, [style, text]] of lines.entries()) {
    sheet.put(1 + index, column, { value: null, style })
    sheet.text(1 + index, column + 1, text, NOTE)
  }
}
