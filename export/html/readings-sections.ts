import type { FieldLabel } from '../../pipeline/compare/labels.ts'
import { ruleOf } from '../../pipeline/stats/checks.ts'
import type { CheckDifference, FieldView, ReadingsCompared, TableView } from '../../schemas/comparison.ts'
import { FACT_WORDS, READER_WORDS, RULE_WORDS, VERDICT_WORDS } from './codes.ts'
import { fieldName } from './field-name.ts'
import { html, type Markup } from './markup.ts'
import { counted, dataTable, type Say, section, tiles } from './page.ts'
import { shownValue } from './shown-value.ts'

type Labels = ReadonlyMap<string, FieldLabel>

/** The parts of a page about two readings: figures, fields, checks, tables. */
export function readingsSections(compared: ReadingsCompared, labels: Labels, say: Say): readonly Markup[] {
  const { fields, checks, tables, document } = compared
  const only = fields.onlyA.length + fields.onlyB.length
  const tableDifferences = tables.differing.length + tables.onlyA.length + tables.onlyB.length
  return [
    tiles([
      { figure: `${fields.agreeing}`, what: say('相同的字段', 'fields agree') },
      {
        figure: `${fields.differing.length}`,
        what: say('不同的字段', 'fields differ'),
        tone: bad(fields.differing.length),
      },
      { figure: `${only}`, what: say('仅一方有的字段', 'fields in one alone'), tone: bad(only) },
      {
        figure: `${checks.changed.length}`,
        what: say('结果不同的核对项', 'checks changed'),
        tone: bad(checks.changed.length),
      },
      { figure: `${tableDifferences}`, what: say('不同的表格', 'tables differ'), tone: bad(tableDifferences) },
    ]),
    ...section(
      say('不同的字段', 'Fields that differ'),
      say('底色表示待核对；置信度为读对的概率。', 'Shaded: in review. Confidence is the probability of being right.'),
      differing(compared, labels, say),
    ),
    ...section(say('仅一方有的字段', 'Fields that one alone has'), null, onlyTable(compared, labels, say)),
    ...section(say('结果不同的核对项', 'Checks with another outcome'), null, checkTable(checks.changed, say)),
    ...section(say('表格', 'Tables'), null, tableTable(compared, say)),
    ...section(
      say('文档', 'The document'),
      null,
      document.length === 0
        ? []
        : [
            dataTable(
              [{ title: '' }, { title: 'A' }, { title: 'B' }],
              document.map(({ what, a, b }) => ({ cells: [say(...FACT_WORDS[what]), a ?? '–', b ?? '–'] })),
            ),
          ],
    ),
  ]
}

function bad(count: number): string {
  return count > 0 ? 'care' : ''
}

function differing({ fields }: ReadingsCompared, labels: Labels, say: Say): readonly Markup[] {
  if (fields.differing.length === 0) return []
  const columns = [
    { title: say('字段', 'Field') },
    { title: 'A', numeric: true },
    { title: 'B', numeric: true },
    { title: say('置信度 A', 'Confidence A'), numeric: true },
    { title: say('置信度 B', 'Confidence B'), numeric: true },
    { title: say('A 的识别', 'Read in A') },
    { title: say('B 的识别', 'Read in B') },
  ]
  const value = (field: FieldView) =>
    field.review ? html`<mark>${shownValue(field, say)}</mark>` : shownValue(field, say)
  const rows = fields.differing.map(({ id, a, b }) => ({
    cells: [
      fieldName(id, labels),
      value(a),
      value(b),
      a.confidence.toFixed(4),
      b.confidence.toFixed(4),
      heard(a, say),
      heard(b, say),
    ],
  }))
  return [dataTable(columns, rows)]
}

function heard({ readings, corrected }: FieldView, say: Say): Markup {
  const lines = readings.map(
    ({ reader, raw, score }) =>
      html`<div><small>${say(...(READER_WORDS[reader] ?? [reader, reader]))}</small> ${raw} <small>${score.toFixed(2)}</small></div>`,
  )
  return html`${corrected ? html`<div>${say('已更正', 'corrected')}</div>` : null}${lines}`
}

function onlyTable({ fields }: ReadingsCompared, labels: Labels, say: Say): readonly Markup[] {
  const rows = [
    ...fields.onlyA.map((one) => ({ ...one, side: 'A' })),
    ...fields.onlyB.map((one) => ({ ...one, side: 'B' })),
  ]
  if (rows.length === 0) return []
  const columns = [
    { title: say('字段', 'Field') },
    { title: say('所在', 'In') },
    { title: say('数值', 'Value'), numeric: true },
  ]
  return [
    dataTable(
      columns,
      rows.map(({ id, side, field }) => ({
        cells: [fieldName(id, labels), side, shownValue(field, say)],
        flagged: field.review,
      })),
    ),
  ]
}

function checkTable(changed: readonly CheckDifference[], say: Say): readonly Markup[] {
  if (changed.length === 0) return []
  const columns = [{ title: say('核对项', 'Check') }, { title: say('规则', 'Rule') }, { title: 'A' }, { title: 'B' }]
  return [
    dataTable(
      columns,
      changed.map(({ id, rule, a, b }) => ({
        cells: [
          html`<code>${id}</code>`,
          say(...(RULE_WORDS[ruleOf(id)] ?? [rule, rule])),
          outcome(a, say),
          outcome(b, say),
        ],
      })),
    ),
  ]
}

function outcome(check: CheckDifference['a'], say: Say): Markup {
  if (check === null) return html`–`
  if (check.outcome === 'pass') return html`${say('相符', 'passes')}`
  if (check.outcome === 'not-assessable') return html`${say('无法判断', 'not assessable')}`
  const verdict = check.verdict === undefined ? null : html` <small>${say(...VERDICT_WORDS[check.verdict])}</small>`
  return html`<span class="bad">${check.left ?? '?'} ≠ ${check.right ?? '?'}</span>${verdict}`
}

/** Most cells of a table that a page lists; the JSON has all. */
const MOST_CELLS = 30

function tableTable({ tables }: ReadingsCompared, say: Say): readonly Markup[] {
  const name = ({ form, page, rows, columns }: TableView) =>
    `${form ?? say('表格', 'table')}${page === undefined ? '' : say(` 第 ${page} 页`, ` page ${page}`)} ${rows} × ${columns}`
  const alone = (side: string) => (table: TableView) => ({
    cells: [name(table), say(`仅 ${side}`, `only in ${side}`), ''],
  })
  const rows = [
    ...tables.differing.map(({ a, b, cells }) => ({
      cells: [
        name(a),
        a.rows === b.rows && a.columns === b.columns
          ? say(
              `${cells.length} 格不同`,
              `${counted(cells.length, 'cell')} ${cells.length === 1 ? 'differs' : 'differ'}`,
            )
          : `→ ${name(b)}`,
        html`${cells.slice(0, MOST_CELLS).map((cell) => html`<div><small>${cell.row + 1}/${cell.column + 1}</small> ${cell.a ?? '–'} → ${cell.b ?? '–'}</div>`)}${cells.length > MOST_CELLS ? '…' : null}`,
      ],
    })),
    ...tables.onlyA.map(alone('A')),
    ...tables.onlyB.map(alone('B')),
  ]
  if (rows.length === 0) return []
  return [
    dataTable(
      [{ title: say('表格', 'Table') }, { title: '' }, { title: say('行/列：A → B', 'Row/column: A → B') }],
      rows,
    ),
  ]
}
