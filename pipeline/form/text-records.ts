import type { Line } from '../../schemas/page.ts'
import { canonical, hasHan } from '../read/canonical.ts'
import { isNumber, isValueLike } from '../read/value.ts'
import { LABEL_PARTS } from '../thresholds.ts'
import { type RowRecord, textCell } from './record.ts'
import { rowSimilarity, type RowRef } from './vocabulary.ts'

type Draft = { labels: string[]; cells: string[]; kind: RowRecord['kind']; at: number }
type Split = { readonly labels: readonly string[]; readonly values: readonly string[]; readonly delimited: boolean }

const PAGE_NUMBER = /^[-—–―·\s]*(?:第\s*\d+\s*页.*|共\s*\d+\s*页|page\s*\d+.*|p\.\s*\d+|[-—–―]\s*\d+\s*[-—–―])[-—–―·\s]*$/iu
const VALUE_WORD = /^(?:无|没有|不涉及|未统计|暂无)$/u

/**
 * Gathers the lines of a region into rows: a label (perhaps over several lines, cut by a page break, or in a cell behind
 * its group's) and the values behind it, whether they stand on its line or one a line below. A row whose label was lost
 * has none. Nothing is dropped but page numbers; what is no row of the form is left for the alignment to skip.
 */
export function textRecords(lines: readonly Line[], start: number, end: number, rows: readonly RowRef[]): RowRecord[] {
  const drafts: Draft[] = []
  const splits: (Split | null)[] = []
  for (let i = start; i < end; i++) splits.push(splitRow(lines[i]!))
  const stacked = isStacked(splits)
  let pending: string[] = []
  let pendingAt = start
  const current = () => drafts.at(-1)
  const flush = () => {
    if (pending.length > 0) drafts.push({ labels: pending, cells: [], kind: 'spaced', at: pendingAt })
    pending = []
  }
  splits.forEach((split, offset) => {
    if (!split || (split.labels.length === 0 && split.values.length === 0)) return
    const at = start + offset
    const text = split.labels.join('')
    const last = current()
    if (split.labels.length > 0 && pending.length === 0 && last && completes(last, text, split.values, rows)) {
      last.labels = [...last.labels.slice(0, -1), (last.labels.at(-1) ?? '') + text]
      if (last.cells.every((cell) => cell === '') && split.values.some((value) => value !== '')) last.cells = [...split.values]
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
      drafts.push({ labels: [...pending, ...split.labels], cells: [...split.values], kind: split.delimited ? 'delimited' : 'spaced', at })
      pending = []
      return
    }
    if (pending.length > 0) {
      drafts.push({ labels: pending, cells: [...split.values], kind: stacked ? 'stacked' : split.delimited ? 'delimited' : 'spaced', at: pendingAt })
      pending = []
    } else if (last && (stacked || split.values.every((value) => value === ''))) {
      last.cells.push(...split.values)
      if (last.cells.length > split.values.length) last.kind = 'stacked'
    } else if (split.values.length > 1 || !last) {
      drafts.push({ labels: [], cells: [...split.values], kind: split.delimited ? 'delimited' : 'spaced', at })
    } else if (last.cells.length === 0) {
      last.cells.push(...split.values)
    }
  })
  flush()
  return drafts.map((draft) => ({ ...draft, cells: draft.cells.map(textCell) }))
}

// A label over several lines, its groups and some header rest above it: more is prose.
const PENDING_PARTS = 10

/** Splits a line into the label texts it begins with and the values behind them; null for lines that say nothing. */
export function splitRow(line: Line): Split | null {
  if (line.cells === null) return splitSpaced(line.text)
  if (line.cells.length === 0) return null
  const cells = line.cells.flatMap((cell) => spreadValues(cell, line.cells!.length))
  let labelEnd = 0
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    if (cell !== '' && isValueLike(cell)) break
    if (cell !== '' && !(VALUE_WORD.test(cell) && labelEnd > 0)) labelEnd = i + 1
  }
  const labels = cells.slice(0, labelEnd).filter((cell) => cell !== '')
  return { labels, values: cells.slice(labelEnd), delimited: true }
}

function splitSpaced(text: string): Split | null {
  if (PAGE_NUMBER.test(text)) return null
  const tokens = joinUnits(text.split(/[\s\u3000]+/u).filter((token) => token !== ''))
  let from = tokens.length
  while (from > 0 && isValueLike(tokens[from - 1]!)) from--
  // "2020 年" begins with a figure too: values are those behind the last word.
  const label = tokens.slice(0, from).join(' ')
  return { labels: label === '' ? [] : [label], values: tokens.slice(from), delimited: false }
}

/** Figures that a dump left together in one cell become cells; a figure with a space in it stays as it is. */
function spreadValues(cell: string, cells: number): string[] {
  if (cells > 2 || hasHan(cell)) return [cell]
  const tokens = cell.split(/\s+/u)
  return tokens.length >= 3 && tokens.every(isValueLike) ? tokens : [cell]
}

function joinUnits(tokens: readonly string[]): string[] {
  const joined: string[] = []
  for (const token of tokens) {
    const last = joined.at(-1)
    if (last !== undefined && /^(?:万元|亿元|元|件|条|项|个)$/u.test(token) && isNumber(last)) joined[joined.length - 1] = `${last} ${token}`
    else joined.push(token)
  }
  return joined
}

/** Whether the region has one cell a line: most lines with values have a single one, and none before it. */
function isStacked(splits: readonly (Split | null)[]): boolean {
  const single = splits.filter((s) => s && s.labels.length === 0 && s.values.length === 1).length
  const wide = splits.filter((s) => s && s.values.length > 1 && s.values.some((value) => value !== '')).length
  return single > 3 * wide && single >= 3
}

function isRow(labels: readonly string[], rows: readonly RowRef[]): boolean {
  return tails(labels).some((text) => rows.some((row) => row.labels.includes(text)))
}

/** Whether a text goes on with a label that could already be whole ("（二）部分公开" + "（区分处理的…"). */
function continues(labels: readonly string[], text: string, rows: readonly RowRef[]): boolean {
  const more = canonical(text)
  return tails(labels).some((tail) => rows.some((row) => row.labels.some((label) => label.startsWith(tail + more) && label !== tail)))
}

/** Whether a text is the rest of the label of the row before it, cut by a line or page break behind its values. */
function completes(draft: Draft, text: string, values: readonly string[], rows: readonly RowRef[]): boolean {
  if (values.some((value) => value !== '') && draft.cells.some((cell) => cell !== '')) return false
  const rest = canonical(text)
  if (rest === '' || rows.some((row) => row.labels.includes(rest))) return false
  const leaf = canonical(draft.labels.at(-1) ?? '')
  if (leaf === '') return false
  for (const row of rows) {
    const before = rowSimilarity(leaf, row)
    const whole = rowSimilarity(leaf + rest, row)
    if (whole >= 0.9 && whole > before + 0.02 && before >= 0.5) return true
    if (before < 1 && row.labels.some((label) => label.startsWith(leaf + rest))) return true
  }
  return false
}

/** The last one, two … parts of a label run together, canonical. */
export function tails(labels: readonly string[]): string[] {
  const texts: string[] = []
  let text = ''
  for (let i = labels.length - 1; i >= Math.max(0, labels.length - LABEL_PARTS); i--) {
    text = canonical(labels[i]!) + text
    texts.push(text)
  }
  return texts
}
