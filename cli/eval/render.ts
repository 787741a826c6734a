import { type Accuracy, sharesOf } from '../../pipeline/eval/accuracy.ts'
import type { Group, NamedDocument } from '../../pipeline/eval/group.ts'
import type { JudgedField } from '../../pipeline/eval/judge.ts'
import { reasonText, stateText } from '../code-words.ts'
import { listed, say } from '../language.ts'
import { printable } from '../printable.ts'
import { type Cell, layoutTable } from '../show/layout.ts'

const HEADS: readonly (readonly [en: string, zh: string])[] = [
  ['reports', '报告'],
  ['absent', '缺报告'],
  ['fields', '字段'],
  ['right %', '正确 %'],
  ['telling %', '非零正确 %'],
  ['state %', '状态 %'],
  ['silent', '无声错误'],
  ['silent ‱', '无声 ‱'],
  ['review %', '核对 %'],
  ['caught %', '拦下 %'],
  ['false %', '虚警 %'],
  ['clean %', '全对 %'],
  ['ECE', '校准误差'],
]

/** The accuracy table as lines for a terminal of `width` columns. */
export function renderAccuracy(groups: readonly Group[], by: string, width: number): readonly string[] {
  const heads = HEADS.map(([en, zh]): Cell => ({ text: say(en, zh), align: 'right' }))
  const header: Cell[] = [{ text: headOf(by) }, ...heads]
  const rows = groups.map(({ key, accuracy }) => [
    { text: printable(key) },
    ...figuresOf(accuracy).map((text): Cell => ({ text, align: 'right' })),
  ])
  return layoutTable(header, rows, width, (text) => text)
}

function headOf(by: string): string {
  const chinese: Readonly<Record<string, string>> = {
    level: '条件',
    condition: '细分条件',
    trait: '特征',
    name: '文档',
  }
  return by === 'none' ? '' : say(by, chinese[by] ?? by)
}

function figuresOf(accuracy: Accuracy): readonly string[] {
  const shares = sharesOf(accuracy)
  const percent = (share: number | null) => (share === null ? '–' : (100 * share).toFixed(2))
  const { reports, absent, fields, silent, ece } = accuracy
  return [
    ...[reports, absent, fields].map(String),
    ...[shares.right, shares.telling, shares.state].map(percent),
    String(silent),
    shares.silent === null ? '–' : (1e4 * shares.silent).toFixed(1),
    ...[shares.review, shares.caught, shares.false, shares.clean].map(percent),
    ece === null ? '–' : ece.toFixed(4),
  ]
}

/** A wrong field with its document's name. */
export type Wrong = JudgedField & { readonly document: string }

/** The wrong fields of documents that have a report: silent ones first, else in their order. */
export function wrongFields(documents: readonly NamedDocument[]): readonly Wrong[] {
  const wrong = documents
    .filter(({ present }) => present)
    .flatMap(({ name, fields }) => fields.filter(({ right }) => !right).map((field) => ({ ...field, document: name })))
  return [...wrong.filter(({ review }) => !review), ...wrong.filter(({ review }) => review)]
}

/** A wrong field on one line: what is printed, what was read, how sure, and why it is in review. */
export function renderWrong({ document, id, truth, found, review }: Wrong): string {
  const printed = JSON.stringify(truth.raw ?? truth.value)
  const value = found && JSON.stringify(found.raw ?? found.value)
  const read = found
    ? say(`read ${value} (${found.state})`, `读作 ${value}（${stateText(found.state ?? '')}）`)
    : say('not in the report', '报告中没有')
  const sure = found?.confidence === undefined ? '' : say(', confidence ', '，置信度 ') + found.confidence
  const why = found?.reasons && found.reasons.length > 0 ? say(': ', '：') + listed(found.reasons.map(reasonText)) : ''
  const told = `${say('printed ', '原文为 ')}${printed}${say(', ', '，')}${read}${sure}${why}`
  return `${review ? say('review', '核对') : say('SILENT', '无声')}  ${printable(`${document}  ${id}  ${told}`)}`
}
