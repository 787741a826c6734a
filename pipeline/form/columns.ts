import type { Entry, FormTable } from '../../schemas/form.ts'
import { canonical } from '../read/canonical.ts'
import type { HeaderCell } from './source.ts'
import { labelsOf } from './vocabulary.ts'

/** A text of the header and the line or grid row that it stands on. */
export type HeaderText = Pick<HeaderCell, 'text' | 'row'>

/** A table's columns in the order in which they are printed, and whether the header said so (else it is the form's). */
export type ColumnOrder = {
  readonly order: readonly number[]
  readonly known: boolean
  readonly found: number
  /** Whether what the header does show of the order is not the form's, so that the form's cannot be taken on trust. */
  readonly contrary: boolean
}

/**
 * The printed order of a table's columns from its header's texts in reading order. Columns are ordered among those of
 * one group, groups among their siblings, since a header of two levels reads level by level.
 */
export function columnOrder(table: FormTable, header: readonly HeaderText[]): ColumnOrder {
  const cells = header.map(({ text, row }) => ({ text: canonical(text), row })).filter(({ text }) => text !== '')
  const positions = table.columns.map((column) => positionOf(column, table.columns, cells))
  const found = positions.filter((at) => at >= 0).length
  const known = found === table.columns.length && new Set(positions).size === found
  const order =
    known && isFlat(table.columns, positions, cells)
      ? byPosition(positions)
      : orderLevel(table.columns, positions, 0, cells)
  const against = isContrary(table.columns, order, positions, cells)
  return { order, known: known && !against, found, contrary: against }
}

/**
 * Whether a header names all columns on one line, or each alone on its own with nothing between them: a text that is no
 * column's label may be a group's title, and then the lines read level by level.
 */
function isFlat(columns: readonly Entry[], positions: readonly number[], cells: readonly HeaderText[]): boolean {
  const rows = new Set(positions.map((position) => cells[Math.floor(position)]!.row))
  if (rows.size === 1) return true
  const [first, last] = [Math.floor(Math.min(...positions)), Math.floor(Math.max(...positions))]
  return rows.size === columns.length && last - first === columns.length - 1
}

function byPosition(positions: readonly number[]): number[] {
  return positions.map((_, i) => i).sort((a, b) => positions[a]! - positions[b]!)
}

/** Whether columns of one group that were found on one line stand otherwise there than in the order taken. */
function isContrary(
  columns: readonly Entry[],
  order: readonly number[],
  positions: readonly number[],
  cells: readonly HeaderText[],
): boolean {
  const line = (column: number) => cells[Math.floor(positions[column]!)]!.row
  const found = order.filter((column) => positions[column]! >= 0)
  return found.some((column, i) => {
    const next = found.slice(i + 1).find((other) => columns[other]!.groups.join() === columns[column]!.groups.join())
    return next !== undefined && line(column) === line(next) && positions[column]! > positions[next]!
  })
}

/** Whether a canonical header text is a column's label, or the beginning of this one's only: header cells wrap. */
export function names(column: Entry, columns: readonly Entry[], text: string): boolean {
  if (labelsOf(column).includes(text)) return true
  const begins = (entry: Entry) => labelsOf(entry).some((label) => label.startsWith(text))
  return text.length >= 2 && begins(column) && columns.filter(begins).length === 1
}

/** Where a column's label stands: the header text's number, plus how far inside it; -1 where it does not. */
function positionOf(column: Entry, columns: readonly Entry[], cells: readonly HeaderText[]): number {
  const labels = labelsOf(column)
  const whole = cells.findIndex(({ text }) => labels.includes(text))
  if (whole >= 0) return whole
  const begun = cells.findIndex(({ text }) => names(column, columns, text))
  return begun >= 0 ? begun : acrossTexts(labels, columns, cells)
}

/** A label spread over several texts or run together with its neighbours. */
function acrossTexts(labels: readonly string[], columns: readonly Entry[], cells: readonly HeaderText[]): number {
  const starts: number[] = []
  let joined = ''
  cells.forEach(({ text }, index) => {
    for (let i = 0; i < text.length; i++) starts.push(index + i / (text.length + 1))
    joined += text
  })
  // "其他" must not be found in "法人或其他组织".
  const groups = [...new Set(columns.flatMap((column) => column.groups.map(canonical)))].sort(
    (a, b) => b.length - a.length,
  )
  for (const group of groups) joined = joined.replaceAll(group, '\u0000'.repeat(group.length))
  for (const label of labels) {
    const at = label.length < SHORTEST_ACROSS ? -1 : joined.indexOf(label)
    if (at >= 0) return starts[at]!
    // A short label stands at the end of a text that was run together, if anywhere.
    const ending = cells.findIndex(({ text }) => text.endsWith(label) && !groups.some((group) => text.endsWith(group)))
    if (ending >= 0) return ending + (cells[ending]!.text.length - label.length) / (cells[ending]!.text.length + 1)
  }
  return -1
}

// Two characters may meet by chance where texts are run together.
const SHORTEST_ACROSS = 3

type Item = { readonly members: readonly number[]; readonly group: string | null }

/** Orders the columns of one level: single columns and groups by position where all are found, else as in the form. */
function orderLevel(
  columns: readonly Entry[],
  positions: readonly number[],
  depth: number,
  cells: readonly HeaderText[],
): number[] {
  const items = itemsOf(columns, depth)
  const at = items.map(({ members, group }) =>
    group === null ? positions[members[0]!]! : cells.findIndex(({ text }) => text.includes(canonical(group))),
  )
  const sure =
    at.every((position) => position >= 0) &&
    new Set(at).size === at.length &&
    together(
      at,
      cells,
      items.some(({ group }) => group !== null),
    )
  const indexes = items.map((_, i) => i)
  if (sure) indexes.sort((a, b) => at[a]! - at[b]!)
  return indexes.flatMap((i) => {
    const { members, group } = items[i]!
    if (group === null) return members
    const inner = orderLevel(
      members.map((index) => columns[index]!),
      members.map((index) => positions[index]!),
      depth + 1,
      cells,
    )
    return inner.map((index) => members[index]!)
  })
}

function itemsOf(columns: readonly Entry[], depth: number): Item[] {
  const items: { members: number[]; group: string | null }[] = []
  for (const [index, column] of columns.entries()) {
    const group = column.groups[depth] ?? null
    const known = group === null ? undefined : items.find((item) => item.group === group)
    if (known) known.members.push(index)
    else items.push({ members: [index], group })
  }
  return items
}

/**
 * Whether texts at these positions stand on one line, or each alone on its own: shredded headers have no order. Beside
 * a group's title, which may be centred, single columns on lines of their own have none either.
 */
function together(positions: readonly number[], cells: readonly HeaderText[], grouped: boolean): boolean {
  const rows = positions.map((position) => cells[Math.floor(position)]?.row ?? -1)
  if (new Set(rows).size === 1) return true
  const alone = (row: number) => cells.filter((cell) => cell.row === row).length === 1
  return !grouped && new Set(rows).size === rows.length && rows.every(alone)
}
