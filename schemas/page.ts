import { z } from 'zod'
import { Box } from './geometry.ts'
import { Problem } from './problem.ts'

/** One reader's word for what a cell shows. `score` is 0 … 1, the reader's own. */
export const Reading = z.object({ reader: z.string(), raw: z.string(), score: z.number() })
export type Reading = Readonly<z.infer<typeof Reading>>

/** A run of characters with one box; `size` is the font size in points where known. */
export const Word = z.object({
  text: z.string(),
  box: Box,
  score: z.number(),
  origin: z.enum(['text-layer', 'ppocr', 'tesseract']),
  size: z.number().optional(),
})
export type Word = Readonly<z.infer<typeof Word>>

/**
 * A cell of a grid. `row` and `column` are 0-based and name its top left corner; `text` joins its lines in reading order
 * (CJK lines without a space, others with one). `ink` is the share of dark pixels inside it, null where nobody measured.
 */
export const GridCell = z.object({
  row: z.number().int(),
  column: z.number().int(),
  rowSpan: z.number().int(),
  columnSpan: z.number().int(),
  box: Box.nullable(),
  text: z.string(),
  ink: z.number().nullable(),
  readings: z.array(Reading),
})
export type GridCell = Readonly<z.infer<typeof GridCell>>

/**
 * A table as one page shows it. `xs` and `ys` are the column and row edges in points (columns + 1, rows + 1 entries;
 * empty for delimited text). Cells cover the grid without overlap, row by row; no row or column is dropped for being empty.
 */
export const Grid = z.object({
  origin: z.enum(['ruled', 'inferred', 'delimited']),
  box: Box.nullable(),
  xs: z.array(z.number()),
  ys: z.array(z.number()),
  rows: z.number().int(),
  columns: z.number().int(),
  cells: z.array(GridCell),
})
export type Grid = Readonly<z.infer<typeof Grid>>

/** A line of prose outside every grid, in reading order. `cells` holds a delimited line's parts, null where it has none. */
export const Line = z.object({
  text: z.string(),
  /** 1-based line number of a text dump; 0 on pages. */
  line: z.number().int(),
  box: Box.nullable(),
  size: z.number().nullable(),
  cells: z.array(z.string()).nullable(),
  /** Blank columns in front of the text in a dump laid out with spaces; wide characters take two. Absent where 0. */
  indent: z.number().int().optional(),
})
export type Line = Readonly<z.infer<typeof Line>>

/**
 * What one page says, before anybody asks what it means: plain JSON, kept for good, keyed by source sha256, page and
 * reader version. `width` and `height` are in points as seen upright; 0 for text dumps, which have one page.
 */
export const PageReading = z.object({
  format: z.literal('nianbao/page@1'),
  page: z.number().int().positive(),
  kind: z.enum(['digital', 'scan', 'text']),
  width: z.number(),
  height: z.number(),
  lines: z.array(Line),
  grids: z.array(Grid),
  problems: z.array(Problem),
})
export type PageReading = Readonly<z.infer<typeof PageReading>>
