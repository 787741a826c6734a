import { MOST_PLACEMENTS } from '../thresholds.ts'
import { parseValue } from '../read/value.ts'
import type { RowRecord } from './record.ts'

/** One way to lay a record's cells over a row's columns: for each column the cell's index, or HOLE. */
export type Placement = readonly number[]
export const HOLE = -1

/**
 * Every way in which a record's cells can stand in `columns` columns, in order. As many cells as columns: just one,
 * unless a blank first cell may belong to the label columns, whose spans dumps lose. Too many: blank cells at the ends
 * are fillers. Too few: each choice of holes. Empty where there are too many ways, or more figures than columns.
 */
export function placements(record: RowRecord, columns: number): Placement[] {
  const cells = record.cells
  const all = cells.map((_, index) => index)
  if (cells.length === columns) {
    const direct = [all]
    return record.kind === 'delimited' && isBlank(record, 0) && columns > 2 ? [...direct, ...holes(all.slice(1), columns)] : direct
  }
  if (cells.length > columns) return trimmed(record, columns)
  return holes(all, columns)
}

/** Whether nothing is printed in any of a record's cells. */
export function allBlank(record: RowRecord): boolean {
  return record.cells.every((_, index) => isBlank(record, index))
}

function isBlank(record: RowRecord, index: number): boolean {
  return parseValue(record.cells[index]?.raw ?? '').state === 'blank'
}

/** Drops blank cells at the two ends until the rest fits; trailing fillers first. */
function trimmed(record: RowRecord, columns: number): Placement[] {
  const extra = record.cells.length - columns
  const found: Placement[] = []
  for (let lead = 0; lead <= extra; lead++) {
    const tail = extra - lead
    const dropped = [...range(0, lead), ...range(record.cells.length - tail, record.cells.length)]
    if (dropped.every((index) => isBlank(record, index))) found.push(range(lead, lead + columns))
  }
  return found
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

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}
