import type { Box } from '../../schemas/geometry.ts'
import type { CellMark, Reading } from '../../schemas/page.ts'

/** A cell beside a row's label. `column` is its 0-based grid column, -1 where the source has no columns. */
export type RecordCell = {
  readonly raw: string
  readonly column: number
  readonly columnSpan: number
  /** Where a dump laid out with spaces has it: display columns [from, to) of its line. */
  readonly span?: Span
  readonly page?: number
  readonly box?: Box
  readonly ink: number | null
  readonly mark?: CellMark
  readonly readings: readonly Reading[]
}

/**
 * A row as it may belong to a form: its label's texts (outermost first, the leaf last) and the cells behind it.
 * `kind` says what keeps the cells apart, and so what their number means: 'grid' columns are certain; 'delimited' keeps
 * blank cells; 'stacked' (one cell a line) and 'spaced' lose them. `at` is the line or grid row where its label begins,
 * `cellsAt` where its cells do.
 */
export type RowRecord = {
  readonly labels: readonly string[]
  readonly cells: readonly RecordCell[]
  readonly kind: 'grid' | 'delimited' | 'spaced' | 'stacked'
  readonly at: number
  readonly cellsAt: number
  /** Whether the document ends in it, so that cells behind the last may have been cut off. */
  readonly cut: boolean
  /** Whether its values stood apart from labels in another number, so that they may belong to another row. */
  readonly loose: boolean
  /** Whether its cells were gathered from several lines, so that one may have gone astray between them. */
  readonly spread: boolean
  /** How many cells its line has in the dump, label and fillers counted; 0 where the source says nothing of it. */
  readonly width: number
  /** Set where its cells were told apart from blank ones by their place in the line. */
  readonly placed?: boolean
}

/** Display columns [from, to) of a line; wide characters take two. */
export type Span = readonly [from: number, to: number]

/** A cell of a text dump. */
export function textCell(raw: string, span?: Span): RecordCell {
  return {
    raw,
    column: -1,
    columnSpan: 1,
    ...(span ? { span } : {}),
    ink: null,
    readings: [{ reader: 'text', raw, score: 1 }],
  }
}
