import type { Box } from '../../../schemas/geometry.ts'
import type { Placement } from '../../../schemas/page.ts'

/** A run of characters without white space and the box that its ink fills. Boxes are points of the page made upright. */
export type ArchivedWord = {
  readonly text: string
  readonly box: Box
  /** Where the squares of its characters begin and end, left to right: with brackets and stops beyond their ink. */
  readonly span: readonly [from: number, to: number]
  /** White space stands between this word and the next one of its line. */
  readonly spaced: boolean
}

export type ArchivedLine = { readonly box: Box; readonly words: readonly ArchivedWord[] }

/** What stands in one place, a line of prose or a cell, and how far to believe it. */
export type Passage = {
  readonly box: Box
  readonly lines: readonly ArchivedLine[]
  /** 0 … 1: of a field as the report has it, else the least sure reader's score; 1 for text that the file itself gives. */
  readonly confidence: number
  /** A person said what stands here. */
  readonly corrected: boolean
  /** What else was read here, the most likely first, without what `lines` say. */
  readonly others: readonly { readonly reader: string; readonly text: string }[]
  /** Ids of the report's fields whose value stands here. */
  readonly fields: readonly string[]
  /** Read from the page's pixels: the file has no text of its own here that could be trusted. */
  readonly seen: boolean
}

/** A cell of a table; `row` and `column` count from 0. */
export type ArchivedCell = Passage & {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

export type Block =
  | { readonly kind: 'prose'; readonly box: Box; readonly passages: readonly Passage[] }
  | {
      readonly kind: 'table'
      readonly box: Box
      readonly rows: number
      readonly columns: number
      readonly cells: readonly ArchivedCell[]
    }

/** The text of one page with its places, in reading order. */
export type PageText = {
  /** From 1. */
  readonly page: number
  /** Points of the page made upright. */
  readonly width: number
  readonly height: number
  /** Where upright points lie on the page as the file shows it; null where both are the same. */
  readonly placement: Placement | null
  readonly blocks: readonly Block[]
}
