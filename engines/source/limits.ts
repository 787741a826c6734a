import type { Problem } from '../../schemas/problem.ts'

/** Longest text read, in characters: a year's report holds four to fifty thousand; the worst 400,000 take 10 s and 700 MB. */
export const MAX_TEXT_CHARACTERS = 400_000

/** Most lines of a text: a report with a value on every line has about 1,100; the time grows with their square, 10,000 take 5 s. */
export const MAX_TEXT_LINES = 10_000

/** Most characters of one line: a whole report that lost its line breaks has fifty thousand. */
export const MAX_LINE_CHARACTERS = 100_000

/** Most tabs, pipes or other marks between cells in one line: the widest row of the forms has 15 cells. */
export const MAX_LINE_CELLS = 1_000

/** Most combining marks in a row: more than 30 stand behind no letter of any script (Unicode Annex 15, stream-safe text). */
export const MAX_COMBINING_MARKS = 30

/** Pages read of a PDF unless the caller says otherwise; reports have 4 to 40. */
export const DEFAULT_MAX_PAGES = 500

/** Pages that may fail in one document, by how, before the rest is left unread: 500 pages that each hang would take hours. */
export const PATIENCE: Readonly<Partial<Record<Problem['code'], number>>> = { 'page-timeout': 2, 'page-failed': 20 }
