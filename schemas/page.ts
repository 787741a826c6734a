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
  origin: z.enum(['text-layer', 'ppocr', 'tesseract', 'shape']),
  size: z.number().optional(),
})
export type Word = Readonly<z.infer<typeof Word>>

/** What a cell's ink looks like before anybody reads it; `unreadable` is ink that no reader made anything of. */
export const CellMark = z.enum(['blank', 'dash', 'slash', 'characters', 'unreadable'])
export type CellMark = z.infer<typeof CellMark>

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
  /** Only where the page was read from its pixels. */
  mark: CellMark.optional(),
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
  /** Who read it, and how sure of its least sure character, 0 … 1. Only where the page was read from its pixels. */
  reader: z.string().optional(),
  score: z.number().optional(),
  /** All readers' words for it, where more than one was asked. */
  readings: z.array(Reading).optional(),
})
export type Line = Readonly<z.infer<typeof Line>>

/**
 * Where the points of a page made upright lie on the page as the file shows it (`width` × `height` points): nodes every
 * `step` upright points, row by row, `columns` × `rows` of them, x and y alternating in `points`; bilinear between them.
 */
export const Placement = z.object({
  width: z.number(),
  height: z.number(),
  step: z.number().positive(),
  columns: z.number().int(),
  rows: z.number().int(),
  points: z.array(z.number()),
})
export type Placement = Readonly<z.infer<typeof Placement>>

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
  /** Where the page had to be turned or straightened to be read: all boxes above are those of the upright page. */
  placement: Placement.optional(),
})
export type PageReading = Readonly<z.infer<typeof PageReading>>
