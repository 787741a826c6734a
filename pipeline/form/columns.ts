import type { Entry, FormTable } from '../../schemas/form.ts'
import { canonical } from '../read/canonical.ts'
import type { Span } from './record.ts'
import type { HeaderCell } from './source.ts'
import { labelsOf } from './vocabulary.ts'

/** A text of the header and the line or grid row that it stands on. */
export type HeaderText = { readonly text: string; readonly row: number }

/** A table's columns in the order in which they are printed, and whether the header said so (else it is the form's). */
export type ColumnOrder = { readonly order: readonly number[]; readonly known: boolean; readonly found: number }

/**
 * The printed order of a table's columns from its header's texts in reading order. Columns are ordered among those of
 * one group, groups among their siblings, since a header of two levels reads level by level.
 */
export function columnOrder(table: FormTable, header: readonly HeaderText[]): ColumnOrder {
  const cells = header.map(({ text, row }) => ({ text: canonical(text), row })).filter(({ text }) => text !== '')
  const tokens = cells.map(({ text }) => text)
  const groups = [...new Set(table.columns.flatMap((column) => column.groups.map(canonical)))].sort(
    (a, b) => b.length - a.length,
  )
  const text = mask(tokens.join(SEPARATOR), groups)
  const positions = table.columns.map((column) => positionOf(column, table.columns, tokens, text))
  const found = positions.filter((at) => at >= 0).length
  const order = orderLevel(table.columns, positions, 0, cells)
  return { order, known: found === table.columns.length && new Set(positions).size === found, found }
}

const SEPARATOR = '\u0001'

/** Where each column's label stands on its header line in a dump laid out with spaces; null unless all are found. */
export function columnSpans(table: FormTable, header: readonly HeaderCell[]): readonly Span[] | null {
  const spans: Span[] = []
  for (const column of table.columns) {
    const named = header.filter((cell) => cell.span && names(column, table.columns, canonical(cell.text)))
    const first = named[0]?.span
    if (!first || spans.includes(first)) return null
    spans.push(first)
  }
  return spans
}

function names(column: Entry, columns: readonly Entry[], token: string): boolean {
  if (labelsOf(column).includes(token)) return true
  const begins = (entry: Entry) => labelsOf(entry).some((label) => label.startsWith(token))
  return token.length >= 2 && begins(column) && columns.filter(begins).length === 1
}

/** Where a column's label stands in the header, as an offset in its text; -1 where it does not. */
function positionOf(column: Entry, columns: readonly Entry[], tokens: readonly string[], text: string): number {
  const labels = labelsOf(column)
  let offset = 0
  for (const token of tokens) {
    if (labels.includes(token)) return offset
    offset += token.length + 1
  }
  const beginning = beginningOf(column, columns, tokens)
  if (beginning >= 0) return beginning
  // A label spread over lines or run together with its neighbours: look for it across token ends.
  for (const label of labels) {
    if (label.length < 3) continue
    const at = findAcross(text, label)
    if (at >= 0) return at
  }
  return -1
}

/** A token that only this column's label begins with: header cells wrap, and a line then holds their first halves. */
function beginningOf(column: Entry, columns: readonly Entry[], tokens: readonly string[]): number {
  let offset = 0
  for (const token of tokens) {
    if (names(column, columns, token)) return offset
    offset += token.length + 1
  }
  return -1
}

function findAcross(text: string, label: string): number {
  const kept: number[] = []
  let joined = ''
  for (let i = 0; i < text.length; i++) {
    if (text[i] === SEPARATOR) continue
    kept.push(i)
    joined += text[i]
  }
  const at = joined.indexOf(label)
  return at < 0 ? -1 : kept[at]!
}

/** Blanks out group titles, so that "其他" is not found in "法人或其他组织". Keeps offsets. */
function mask(text: string, groups: readonly string[]): string {
  let masked = text
  for (const group of groups) masked = masked.replaceAll(group, '\u0002'.repeat(group.length))
  return masked
}

/** Whether header texts at these offsets stand on one line, or each alone on its own: shredded headers have no order. */
function together(offsets: readonly number[], cells: readonly HeaderText[]): boolean {
  const rows = offsets.map((offset) => {
    let end = 0
    return cells.find(({ text }) => offset < (end += text.length + 1))?.row ?? -1
  })
  if (new Set(rows).size === 1) return true
  return (
    new Set(rows).size === rows.length && rows.every((row) => cells.filter((cell) => cell.row === row).length === 1)
  )
}

/** Orders the columns of one level: single columns and groups by position where all are found, else as in the form. */
function orderLevel(
  columns: readonly Entry[],
  positions: readonly number[],
  depth: number,
  cells: readonly HeaderText[],
): number[] {
  const items: { members: number[]; nested: boolean }[] = []
  const byGroup = new Map<string, { members: number[]; nested: boolean }>()
  columns.forEach((column, index) => {
    const group = column.groups[depth]
    if (group === undefined) return void items.push({ members: [index], nested: false })
    const item = byGroup.get(group) ?? { members: [], nested: true }
    if (!byGroup.has(group)) items.push(item)
    byGroup.set(group, item)
    item.members.push(index)
  })
  const at = items.map((item) => {
    if (!item.nested) return positions[item.members[0]!]!
    const title = canonical(columns[item.members[0]!]!.groups[depth]!)
    let offset = 0
    for (const { text } of cells) {
      if (text.includes(title)) return offset
      offset += text.length + 1
    }
    return -1
  })
  const sure = at.every((position) => position >= 0) && new Set(at).size === at.length && together(at, cells)
  const sorted = sure
    ? items
        .map((item, i) => ({ item, at: at[i]! }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item)
    : items
  return sorted.flatMap((item) => {
    if (!item.nested) return item.members
    const inner = orderLevel(
      item.members.map((index) => columns[index]!),
      item.members.map((index) => positions[index]!),
      depth + 1,
      cells,
    )
    return inner.map((index) => item.members[index]!)
  })
}
