import type { Measures } from './file/notes.ts'

/** Pixels of a character of the usual font, of the edges of a column, of a column and a row that nobody measured. */
const CHARACTER = 8
const EDGES = 5
const COLUMN = 72
const ROW = 20
const PIXELS_PER_POINT = 4 / 3

/** Points of a line of text, and those that no row is higher than. */
const LINE_HEIGHT = 15
const MOST_HEIGHT = 409

/** Points of a row with so many lines of text; undefined for the usual height. */
export function rowHeight(lines: number): number | undefined {
  return lines > 1 ? Math.min(MOST_HEIGHT, lines * LINE_HEIGHT + 3) : undefined
}

/** What columns of so many characters and rows of so many points measure in pixels. */
export function measures(widths: readonly number[], height: (row: number) => number | undefined): Measures {
  return {
    width: (column) => (widths[column] === undefined ? COLUMN : Math.round(widths[column] * CHARACTER + EDGES)),
    height(row) {
      const points = height(row)
      return points === undefined ? ROW : Math.round(points * PIXELS_PER_POINT)
    },
  }
}
