import type { Report } from '../../schemas/report.ts'

/** What the subject of a table's mark points at: a page's grid, from the top, or lines of a text dump, both included. */
export type MarkedPlace =
  | { readonly kind: 'grid'; readonly page: number; readonly index: number }
  | { readonly kind: 'lines'; readonly from: number; readonly to: number }

/**
 * The subject (`table:PAGE:INDEX`) under which a person marks a report's table, `at` in its tables: the how-manieth of
 * its first page it is from the top. Null for tables without a place on a page: in a text dump it is lines that are marked.
 */
export function tableSubject({ tables }: Pick<Report, 'tables'>, at: number): string | null {
  const page = tables[at]?.page
  if (page === undefined) return null
  const above = tables.slice(0, at).filter(({ pages }) => pages?.includes(page)).length
  return gridSubject(page, above)
}

/** The subject of a page's grid: `page` from 1, `index` from 0 at the top. */
export function gridSubject(page: number, index: number): string {
  return `table:${page}:${index}`
}

/** The subject (`table:lines:FROM-TO`) of lines of a text dump, both from 1 and included. */
export function lineSubject(from: number, to: number): string {
  return `table:lines:${from}-${to}`
}

/** What a subject points at; null where it is no table's, or none that can be. */
export function markedPlace(subject: string): MarkedPlace | null {
  const grid = /^table:(\d{1,6}):(\d{1,6})$/u.exec(subject)
  if (grid) return { kind: 'grid', page: Number(grid[1]), index: Number(grid[2]) }
  const lines = /^table:lines:(\d{1,7})-(\d{1,7})$/u.exec(subject)
  if (!lines) return null
  const [from, to] = [Number(lines[1]), Number(lines[2])]
  return from >= 1 && from <= to ? { kind: 'lines', from, to } : null
}
