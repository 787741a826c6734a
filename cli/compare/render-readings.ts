import { type FieldLabel, shortName } from '../../pipeline/compare/labels.ts'
import type { FieldDifference, FieldView, ReadingsCompared, TableView } from '../../schemas/comparison.ts'
import { readerText } from '../code-words.ts'
import { say } from '../language.ts'
import { printable } from '../printable.ts'
import { type Cell, layoutTable } from '../show/layout.ts'
import type { Style } from '../style.ts'
import { block, counted, right, shorten, shownValue } from './shown.ts'

type Labels = ReadonlyMap<string, FieldLabel>

/** Two readings side by side: fields, what only one has, checks, tables, and what is the same. */
export function readingsBlocks(
  { same, fields, checks, tables, document, problems }: ReadingsCompared,
  labels: Labels,
  style: Style,
  width: number,
): readonly (readonly string[])[] {
  const table = (header: readonly Cell[], rows: readonly (readonly Cell[])[]) =>
    rows.length === 0 ? [] : layoutTable(header, rows, width, style.flag)
  const differing = fields.differing.map((difference) => differenceRow(difference, labels))
  const only = [...fields.onlyA.map((one) => onlyRow('A', one)), ...fields.onlyB.map((one) => onlyRow('B', one))]
  const changed = checks.changed.map(({ id, a, b }) => [{ text: id }, { text: outcome(a) }, { text: outcome(b) }])
  const facts = document.map(
    ({ what, a, b }) => `  ${DOCUMENT_FACTS()[what]}: ${printable(a ?? '–')} → ${printable(b ?? '–')}`,
  )
  const reviewed = fields.review.map(
    ({ id, a }) => `  ${id}: ${a ? say('only in A', '仅 A') : say('only in B', '仅 B')}`,
  )
  const codes = [
    ...problems.onlyA.map(({ code, page }) => `  A  ${code}${pageOf(page)}`),
    ...problems.onlyB.map(({ code, page }) => `  B  ${code}${pageOf(page)}`),
  ]
  return [
    block(say('Fields that differ', '不同的字段'), table(FIELD_HEADER(), differing), style, width),
    block(say('Fields that one alone has', '仅一方有的字段'), table(ONLY_HEADER(), only), style, width),
    block(say('Checks with another outcome', '结果不同的核对项'), table(CHECK_HEADER(), changed), style, width),
    block(say('Tables', '表格'), tableLines(tables), style, width),
    block(say('The document', '文档'), facts, style, width),
    block(say('The same, but in review on one side alone', '数值相同，但仅一方待核对'), reviewed, style, width),
    block(say('Problems of one alone', '仅一方有的问题'), codes, style, width),
    [same ? style.strong(say('No differences.', '没有不同之处。')) : '', totals({ fields, checks, tables })].filter(
      Boolean,
    ),
  ]
}

const DOCUMENT_FACTS = () => ({ kind: say('kind', '种类'), form: say('form', '表式'), title: say('title', '标题') })

const FIELD_HEADER = (): readonly Cell[] => [
  { text: say('field', '字段') },
  right('A'),
  right('B'),
  right(say('sure A', 'A 置信度')),
  right(say('sure B', 'B 置信度')),
  { text: say('read in A', 'A 的识别') },
  { text: say('read in B', 'B 的识别') },
]
const ONLY_HEADER = (): readonly Cell[] => [
  { text: say('field', '字段') },
  { text: say('in', '所在') },
  right(say('value', '数值')),
]
const CHECK_HEADER = (): readonly Cell[] => [{ text: say('check', '核对项') }, { text: 'A' }, { text: 'B' }]

function differenceRow({ id, a, b }: FieldDifference, labels: Labels): readonly Cell[] {
  return [
    { text: labels.has(id) ? `${id} ${shortName(id, labels)}` : id },
    { ...right(shownValue(a)), mark: a.review },
    { ...right(shownValue(b)), mark: b.review },
    right(a.confidence.toFixed(4)),
    right(b.confidence.toFixed(4)),
    { text: heard(a) },
    { text: heard(b) },
  ]
}

/** Who read the cell; where readers saw different things, what each saw. */
function heard({ readings, corrected }: FieldView): string {
  const told = new Set(readings.map(({ raw }) => raw)).size > 1
  const texts = readings.map(({ reader, raw }) =>
    told ? `${readerText(reader)} “${shorten(raw)}”` : readerText(reader),
  )
  return [...(corrected ? [say('corrected', '已更正')] : []), ...texts].join(' ') || '–'
}

function onlyRow(side: string, { id, field }: ReadingsCompared['fields']['onlyA'][number]): readonly Cell[] {
  return [{ text: id }, { text: side }, { ...right(shownValue(field)), mark: field.review }]
}

type Outcome = ReadingsCompared['checks']['changed'][number]['a']

function outcome(check: Outcome): string {
  if (check === null) return '–'
  if (check.outcome === 'pass') return say('passes', '相符')
  if (check.outcome === 'not-assessable') return say('not assessable', '无法判断')
  return `${say('fails', '不符')} ${check.left ?? '?'} ≠ ${check.right ?? '?'}`
}

function tableLines({ differing, onlyA, onlyB }: ReadingsCompared['tables']): readonly string[] {
  return [
    ...differing.map(({ a, b, cells }) => {
      const what = say(
        `${counted(cells.length, 'cell')} ${cells.length === 1 ? 'differs' : 'differ'}`,
        `${cells.length} 个单元格不同`,
      )
      return `  ${tableName(a)} ≠ ${tableName(b)}: ${what}`
    }),
    ...onlyA.map((one) => `  ${tableName(one)}: ${say('only in A', '仅 A')}`),
    ...onlyB.map((one) => `  ${tableName(one)}: ${say('only in B', '仅 B')}`),
  ]
}

function tableName({ form, page, rows, columns }: TableView): string {
  return `${form ?? say('table', '表格')}${pageOf(page)} ${rows} × ${columns}`
}

function pageOf(page: number | undefined): string {
  return page === undefined ? '' : say(` (page ${page})`, `（第 ${page} 页）`)
}

function totals({ fields, checks, tables }: Pick<ReadingsCompared, 'fields' | 'checks' | 'tables'>): string {
  return say(
    `the same: ${counted(fields.agreeing, 'field')}, ${counted(checks.agreeing, 'check')}, ${counted(tables.agreeing, 'table')} · ${counted(fields.differing.length, 'field')} ${fields.differing.length === 1 ? 'differs' : 'differ'}`,
    `相同：字段 ${fields.agreeing} 个，核对项 ${checks.agreeing} 个，表格 ${tables.agreeing} 张 · 不同的字段 ${fields.differing.length} 个`,
  )
}
