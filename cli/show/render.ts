import type { Form } from '../../schemas/form.ts'
import type { Check, Field, Report, Table } from '../../schemas/report.ts'
import { printable } from '../printable.ts'
import { formTables, type ShownTable } from './form-tables.ts'
import { type Cell, FLAG, layoutTable, type Paint } from './layout.ts'

/**
 * How a report is put on the terminal: `flag` colours what is in review, `strong` headings, `faint` what is beside the
 * point; `width` is the terminal's, in columns.
 */
export type Style = { readonly flag: Paint; readonly strong: Paint; readonly faint: Paint; readonly width: number }

/** What stands for a cell without a value. */
const SIGNS: Readonly<Record<string, string>> = { blank: '·', dash: '—', unreadable: '?', missing: '×' }
const LEGEND = '· blank   — dash   ? unreadable   × not in the document   ⚑ in review'
/** Longest sentence or cell shown of what the document says, in characters; the report holds all of it. */
const LONGEST_TEXT = 80

/** A report as lines of text: facts, the form's tables with what failed under them, other tables, statements, problems. */
export function renderReport(report: Report, forms: readonly Form[], style: Style): string {
  const tables = formTables(report, forms)
  const failed = report.checks.filter((check) => check.outcome === 'fail')
  const checkHome = (check: Check) => tables.find((table) => check.fields.some((id) => table.ids.includes(id)))
  const blocks = [
    renderHead(report, style),
    ...tables.map((table) => {
      const checks = failed.filter((check) => checkHome(check) === table)
      return [...renderTable(table, style), ...checks.map((check) => renderCheck(check, style))]
    }),
    failed.filter((check) => !checkHome(check)).map((check) => renderCheck(check, style)),
    renderReview(report, style),
    report.document.kind === 'unknown' ? report.tables.flatMap((table) => renderOther(table, style)) : [],
    renderStatements(report, style),
    renderProblems(report, style),
    tables.length > 0 ? [style.faint(LEGEND)] : [],
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function renderHead(report: Report, { strong, faint, flag }: Style): readonly string[] {
  const { source, document } = report
  const facts = Object.entries(report.fields).filter(([id]) => id.startsWith('document.'))
  const shown = facts.map(([id, field]) => {
    const text = `${id.slice('document.'.length)}: ${shownValue(field)}`
    return field.review ? flag(`${text} ${FLAG}`) : text
  })
  const form = document.kind === 'unknown' ? 'no known form' : `form ${document.form ?? 'mixed'}`
  const pages = source.kind === 'text' ? 'text' : `${source.pages} page${source.pages === 1 ? '' : 's'}, ${source.kind}`
  const passed = report.checks.filter((check) => check.outcome === 'pass').length
  const checks = `${passed} of ${report.checks.length} checks passed`
  return [
    strong(printable(document.title) || 'untitled'),
    ...(shown.length > 0 ? [shown.join(' · ')] : []),
    faint([printable(source.name), pages, form, checks, report.reader].join(' · ')),
  ]
}

function renderTable(table: ShownTable, { flag, strong, width }: Style): readonly string[] {
  const header: Cell[] = [{ text: '' }, ...table.columns.map((text): Cell => ({ text, align: 'right' }))]
  const rows: Cell[][] = []
  let open: readonly string[] = []
  for (const row of table.rows) {
    row.groups.forEach((group, depth) => {
      if (row.groups.slice(0, depth + 1).join('/') === open.slice(0, depth + 1).join('/')) return
      rows.push([{ text: `${'  '.repeat(depth)}${group}` }])
    })
    open = row.groups
    const label = { text: '  '.repeat(row.groups.length) + row.label }
    rows.push([label, ...row.fields.map((field): Cell => ({ ...cellOf(field), align: 'right' }))])
  }
  return [strong(table.title), ...layoutTable(header, rows, width, flag)]
}

function cellOf(field: Field | null): Cell {
  return field ? { text: shownValue(field), mark: field.review } : { text: '' }
}

function shownValue(field: Field): string {
  if (field.value === null) return SIGNS[field.state] ?? ''
  return printable(shorten(`${field.value}`)) + (field.unit ? ` ${printable(field.unit)}` : '')
}

function renderCheck(check: Check, { flag }: Style): string {
  const verdict = { source: 'printed wrong', reading: 'perhaps misread', unknown: 'cause unknown' }[
    check.verdict ?? 'unknown'
  ]
  return flag(`✗ ${check.id} (${verdict}): ${check.rule}: ${printable(check.message)}`)
}

function renderReview(report: Report, { flag, strong }: Style): readonly string[] {
  const lines = report.review.fields.flatMap((id) => {
    const field = report.fields[id]
    if (!field) return []
    const notes = [
      heardOf(field),
      field.reasons.join(', '),
      ...(field.candidates ? [`could be ${field.candidates.map((c) => c ?? 'blank').join(' or ')}`] : []),
      ...(field.suggestion === undefined ? [] : [`the sums suggest ${field.suggestion}`]),
      ...(field.page === undefined ? [] : [`page ${field.page}`]),
    ]
    return [`${flag(`${FLAG} ${id}`)} = ${shownValue(field)}: ${notes.join('; ')}`]
  })
  return lines.length > 0 ? [strong(`In review: ${lines.length}`), ...lines] : []
}

/** What was read; where readers differ, what each of them read. */
function heardOf({ raw, readings }: Field): string {
  const quoted = (text: string) => `“${printable(shorten(text))}”`
  if (new Set(readings.map((reading) => reading.raw)).size < 2) return `read ${quoted(raw)}`
  return readings.map((reading) => `${reading.reader} read ${quoted(reading.raw)}`).join(', ')
}

function renderOther(table: Table, { flag, strong, width }: Style): readonly string[] {
  const rows = Array.from({ length: table.rows }, () =>
    Array.from({ length: table.columns }, (): Cell => ({ text: '' })),
  )
  for (const cell of table.cells) {
    const row = rows[cell.row]
    if (row && cell.column < table.columns) row[cell.column] = { text: printable(shorten(cell.text)) }
  }
  const where = table.page === undefined ? '' : ` · page ${table.page}`
  return [strong(`Table of ${table.rows} × ${table.columns}${where}`), ...layoutTable([], rows, width, flag)]
}

function renderStatements(report: Report, { flag, strong, width }: Style): readonly string[] {
  if (report.statements.length === 0) return []
  const rows = report.statements.map(({ what, value, unit, sentence }): Cell[] => [
    { text: what },
    { text: `${value} ${printable(unit)}`.trim(), align: 'right' },
    { text: printable(shorten(sentence)) },
  ])
  return [strong('Stated in the text'), ...layoutTable([], rows, width, flag)]
}

function renderProblems(report: Report, { strong }: Style): readonly string[] {
  if (report.problems.length === 0) return []
  const lines = report.problems.map(({ code, page, message }) => {
    return `${code}${page === undefined ? '' : ` (page ${page})`}: ${printable(message)}`
  })
  return [strong('Problems'), ...lines]
}

function shorten(text: string): string {
  const characters = [...text]
  return characters.length > LONGEST_TEXT ? `${characters.slice(0, LONGEST_TEXT - 1).join('')}…` : text
}
