import { parseValue } from '../read/value.ts'
import { MOST_PLACEMENTS } from '../thresholds.ts'
import type { RowRecord } from './record.ts'

/** One way to lay a record's cells over a row's columns: for each column the cell's index, or HOLE. */
export type Placement = readonly number[]
export const HOLE = -1

/**
 * Every way in which a record's cells can stand in `columns` columns, in order. As many cells as columns: just one,
 * unless a blank first or last cell may be a filler, since dumps lose spans. Too many: some blank cells are fillers,
 * trailing ones first. Too few: each choice of holes. Empty where there are too many ways, or more figures than columns.
 */
export function placements(record: RowRecord, columns: number, over: Overlong = 'fillers'): Placement[] {
  const cells = record.cells
  const all = cells.map((_, index) => index)
  if (cells.length === columns) {
    if (record.kind !== 'delimited' || columns < 3) return [all]
    const ends = [isBlank(record, 0) ? all.slice(1) : null, isBlank(record, columns - 1) ? all.slice(0, -1) : null]
    return [all, ...ends.flatMap((cut) => (cut ? holes(cut, columns) : []))]
  }
  if (cells.length > columns) return trimmed(record, columns, over)
  if (record.cut && record.kind === 'delimited')
    return [[...all, ...new Array<number>(columns - cells.length).fill(HOLE)]]
  return holes(all, columns)
}

/** Whether nothing is printed in any of a record's cells. */
export function allBlank(record: RowRecord): boolean {
  return record.cells.every((_, index) => isBlank(record, index))
}

function isBlank(record: RowRecord, index: number): boolean {
  return parseValue(record.cells[index]?.raw ?? '').state === 'blank'
}

/**
 * What the rows of a table that have too many cells have in common: fillers at their ends; fillers `behind` them, where
 * other rows print something in front and behind, as in a column too many; blanks in the middle, where a header's cell over two columns leaves one in most rows; `lone`: it is a
 * single row, and no habit of the dump.
 */
export type Overlong = 'fillers' | 'behind' | 'middle' | 'lone'

/** The habit of a table's rows with more cells than columns. */
export function overlong(records: readonly RowRecord[], columns: number): Overlong {
  const over = records.filter((record) => record.cells.length > columns)
  if (over.length === 1) return 'lone'
  const ending = over.filter((record) => windowsOf(record, columns).length > 0).length
  if (ending === over.length) return 'fillers'
  return ending > 0 && 2 * ending >= over.length ? 'behind' : 'middle'
}

/** The ways to drop nothing but blank cells at a row's two ends, trailing ones first. */
function windowsOf(record: RowRecord, columns: number): Placement[] {
  const extra = record.cells.length - columns
  const all = record.cells.map((_, index) => index)
  const windows: Placement[] = []
  for (let lead = 0; lead <= extra; lead++) {
    const ends = [...all.slice(0, lead), ...all.slice(lead + columns)]
    if (ends.every((index) => isBlank(record, index))) windows.push(all.slice(lead, lead + columns))
  }
  return windows
}

/** Drops as many blank cells as there are too many, at the row's ends or anywhere as the table's rows have them. */
function trimmed(record: RowRecord, columns: number, over: Overlong): Placement[] {
  const extra = record.cells.length - columns
  const all = record.cells.map((_, index) => index)
  const windows = windowsOf(record, columns)
  if (over === 'fillers') return windows
  if (over === 'behind') return windows.filter(([first]) => first === 0)
  const blanks = all.filter((index) => isBlank(record, index))
  const found: Placement[] = []
  const walk = (next: number, dropped: readonly number[]) => {
    if (found.length > MOST_PLACEMENTS) return
    if (dropped.length === extra) {
      found.push(all.filter((index) => !dropped.includes(index)))
      return
    }
    for (let i = next; i >= 0; i--) walk(i - 1, [...dropped, blanks[i]!])
  }
  if (blanks.length >= extra) walk(blanks.length - 1, [])
  if (found.length > MOST_PLACEMENTS) return windows
  const ends = new Set(windows.map((way) => way.join()))
  return [...windows, ...found.filter((way) => !ends.has(way.join()))]
}

function holes(indexes: readonly number[], columns: number): Placement[] {
  const found: Placement[] = []
  const walk = (column: number, next: number, placed: readonly number[]) => {
    if (found.length > MOST_PLACEMENTS) return
    if (column === columns) {
      if (next === indexes.length) found.push(placed)
      return
    }
    if (next < indexes.length) walk(column + 1, next + 1, [...placed, indexes[next]!])
    if (columns - column > indexes.length - next) walk(column + 1, next, [...placed, HOLE])
  }
  walk(0, 0, [])
  return found.length > MOST_PLACEMENTS ? [] : found
}
