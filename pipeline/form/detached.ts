import { canonical } from '../read/canonical.ts'
import type { RowRecord } from './record.ts'
import { isRow } from './text-records.ts'
import type { RowRef } from './vocabulary.ts'

/** A row in the making; `below`: its values stood on a line of their own under its label. */
export type Draft = {
  labels: string[]
  cells: string[]
  kind: RowRecord['kind']
  at: number
  cellsAt: number
  below: boolean
  loose: boolean
}

type Token = { readonly type: 'label' | 'values'; readonly draft: Draft }

/**
 * Brings labels and values together again where a dump gives several labels and then as many rows of values, or the
 * values first: the first label belongs to the first row. Where the numbers differ nobody can tell, and all of the
 * group are marked loose. A complete row or a heading ends a group.
 */
export function rejoinDetached(drafts: readonly Draft[], rows: readonly RowRef[], stacked: boolean): Draft[] {
  const out: Draft[] = []
  let group: Token[] = []
  const close = () => {
    out.push(...settle(group, stacked))
    group = []
  }
  for (const draft of drafts) {
    const labelled = isRow(draft.labels, rows) && !(draft.cells.length === 0 && isGroup(draft.labels, rows))
    const header = HEADER.test(draft.labels.at(-1) ?? '')
    if (draft.cells.length === 0) {
      if (labelled) group.push({ type: 'label', draft })
      else if (header) close()
    } else if (!labelled && draft.cells.every((cell) => cell === '')) {
      // Fillers behind a heading are no values of anybody's.
      close()
      out.push(draft)
    } else if (draft.labels.length === 0) {
      group.push({ type: 'values', draft })
    } else if (draft.below && labelled) {
      group.push({ type: 'label', draft: { ...draft, cells: [], below: false } }, { type: 'values', draft: { ...draft, labels: [] } })
    } else if (draft.below && header) {
      close()
      group.push({ type: 'values', draft: { ...draft, labels: [] } })
    } else {
      close()
      out.push(draft)
    }
  }
  close()
  return out
}

/** Whether a label heads other rows in another form: without values it is that heading. */
function isGroup(labels: readonly string[], rows: readonly RowRef[]): boolean {
  const text = canonical(labels.at(-1) ?? '')
  return rows.some((row) => row.groups.includes(text))
}

const HEADER = /第二十条|信息内容|申请人情况|自然人|总计$/u

/** Pairs the runs of a group: labels and the values behind them, or values and the labels behind those. */
function settle(group: readonly Token[], stacked: boolean): Draft[] {
  if (group.length === 0) return []
  const first = group[0]!.type
  const out: Draft[] = []
  let i = 0
  while (i < group.length) {
    const lead = run(group, i, first)
    const tail = run(group, i + lead.length, first === 'label' ? 'values' : 'label')
    i += lead.length + tail.length
    const [labels, values] = first === 'label' ? [lead, tail] : [tail, lead]
    if (labels.length === values.length) {
      labels.forEach((label, k) => {
        out.push(joined(label, values[k]!))
      })
    } else if (first === 'label' && values.length <= 1 && (stacked || values.length === 0)) {
      // Labels without values in front of one that has some: rows whose blank cells left no trace.
      out.push(...labels.slice(0, labels.length - values.length), ...values.map((v) => joined(labels.at(-1)!, v)))
    } else if (labels.length === 0) {
      out.push(...values)
    } else {
      out.push(...labels, ...values.map((v) => ({ ...v, loose: true })))
    }
  }
  return out
}

function run(group: readonly Token[], from: number, type: Token['type']): Draft[] {
  const found: Draft[] = []
  for (let i = from; group[i]?.type === type; i++) found.push(group[i]!.draft)
  return found
}

function joined(label: Draft, values: Draft): Draft {
  return { ...values, labels: label.labels, at: Math.min(label.at, values.at), below: true }
}
