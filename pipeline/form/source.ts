import type { Line } from '../../schemas/page.ts'
import { type PlacedToken, placedTokens } from '../read/display.ts'
import type { RowRecord, Span } from './record.ts'

/** A text above a table's rows; `column` is -1 in text dumps. */
export type HeaderCell = {
  readonly text: string
  readonly row: number
  readonly column: number
  readonly columnSpan: number
  readonly span?: Span
  /** How many cells its line has in a dump. */
  readonly width?: number
}

/** Where rows come from: the records in order, and what stands in header position between two of their `at`s. */
export type RowSource = {
  readonly records: readonly RowRecord[]
  /** Texts at positions [from, to), in reading order. */
  readonly header: (from: number, to: number) => readonly HeaderCell[]
}

/** The source that the lines of a text dump make from line `start` on. */
export function textSource(lines: readonly Line[], start: number, records: readonly RowRecord[]): RowSource {
  return {
    records,
    header: (from, to) => {
      const cells: HeaderCell[] = []
      for (let at = Math.max(start, from); at < Math.min(to, lines.length); at++) {
        const line = lines[at]!
        if (line.cells) {
          for (const text of line.cells)
            if (text !== '') cells.push({ text, row: at, column: -1, columnSpan: 1, width: line.cells.length })
          continue
        }
        for (const { text, from: left, to: right } of spacedTexts(line)) {
          cells.push({ text, row: at, column: -1, columnSpan: 1, span: [left, right] })
        }
      }
      return cells
    },
  }
}

/** A line's texts by its spaces; single characters in a row are one spaced-out label ("总 计"). */
function spacedTexts(line: Line): PlacedToken[] {
  const joined: PlacedToken[] = []
  let open = false
  for (const token of placedTokens(line.text, line.indent ?? 0)) {
    const single = SINGLE.test(token.text)
    const last = joined.at(-1)
    if (single && open && last) joined[joined.length - 1] = { ...last, text: last.text + token.text, to: token.to }
    else joined.push(token)
    open = single
  }
  return joined
}

const SINGLE = /^\p{Script=Han}$/u
