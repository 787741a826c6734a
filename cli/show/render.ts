import stringWidth from 'string-width'
import type { Form } from '../../schemas/form.ts'
import type { Check, Field, Report, Table } from '../../schemas/report.ts'
import { factText, reasonText, ruleText, stateText } from '../code-words.ts'
import { listed, say } from '../language.ts'
import { printable } from '../printable.ts'
import { problemSentence } from '../problem-text.ts'
import { formTables, type ShownTable } from './form-tables.ts'
import { type Cell, cutShort, FLAG, GAP, layoutTable, type Paint, PEN } from './layout.ts'

/**
 * How a report is put on the terminal: `flag` colours what is in review, `settled` what a person corrected, `strong` headings, `faint` what is beside the
 * point; `width` is the terminal's, in columns.
 */
export type Style = {
  readonly flag: Paint
  readonly settled?: Paint
  readonly strong: Paint
  readonly faint: Paint
  readonly width: number
}

/** What stands for a cell without a value. */
const SIGNS: Readonly<Record<string, string>> = { blank: '·', dash: '—', unreadable: '?', missing: '×' }
const LEGEND = say(
  '· blank   — dash   ? unreadable   × not in the document   ⚑ in review',
  '· 空白   — 横线   ? 无法辨认   × 文档中没有   ⚑ 列入核对',
)
const CORRECTED_LEGEND = say(`   ${PEN} corrected`, `   ${PEN} 已人工更正`)
/** Longest sentence or cell shown of what the document says, in characters; the report holds all of it. */
const LONGEST_TEXT = 80

/** Columns of a sentence below which it stands below the figures and not beside them. */
const SHORTEST_SENTENCE = 24

/** What a document is read from. */
const SOURCES: Readonly<Record<Report['source']['kind'], string>> = {
  digital: '数字文档',
  scan: '扫描件',
  mixed: '部分扫描',
  text: '文本',
}

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
    renderCorrected(report, style),
    report.document.kind === 'unknown' ? report.tables.flatMap((table) => renderOther(table, style)) : [],
    renderStatements(report, style),
    renderProblems(report, style),
    tables.length > 0 ? [style.faint(LEGEND + (correctedIds(report).length > 0 ? CORRECTED_LEGEND : ''))] : [],
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function renderHead(report: Report, { strong, faint, flag, settled = flag }: Style): readonly string[] {
  const { source, document } = report
  const facts = Object.entries(report.fields).filter(([id]) => id.startsWith('document.'))
  const shown = facts.map(([id, field]) => {
    const text = factText(id.slice('document.'.length)) + say(': ', '：') + shownValue(field)
    if (field.review) return flag(`${text} ${FLAG}`)
    return field.corrected ? settled(`${text} ${PEN}`) : text
  })
  const form =
    document.kind === 'unknown'
      ? say('no known form', '没有认出表式')
      : say(`form ${document.form ?? 'mixed'}`, document.form ? `表式 ${document.form}` : '混用表式')
  const pages =
    source.kind === 'text'
      ? say('text', '文本')
      : say(
          `${source.pages} page${source.pages === 1 ? '' : 's'}, ${source.kind}`,
          `${source.pages} 页，${SOURCES[source.kind]}`,
        )
  const passed = report.checks.filter((check) => check.outcome === 'pass').length
  const checks = say(
    `${passed} of ${report.checks.length} checks passed`,
    `核对项 ${report.checks.length} 个，通过 ${passed} 个`,
  )
  return [
    strong(printable(document.title) || say('untitled', '无标题')),
    ...(shown.length > 0 ? [shown.join(' · ')] : []),
    faint([printable(source.name), pages, form, checks, report.reader].join(' · ')),
  ]
}

function renderTable(table: ShownTable, { flag, settled = flag, strong, width }: Style): readonly string[] {
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
  return [strong(table.title), ...layoutTable(header, rows, width, flag, settled)]
}

function cellOf(field: Field | null): Cell {
  return field ? { text: shownValue(field), mark: field.review, corrected: field.corrected ?? false } : { text: '' }
}

function shownValue(field: Field): string {
  if (field.value === null) return SIGNS[field.state] ?? ''
  return printable(shorten(`${field.value}`)) + (field.unit ? ` ${printable(field.unit)}` : '')
}

function renderCheck(check: Check, { flag }: Style): string {
  const verdict = {
    source: say('printed wrong', '原文有误'),
    reading: say('perhaps misread', '可能误读'),
    unknown: say('cause unknown', '原因不明'),
  }[check.verdict ?? 'unknown']
  const rule = ruleText(check.id, check.rule)
  const message = printable(check.message)
  return flag(
    say(
      `✗ ${check.id} (${verdict}): ${rule}: ${message}`,
      `✗ ${check.id}（${verdict}）：${rule}：${message.replace('; suspect: ', '；可疑：')}`,
    ),
  )
}

function renderReview(report: Report, { flag, strong }: Style): readonly string[] {
  const lines = report.review.fields.flatMap((id) => {
    const field = report.fields[id]
    if (!field) return []
    const notes = [
      heardOf(field),
      listed(field.reasons.map(reasonText)),
      ...(field.candidates
        ? [
            say('could be ', '可能是 ') +
              field.candidates.map((c) => c ?? say('blank', '空白')).join(say(' or ', ' 或 ')),
          ]
        : []),
      ...(field.suggestion === undefined ? [] : [say('the sums suggest ', '按勾稽关系应为 ') + field.suggestion]),
      ...(field.page === undefined ? [] : [say(`page ${field.page}`, `第 ${field.page} 页`)]),
    ]
    return [`${flag(`${FLAG} ${id}`)} = ${shownValue(field)}${say(': ', '：')}${notes.join(say('; ', '；'))}`]
  })
  return lines.length > 0 ? [strong(say('In review: ', '列入核对：') + lines.length), ...lines] : []
}

function correctedIds({ fields }: Report): readonly string[] {
  return Object.keys(fields).filter((id) => fields[id]?.corrected)
}

/** What people said, and what had been read. */
function renderCorrected(report: Report, { flag, settled = flag, strong }: Style): readonly string[] {
  const ids = correctedIds(report)
  const lines = ids.map((id) => {
    const { read, ...field } = report.fields[id]!
    const before = read ? say('taken for ', '原识别为 ') + shownOrState({ ...field, ...read }) : null
    const notes = [before, heardOf(field)].filter((note) => note !== null)
    return `${settled(`${PEN} ${id}`)} = ${shownOrState(field)}${say(': ', '：')}${notes.join(say('; ', '；'))}`
  })
  return lines.length > 0 ? [strong(say('Corrected: ', '已人工更正：') + lines.length), ...lines] : []
}

/** Outside of tables a word says more than a sign. */
function shownOrState(field: Field): string {
  return field.value === null ? stateText(field.state) : shownValue(field)
}

/** What was read; where readers differ, what each of them read. */
function heardOf({ raw, readings }: Field): string {
  const quoted = (text: string) => `“${printable(shorten(text))}”`
  if (new Set(readings.map((reading) => reading.raw)).size < 2) return say('read ', '读作') + quoted(raw)
  return listed(readings.map((reading) => `${reading.reader}${say(' read ', ' 读作')}${quoted(reading.raw)}`))
}

function renderOther(table: Table, { flag, strong, width }: Style): readonly string[] {
  const rows = Array.from({ length: table.rows }, () =>
    Array.from({ length: table.columns }, (): Cell => ({ text: '' })),
  )
  for (const cell of table.cells) {
    const row = rows[cell.row]
    if (row && cell.column < table.columns) row[cell.column] = { text: printable(shorten(cell.text)) }
  }
  const where = table.page === undefined ? '' : say(` · page ${table.page}`, ` · 第 ${table.page} 页`)
  const title = say(`Table of ${table.rows} × ${table.columns}`, `表格，${table.rows} 行 × ${table.columns} 列`)
  return [strong(title + where), ...layoutTable([], rows, width, flag)]
}

function renderStatements(report: Report, { flag, strong, width }: Style): readonly string[] {
  if (report.statements.length === 0) return []
  const figures = report.statements.map(({ value, unit }) => `${value} ${printable(unit)}`.trim())
  const widest = (texts: readonly string[]) => Math.max(...texts.map((text) => stringWidth(text)))
  const room = width - widest(report.statements.map(({ what }) => what)) - widest(figures) - 2 * GAP.length
  const rows = report.statements.map(({ what, sentence }, index): Cell[] => [
    { text: what },
    { text: figures[index]!, align: 'right' },
    { text: cutShort(printable(shorten(sentence)), Math.max(SHORTEST_SENTENCE, room)) },
  ])
  return [strong(say('Stated in the text', '正文中的陈述')), ...layoutTable([], rows, width, flag)]
}

function renderProblems(report: Report, { strong }: Style): readonly string[] {
  if (report.problems.length === 0) return []
  const lines = report.problems.map(({ code, page, message }) => {
    const where = page === undefined ? '' : say(` (page ${page})`, `（第 ${page} 页）`)
    return code + where + say(': ', '：') + problemSentence({ code, message })
  })
  return [strong(say('Problems', '问题')), ...lines]
}

function shorten(text: string): string {
  const characters = [...text]
  return characters.length > LONGEST_TEXT ? `${characters.slice(0, LONGEST_TEXT - 1).join('')}…` : text
}
