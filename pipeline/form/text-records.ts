import type { Line } from '../../schemas/page.ts'
import { canonical } from '../read/canonical.ts'
import { type Draft, rejoinDetached } from './detached.ts'
import { isRow, tails } from './labels.ts'
import { type RowRecord, textCell } from './record.ts'
import { type Split, splitRow, withGluedFigure, withoutFillers } from './text-split.ts'
import { type RowRef, rowSimilarities } from './vocabulary.ts'

/**
 * Gathers the lines of a region into rows: a label (perhaps over several lines, cut by a page break, or in a cell behind
 * its group's) and the values behind it, whether they stand on its line or one a line below. A row whose label was lost
 * has none. Nothing is dropped but page numbers; what is no row of the form is left for the alignment to skip.
 * `widths` are the numbers of columns that the section's tables have.
 */
export function textRecords(
  lines: readonly Line[],
  start: number,
  end: number,
  rows: readonly RowRef[],
  widths: readonly number[],
): RowRecord[] {
  const drafts: Draft[] = []
  const splits: (Split | null)[] = []
  const columns = Math.max(0, ...widths)
  const trimmed = withoutFillers(lines.slice(start, end), columns)
  for (const line of trimmed) splits.push(withGluedFigure(splitRow(line), rows, columns))
  const stacked = isStacked(splits)
  let pending: string[] = []
  let pendingAt = start
  const current = () => drafts.at(-1)
  const flush = () => {
    if (pending.length > 0)
      drafts.push({
        labels: pending,
        cells: [],
        kind: 'spaced',
        at: pendingAt,
        cellsAt: pendingAt,
        below: false,
        loose: false,
      })
    pending = []
  }
  splits.forEach((split, offset) => {
    if (!split || (split.labels.length === 0 && split.values.length === 0)) return
    const at = start + offset
    const text = split.labels.join('')
    const last = current()
    if (split.labels.length > 0 && pending.length === 0 && last && completes(last, text, split.values, rows)) {
      last.labels = [...last.labels.slice(0, -1), (last.labels.at(-1) ?? '') + text]
      const more = split.values.some((value) => value !== '') || split.values.length > last.cells.length
      if (last.cells.every((cell) => cell === '') && more) {
        last.cells = [...split.values]
        last.spans = split.spans
      }
      return
    }
    if (split.labels.length > 0 && split.values.length === 0) {
      if (pending.length > 0 && isRow(pending, rows) && !continues(pending, text, rows)) flush()
      if (pending.length === 0) pendingAt = at
      pending = [...pending, ...split.labels].slice(-PENDING_PARTS)
      return
    }
    if (split.labels.length > 0) {
      if (pending.length > 0 && isRow(pending, rows) && !continues(pending, text, rows)) flush()
      drafts.push({
        labels: [...pending, ...split.labels],
        cells: [...split.values],
        kind: split.delimited ? 'delimited' : 'spaced',
        at: pending.length > 0 ? pendingAt : at,
        cellsAt: at,
        below: false,
        loose: false,
        spans: split.spans,
      })
      pending = []
      return
    }
    if (pending.length > 0) {
      const kind = split.delimited ? 'delimited' : stacked ? 'stacked' : 'spaced'
      drafts.push({
        labels: pending,
        cells: [...split.values],
        kind,
        at: pendingAt,
        cellsAt: at,
        below: true,
        loose: false,
        spans: split.spans,
      })
      pending = []
    } else if (last && (stacked || (split.values.every((value) => value === '') && !isBlankRow(split)))) {
      if (last.cells.length > 0) last.spread = true
      last.cells.push(...split.values)
      if (!split.delimited && at !== lines.length - 1) last.kind = 'stacked'
    } else if (split.values.length > 1 || !last) {
      drafts.push({
        labels: [],
        cells: [...split.values],
        kind: split.delimited ? 'delimited' : 'spaced',
        at,
        cellsAt: at,
        below: false,
        loose: false,
        spans: split.spans,
      })
    } else if (last.cells.length === 0) {
      last.cells.push(...split.values)
    } else if (last.below) {
      // A lone figure behind a full row is a page's number; where values stand on lines of their own it may be one.
      last.loose = true
    }
  })
  flush()
  // What the last line of the document holds may go on where the dump was cut off.
  const cut = end === lines.length
  return rejoinDetached(drafts, rows, stacked).map((draft, i, all) => ({
    labels: draft.labels,
    cells: draft.cells.map((raw, c) =>
      textCell(raw, draft.spans?.length === draft.cells.length ? draft.spans[c] : undefined),
    ),
    kind: draft.kind,
    at: draft.at,
    cellsAt: draft.cellsAt,
    cut: cut && i === all.length - 1,
    loose: draft.loose,
    spread: draft.spread === true,
    width: lines[draft.cellsAt]?.cells?.length ?? 0,
  }))
}

// A label over several lines, its groups and some header rest above it: more is prose.
const PENDING_PARTS = 10

/** Whether a line of blank cells is a row of its own rather than fillers behind the one before. */
function isBlankRow(split: Split): boolean {
  return split.delimited && split.values.length > MOST_FILLERS
}

// Dumps put as many blank cells behind a row as its label spans columns: three in the widest table.
const MOST_FILLERS = 3

/** Whether the region has one cell a line: most lines with values have a single one, and none before it. */
function isStacked(splits: readonly (Split | null)[]): boolean {
  const single = splits.filter((s) => s && s.labels.length === 0 && s.values.length === 1).length
  const wide = splits.filter((s) => s && s.values.filter((value) => value !== '').length > 1).length
  return single > 3 * wide && single >= 2
}

/** Whether a text goes on with a label that could already be whole ("（二）部分公开" + "（区分处理的…"). */
function continues(labels: readonly string[], text: string, rows: readonly RowRef[]): boolean {
  const more = canonical(text)
  return tails(labels).some((tail) =>
    rows.some((row) => row.labels.some((label) => label.startsWith(tail + more) && label !== tail)),
  )
}

/** Whether a label cut inside its group's title ("三、本年度办理结" + "果（一）予以公开") becomes whole with a text. */
function joinsGroup(draft: Draft, rest: string, rows: readonly RowRef[]): boolean {
  const leaf = canonical(draft.labels.at(-1) ?? '')
  if (leaf === '' || rest === '') return false
  return rows.some(({ groups, labels }) =>
    groups.some((group) => labels.some((label) => leaf !== group && leaf + rest === group + label)),
  )
}

/** Whether a text is the rest of the label of the row before it, cut by a line or page break behind its values. */
function completes(draft: Draft, text: string, values: readonly string[], rows: readonly RowRef[]): boolean {
  if (values.some((value) => value !== '') && draft.cells.some((cell) => cell !== '')) return false
  const rest = canonical(text)
  if (joinsGroup(draft, rest, rows)) return true
  const begun = canonical(draft.labels.at(-1) ?? '')
  const labels = (label: string) => rows.some((row) => row.labels.includes(label))
  if (rest !== '' && !labels(begun) && labels(begun + rest) && begun !== '') return true
  if (rest === '' || rows.some((row) => row.labels.includes(rest))) return false
  const leaf = canonical(draft.labels.at(-1) ?? '')
  if (leaf === '') return false
  const befores = rowSimilarities(leaf, rows)
  const wholes = rowSimilarities(leaf + rest, rows)
  for (const [r, row] of rows.entries()) {
    const before = befores[r]!
    const whole = wholes[r]!
    if (whole >= 0.9 && whole > before + 0.02 && before >= 0.5) return true
    if (before < 1 && row.labels.some((label) => label.startsWith(leaf + rest))) return true
  }
  return false
}
