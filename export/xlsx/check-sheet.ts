import { type FieldLabel, shortName } from '../../pipeline/compare/labels.ts'
import type { Report } from '../../schemas/report.ts'
import { checkMessage, ruleWords } from './check-words.ts'
import type { Sheet } from './file/book.ts'
import { problemWords } from './problem-words.ts'
import { createSheet } from './sheet.ts'
import { cellText } from './text.ts'
import { SOURCE_WORDS, VERDICT_WORDS } from './words.ts'

export const CHECK_SHEET = '校验与来源'

const WIDTHS = [28, 30, 34, 14, 14, 18, 40, 60]
const SOURCE = ['文件', '哈希（SHA-256）', '读取程序', '页数', '来源类型', '表式', '标题', '待核对字段'] as const
const FAILED = ['文件', '校验', '规则', '左边', '右边', '判断', '涉及字段', '说明'] as const
const PROBLEMS = ['文件', '代码', '问题', '页'] as const

type Row = readonly (string | number | null)[]

/** What is gathered for the sheet that tells where reports come from, which of their sums fail, and what went wrong. */
export type CheckRows = {
  add(name: string, report: Report): void
  /** Rows that wait. */
  readonly waiting: number
  /** A sheet of what waits, which is empty then. */
  take(name: string): Sheet
}

/** Fields are told by the labels that forms print. */
export function checkRows(labels: ReadonlyMap<string, FieldLabel>): CheckRows {
  const tables = { sources: [] as Row[], failed: [] as Row[], problems: [] as Row[] }
  return {
    get waiting() {
      return tables.sources.length + tables.failed.length + tables.problems.length
    },
    add(name, report) {
      tables.sources.push(sourceOf(name, report))
      tables.failed.push(...failedOf(name, report, labels))
      tables.problems.push(
        ...report.problems.map((one) => [name, one.code, problemWords(one, labels), one.page ?? null]),
      )
    },
    take(name) {
      const sheet = createSheet(WIDTHS)
      const row = putTable(sheet, 0, '来源', SOURCE, tables.sources.splice(0))
      const next = putTable(sheet, row, '未通过的校验', FAILED, tables.failed.splice(0))
      if (tables.problems.length > 0) putTable(sheet, next, '问题', PROBLEMS, tables.problems.splice(0))
      return sheet.finish(name, { behind: true })
    },
  }
}

/** Gives the row that the next one may begin at. */
function putTable(
  sheet: ReturnType<typeof createSheet>,
  top: number,
  title: string,
  header: readonly string[],
  rows: readonly Row[],
): number {
  sheet.text(top, 0, title, 'section')
  for (const [column, text] of header.entries()) sheet.text(top + 1, column, text, 'heading')
  for (const [index, cells] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const value = typeof cell === 'string' ? cellText(cell) : cell
      sheet.put(top + 2 + index, column, { value, look: 'words' })
    }
  }
  return top + 3 + rows.length
}

function sourceOf(name: string, { source, reader, document, review }: Report): Row {
  const kind = SOURCE_WORDS[source.kind]
  return [name, source.sha256, reader, source.pages, kind, document.form, document.title, review.fields.length]
}

function failedOf(name: string, { checks }: Report, labels: ReadonlyMap<string, FieldLabel>): readonly Row[] {
  return checks
    .filter(({ outcome }) => outcome === 'fail')
    .map((check) => [
      ...[name, check.id, ruleWords(check), check.left, check.right],
      ...[check.verdict ? VERDICT_WORDS[check.verdict] : null],
      ...[check.fields.map((id) => shortName(id, labels)).join('；'), checkMessage(check, labels)],
    ])
}
