import type { Report } from '../../schemas/report.ts'

/**
 * The subject (`table:PAGE:INDEX`) under which a person marks a report's table, `at` in its tables: the how-manieth of
 * its first page it is from the top. Null for tables of text dumps, which stand nowhere.
 */
export function tableSubject({ tables }: Pick<Report, 'tables'>, at: number): string | null {
  const page = tables[at]?.page
  if (page === undefined) return null
  const above = tables.slice(0, at).filter(({ pages }) => pages?.includes(page)).length
  return `table:${page}:${above}`
}
