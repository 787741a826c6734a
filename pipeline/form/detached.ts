import { canonical } from '../read/canonical.ts'
import { isRow, tails } from './labels.ts'
import type { RowRecord, Span } from './record.ts'
import type { RowRef } from './vocabulary.ts'

/** A row in the making; `below`: its values stood on a line of their own under its label. */
export type Draft = {
  labels: string[]
  cells: string[]
  spans?: readonly Span[] | undefined
  kind: RowRecord['kind']
  at: number
  cellsAt: number
  below: boolean
  loose: boolean
  spread?: boolean
}

type Token = { readonly type: 'label' | 'values'; readonly draft: Draft }

/**
 * Brings labels and values together again where a dump gives several labels and then as many rows of values, or the
 * values first: the first label belongs to the first row. Where the numbers differ nobody can tell, and all of the
 * group are marked loose. A complete row or a heading ends a group.
 */
export function rejoinDetached(drafts: readonly Draft[], rows: readonly RowRef[], stacked: boolean): Draft[] {
  const heads = (draft: Draft) => draft.cells.length === 0 && isGroup(draft, drafts, rows)
  const groups: (Token[] | Draft)[] = []
  let group: Token[] = []
  const close = () => {
    if (group.length > 0) groups.push(group)
    group = []
  }
  for (const draft of drafts) {
    const labelled = isRow(draft.labels, rows) && !heads(draft)
    const header = HEADER.test(draft.labels.at(-1) ?? '')
    // A heading above a row's label ends what came before it.
    if (labelled && draft.labels.slice(0, -1).some((label) => HEADER.test(label))) close()
    if (draft.cells.length === 0) {
      if (labelled) group.push({ type: 'label', draft })
      else if (header && !heads(draft)) close()
      else groups.push(draft)
    } else if (!labelled && draft.cells.every((cell) => cell === '')) {
      // Fillers behind a heading are no values of anybody's.
      close()
      groups.push(draft)
    } else if (draft.labels.length === 0) {
      group.push({ type: 'values', draft })
    } else if (draft.below && labelled) {
      group.push(
        { type: 'label', draft: { ...draft, cells: [], below: false } },
        { type: 'values', draft: { ...draft, labels: [] } },
      )
    } else if (draft.below && header) {
      close()
      group.push({ type: 'values', draft: { ...draft, labels: [] } })
    } else {
      close()
      groups.push(draft)
    }
  }
  close()
  if (!groups.some((part) => Array.isArray(part) && isDetached(part))) return [...drafts]
  return groups.flatMap((part) => (Array.isArray(part) ? settle(part, stacked) : [part]))
}

/** Whether several labels and several rows of values stand one group behind the other, or values before any label. */
function isDetached(group: readonly Token[]): boolean {
  const runs = runsOf(group)
  const valuesFirst = group[0]!.type === 'values' && runs.length > 1
  return valuesFirst || runs.some((run, i) => run.length > 1 && (runs[i + 1]?.length ?? 0) > 1)
}

/** Whether a label heads rows that the dump has too: what is a row in one form heads others in the next. */
function isGroup(draft: Draft, drafts: readonly Draft[], rows: readonly RowRef[]): boolean {
  const text = canonical(draft.labels.at(-1) ?? '')
  const headed = rows.filter((row) => row.groups.includes(text))
  if (headed.length === 0) return false
  const labels = new Set(headed.flatMap((row) => row.labels))
  return drafts.some((other) => other !== draft && tails(other.labels).some((tail) => labels.has(tail)))
}

const HEADER =
  /第二十条|信息内容|申请人情况|自然人|商业企业|科研机构|法律服务|公益组织|总计$|结果[维纠]|尚未审结|本年[新制废增处收]|现行有效|金额|采购项目/u

/**
 * Pairs a group's labels and values if one reading of it works out: labels first or values first, according to how it
 * begins, every run of the one followed by as many of the other. Else nobody can tell and its values are loose.
 */
function settle(group: readonly Token[], stacked: boolean): Draft[] {
  const first = group[0]?.type
  if (first === undefined) return []
  const runs = runsOf(group)
  if (runs.length === 1) return group.map((token) => token.draft)
  const even = runs.length % 2 === 0 && runs.every((run, i) => i % 2 === 1 || run.length === runs[i + 1]!.length)
  if (even) {
    return runs.flatMap((lead, i) => {
      if (i % 2 === 1) return []
      const tail = runs[i + 1]!
      const [labels, values] = first === 'label' ? [lead, tail] : [tail, lead]
      return labels.map((label, k) => joined(label, values[k]!))
    })
  }
  // With one cell a line, labels in front of one that has values are rows whose blank cells left no trace.
  const rowByRow = stacked && first === 'label' && runs.every((run, i) => i % 2 === 0 || run.length === 1)
  return runs.flatMap((run, i) => {
    if (i % 2 === (first === 'label' ? 1 : 0)) return rowByRow ? [] : run.map((draft) => ({ ...draft, loose: true }))
    const values = rowByRow ? runs[i + 1]?.[0] : undefined
    return values ? [...run.slice(0, -1), joined(run.at(-1)!, values)] : run
  })
}

/** Consecutive tokens of one type. */
function runsOf(group: readonly Token[]): Draft[][] {
  const runs: Draft[][] = []
  group.forEach((token, i) => {
    if (i > 0 && group[i - 1]!.type === token.type) runs.at(-1)!.push(token.draft)
    else runs.push([token.draft])
  })
  return runs
}

function joined(label: Draft, values: Draft): Draft {
  return { ...values, labels: label.labels, at: Math.min(label.at, values.at), below: true }
}
