import { type FieldLabel, shortName } from '../../pipeline/compare/labels.ts'
import type { Report } from '../../schemas/report.ts'
import { checkMessage, ruleWords } from './check-words.ts'
import type { Sheet } from './file/book.ts'
import { cellXml, rowXml, sheetHead, sheetTail } from './file/sheet-xml.ts'
import { measures, rowHeight } from './measures.ts'
import { problemWords } from './problem-words.ts'
import { type Look, styleId } from './styles.ts'
import { cellText, linesIn } from './text.ts'
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
  const [sources, failed, problems]: [Row[], Row[], Row[]] = [[], [], []]
  return {
    get waiting() {
      return sources.length + failed.length + problems.length
    },
    add(name, report) {
      sources.push(sourceOf(name, report))
      failed.push(...failedOf(name, report, labels))
      problems.push(...report.problems.map((one) => [name, one.code, problemWords(one, labels), one.page ?? null]))
    },
    take(name) {
      const parts: readonly Table[] = [
        { title: '来源', header: SOURCE, rows: sources.splice(0) },
        { title: '未通过的校验', header: FAILED, rows: failed.splice(0) },
        { title: '问题', header: PROBLEMS, rows: problems.splice(0) },
      ]
      const setup = { widths: WIDTHS, onePageWide: true }
      return {
        ...{ name, behind: true },
        *xml() {
          yield sheetHead(setup)
          yield* tablesXml(parts.filter(({ rows, header }) => rows.length > 0 || header !== PROBLEMS))
          yield sheetTail(setup, { notes: false })
        },
        measures: measures(WIDTHS, () => undefined),
        notes: () => [],
        names: () => [],
      }
    },
  }
}

type Table = { readonly title: string; readonly header: readonly string[]; readonly rows: readonly Row[] }

/** Row by row: there may be thousands. */
function* tablesXml(tables: readonly Table[]): Generator<string> {
  let row = 0
  for (const { title, header, rows } of tables) {
    yield rowOf(row++, [title], 'section')
    yield rowOf(row++, header, 'heading')
    for (const cells of rows) yield rowOf(row++, cells, 'words')
    row++
  }
}

function rowOf(row: number, cells: Row, look: Look): string {
  const style = styleId(look)
  const held = cells.map((cell) => (typeof cell === 'string' ? cellText(cell) : cell))
  const lines =
    look === 'section' ? [] : held.map((one, at) => (typeof one === 'string' ? linesIn(one, WIDTHS[at]!) : 1))
  const xml = held.map((cell, column) => cellXml(row, column, cell, style))
  return rowXml(row, xml.join(''), rowHeight(Math.max(1, ...lines)))
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
