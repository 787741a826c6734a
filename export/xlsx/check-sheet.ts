import type { WriteSheet } from 'hucre/xlsx'
import type { Report } from '../../schemas/report.ts'
import { createSheet } from './sheet.ts'
import { HEADING, SECTION, WORDS } from './styles.ts'
import { cellText } from './text.ts'
import { RULE_WORDS, SOURCE_WORDS, VERDICT_WORDS } from './words.ts'

export const CHECK_SHEET = '校验与来源'

const WIDTHS = [28, 30, 34, 14, 14, 18, 40, 60]
const SOURCE = ['文件', '哈希（SHA-256）', '读取程序', '页数', '来源类型', '表式', '标题', '待核对字段'] as const
const FAILED = ['文件', '校验', '规则', '左边', '右边', '判断', '涉及字段', '说明'] as const
const PROBLEMS = ['文件', '问题', '说明', '页'] as const

/** Where reports come from, which of their sums fail, and what went wrong with them, on one sheet. */
export function checkSheet(reports: readonly (readonly [name: string, report: Report])[]): WriteSheet {
  const sheet = createSheet(WIDTHS)
  let row = 0
  const table = (title: string, header: readonly string[], rows: readonly (readonly (string | number | null)[])[]) => {
    sheet.text(row++, 0, title, SECTION)
    for (const [column, text] of header.entries()) sheet.text(row, column, text, HEADING)
    row++
    for (const cells of rows) {
      for (const [column, cell] of cells.entries()) {
        sheet.put(row, column, { value: typeof cell === 'string' ? cellText(cell) : cell, style: WORDS })
      }
      row++
    }
    row++
  }
  table(
    '来源',
    SOURCE,
    reports.map(([name, report]) => sourceOf(name, report)),
  )
  table(
    '未通过的校验',
    FAILED,
    reports.flatMap(([name, report]) => failedOf(name, report)),
  )
  const problems = reports.flatMap(([name, { problems }]) =>
    problems.map(({ code, message, page }) => [name, code, message, page ?? null]),
  )
  if (problems.length > 0) table('问题', PROBLEMS, problems)
  return sheet.finish(CHECK_SHEET)
}

function sourceOf(name: string, { source, reader, document, review }: Report) {
  const kind = SOURCE_WORDS[source.kind]
  return [name, source.sha256, reader, source.pages, kind, document.form, document.title, review.fields.length]
}

function failedOf(name: string, { checks }: Report) {
  return checks
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ id, rule, left, right, verdict, fields, message }) => [
      ...[name, id, RULE_WORDS[id.split('.')[0]!] ?? rule, left, right],
      ...[verdict ? VERDICT_WORDS[verdict] : null, fields.join(' '), message.replace('; suspect: ', '；可疑：')],
    ])
}
