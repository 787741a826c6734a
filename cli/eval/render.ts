import { type Accuracy, sharesOf } from '../../pipeline/eval/accuracy.ts'
import type { Group, NamedDocument } from '../../pipeline/eval/group.ts'
import type { JudgedField } from '../../pipeline/eval/judge.ts'
import { printable } from '../printable.ts'
import { type Cell, layoutTable } from '../show/layout.ts'

const HEADS = [
  ...['reports', 'absent', 'fields', 'right %', 'telling %', 'state %', 'silent', 'silent ‱'],
  ...['review %', 'caught %', 'false %', 'clean %', 'ECE'],
]

/** The accuracy table as lines for a terminal of `width` columns. */
export function renderAccuracy(groups: readonly Group[], by: string, width: number): readonly string[] {
  const header: Cell[] = [{ text: by === 'none' ? '' : by }, ...HEADS.map((text): Cell => ({ text, align: 'right' }))]
  const rows = groups.map(({ key, accuracy }) => [
    { text: printable(key) },
    ...figuresOf(accuracy).map((text): Cell => ({ text, align: 'right' })),
  ])
  return layoutTable(header, rows, width, (text) => text)
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
  const read = found ? `read ${JSON.stringify(found.raw ?? found.value)} (${found.state})` : 'not in the report'
  const sure = found?.confidence === undefined ? '' : `, confidence ${found.confidence}`
  const why = found?.reasons && found.reasons.length > 0 ? `: ${found.reasons.join(', ')}` : ''
  return `${review ? 'review' : 'SILENT'}  ${printable(`${document}  ${id}  printed ${printed}, ${read}${sure}${why}`)}`
}
