import type { Problem } from '../../schemas/problem.ts'

/** Longest text read, in characters: a year's report holds ten to fifty thousand, and a million take 15 s. */
export const MAX_TEXT_CHARACTERS = 1_000_000

/** Pages read of a PDF unless the caller says otherwise; reports have 4 to 40. */
export const DEFAULT_MAX_PAGES = 500

/** Pages that may fail in one document, by how, before the rest is left unread: 500 pages that each hang would take hours. */
export const PATIENCE: Readonly<Partial<Record<Problem['code'], number>>> = { 'page-timeout': 2, 'page-failed': 20 }
