import type { Line } from '../../schemas/page.ts'
import type { RowRecord } from './record.ts'

/** A text above a table's rows; `column` is -1 in text dumps. */
export type HeaderCell = { readonly text: string; readonly row: number; readonly column: number; readonly columnSpan: number }

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
        const texts = line.cells ?? spacedTexts(line.text)
        for (const text of texts) if (text !== '') cells.push({ text, row: at, column: -1, columnSpan: 1 })
      }
      return cells
    },
  }
}

/** A line's texts by its spaces; single characters in a row are one spaced-out label ("总 计"). */
function spacedTexts(text: string): string[] {
  return text
    .replace(/(?<=^|[\s\u3000])(\p{Script=Han})[\s\u3000]+(?=\p{Script=Han}(?:[\s\u3000]|$))/gu, '$1')
    .split(/[\s\u3000]+/u)
}
