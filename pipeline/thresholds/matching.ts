// Form matching and stitching.

/** Longest section heading in characters; the official ones have at most 28, agencies add a few. */
export const HEADING_LENGTH = 45

/** Least similarity of a heading to an official title; one wrong character in ten still passes. */
export const HEADING_SIMILARITY = 0.78

/** How many trailing label texts are run together when a label may be spread over lines. The longest took four. */
export const LABEL_PARTS = 5

/** Least similarity at which a text may be a row's label at all; two of three characters survive a bad OCR dump. */
export const LABEL_SIMILARITY = 0.5

/** Similarity from which a label counts as read; below it the row goes to review. */
export const LABEL_SURE = 0.8

/** Posterior of a record's row from which the row is certain. */
export const ROW_SURE = 0.98

/** Least similarity of a header text to a column label. */
export const HEADER_SIMILARITY = 0.72
/** A garbled header cell speaks against the usual column when it is this much like another's label, and this much more. */
export const GARBLED_HEADER = { alike: 0.5, apart: 0.25 } as const

/** A header's text that is a column of somebody else's: less like all of the table's words than this, and no sentence. */
export const STRANGE_HEADER = { alike: 0.5, longest: 12 } as const

/** Blank cells behind a dump's rows are its habit where this share of a table's rows has as many, and as many rows. */
export const FILLERS = { share: 0.8, leastRows: 3 } as const

/** Most placements of a row's cells that are weighed; C(15, 3) = 455 holes in the disputes row. */
export const MOST_PLACEMENTS = 500

/** Most combinations of rows' placements that are tried together; a dump with a few damaged rows has some dozens. */
export const MOST_COMBINATIONS = 2000

/** Dumps laid out with spaces. Shares of the narrowest distance between two columns' centres. */
export const ALIGNMENT = {
  /** How far a column's figures may be apart from row to row; figures of one to six digits are centred or flush. */
  spread: 0.6,
  /** How far a value may stand from its column; a line that shifts by half a column must not pass. */
  reach: 0.3,
  /** How far values may stand from the middle of their column's label. */
  header: 0.4,
  /** Share of the gaps between values that must be wider than one space. */
  apart: 0.9,
  /** Rows that must all fit, so that chance does not pass for layout. */
  leastRows: 2,
} as const

/**
 * What speaks against how a dump's whole table was laid out: so many rows with figures of which none adds up, so many
 * columns (an agency's own slip is one, or two where a total repeats it, and other sums hold), so many rows in which cells ran together,
 * so many rows that lack a cell.
 */
export const UNSOUND = { rows: 2, columns: 2, together: 2, lacking: 2 } as const

/** How far the column edges of a table's parts may differ between pages, in points; printers and scanners shift by less. */
export const STITCH_EDGE = 4
