// Text dumps: how they are split into lines and cells.

/** Share of piped lines without a closing pipe from which pipes count as separators. Real dumps have 0 or nearly 1. */
export const SEPARATOR_SHARE = 0.3

/** Share of piped lines beginning with a pipe from which that pipe is a frame. Markdown has 1, others up to about half. */
export const FRAMED_SHARE = 0.9

/** Most cells of an HTML table, spans counted; a span of 1,000 by 1,000 is somebody's joke. */
export const MARKUP_CELLS = 200_000

/** Figures of a dump with every digit twice, as many and as large a share of all, from which its letters were drawn twice. */
export const DOUBLED = { figures: 6, share: 0.6 } as const

/** Rows with figures, of so many cells at least, from which a comma or semicolon parts cells; a table has twenty. */
export const SEPARATED = { rows: 6, cells: 4 } as const

/** Lines with a number in front, as many and as large a share, each so much higher at most than the last, that a tool counted. */
export const NUMBERED = { lines: 20, share: 0.85, step: 6 } as const
