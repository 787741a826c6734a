import type { Form } from '../../schemas/form.ts'
import type { Report } from '../../schemas/report.ts'
import { fieldCell } from './field-cell.ts'
import type { Sheet } from './file/book.ts'
import type { RangeName } from './file/cell-names.ts'
import { cellName } from './file/sheet-xml.ts'
import { type Layout, labelDepth, layOut } from './layout.ts'
import { type ReportTable, reportTables } from './report-tables.ts'
import { createSheet, type RowRange, type SheetBuilder } from './sheet.ts'
import { FACT_WORDS, STATE_WORDS } from './words.ts'

/** `ownNames`: other sheets of the workbook have cells of the same names. */
export type FormSheetOptions = {
  readonly forms: readonly Form[]
  readonly name: string
  readonly ownNames: boolean
  readonly correctedBy: ReadonlyMap<string, string>
}

/** What a workbook takes as the name of a cell; with a point in it, it cannot be a cell's address. */
const CELL_NAME = /^[A-Za-z_]\w*(\.\w+)+$/
const LONGEST_NAME = 255

/** Characters across: columns of headings before the last, and all others. */
const WIDTHS = { group: 9, other: 11 }
/** Columns that the last level of labels takes, so that tables without labels can stand on the same columns. */
const LAST_LABEL = 3
/** Columns of figures that a sheet has at least, for the rows above the tables. */
const FEWEST = 7

/**
 * A report's tables as the official form prints them, one below the other, under the facts of the document. Every field's
 * cell bears the field's id as its name, so that formulas can say =requests.granted.total.
 */
export function formSheet(report: Report, { forms, name, ownNames, correctedBy }: FormSheetOptions): Sheet {
  const { tables, rest } = reportTables(report, forms)
  const levels = Math.max(2, ...tables.map(({ table }) => labelDepth(table)))
  const labels = levels - 1 + LAST_LABEL
  const layouts = tables.map((one) => ({ ...one, layout: layOut(one.table, one.rows, { levels, last: LAST_LABEL }) }))
  const columns = Math.max(labels + FEWEST, ...layouts.map(({ layout }) => layout.columns))
  const widths = Array.from({ length: columns }, (_, c) => (c < levels - 1 ? WIDTHS.group : WIDTHS.other))
  const sheet = createSheet(widths)
  const names = new Map<string, RangeName>()
  const putField = (id: string, row: number, column: number, wide = 1) => {
    const found = report.fields[id]
    if (!found) return
    // Names that differ in case alone are one to a workbook.
    const key = id.toLowerCase()
    if (CELL_NAME.test(id) && id.length <= LONGEST_NAME && !names.has(key)) {
      names.set(key, { name: id, range: cellName(row, column, true), own: ownNames })
    }
    sheet.put(row, column, fieldCell(found, correctedBy.get(id)), 1, wide)
  }

  sheet.text(0, 0, report.document.title || report.source.name, 'title', 1, columns)
  let row = 1
  for (const [id, label] of Object.entries(FACT_WORDS)) {
    sheet.text(row, 0, label, 'label', 1, levels - 1)
    putField(id, row++, levels - 1, LAST_LABEL)
  }
  row = putLegend(sheet, row)
  let section = ''
  let longest = 0
  let repeated: RowRange | undefined
  for (const one of layouts) {
    row++
    const heading = sectionHeading(one)
    if (heading !== section) sheet.text(row++, 0, heading, 'section', 1, columns)
    section = heading
    const title = heading.endsWith(one.table.title) ? null : one.table.title
    const top = title === null ? row : row + 1
    row = putTable(sheet, row, one.layout, title, putField)
    if (one.layout.rows <= longest) continue
    // Only one table's headings can come again on further pages: that of the one which goes over them.
    longest = one.layout.rows
    repeated = { first: top, last: top + Math.min(...one.layout.fields.map((field) => field.row)) - 1 }
  }
  if (rest.length > 0) sheet.text(++row, 0, '其他字段', 'section', 1, columns)
  for (const id of rest) {
    sheet.text(++row, 0, id, 'label', 1, labels)
    putField(id, row, labels)
  }
  return sheet.finish(name, { names: [...names.values()], ...(repeated ? { repeated } : {}) })
}

/** Gives the row below it. */
function putTable(
  sheet: SheetBuilder,
  top: number,
  layout: Layout,
  title: string | null,
  putField: (id: string, row: number, column: number) => void,
): number {
  if (title !== null) sheet.text(top, 0, title, 'heading', 1, layout.columns)
  const row = title === null ? top : top + 1
  for (const { text, label, ...at } of layout.headings) {
    sheet.text(row + at.row, at.column, text, label ? 'label' : 'heading', at.rows, at.columns)
  }
  for (const at of layout.fields) putField(at.id, row + at.row, at.column)
  return row + layout.rows
}

function sectionHeading({ form, table }: ReportTable): string {
  const section = form.sections.find(({ number }) => number === table.section)
  return section ? `${section.number}、${section.title}` : table.title
}

/** On rows of its own, which no long name makes higher; gives the row below it. */
function putLegend(sheet: SheetBuilder, top: number): number {
  const lines = [
    ['flagged', '待核对，原因见批注'],
    ['corrected', '已人工核对'],
    [undefined, `空格：原件空白；${STATE_WORDS.missing}：原件没有此格；${STATE_WORDS.unreadable}`],
  ] as const
  for (const [index, [mark, text]] of lines.entries()) {
    sheet.put(top + index, 0, { value: null, mark })
    sheet.text(top + index, 1, text, 'note')
  }
  return top + lines.length
}
