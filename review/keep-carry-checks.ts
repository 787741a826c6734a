import { carryFigures } from '../pipeline/years/figures.ts'
import type { Report } from '../schemas/report.ts'

/**
 * A report that was made again with the checks against its neighbours in time that it had before, where they still hold:
 * it says the same of its agency, its year and what it carries in and over. Others are made when it is compared again.
 */
export function keepCarryChecks(report: Report, before: Report | null): Report {
  const checks = (before?.checks ?? []).filter(({ id }) => id.startsWith('carry.'))
  if (!before || checks.length === 0 || carried(report) !== carried(before)) return report
  return { ...report, checks: [...report.checks, ...checks] }
}

function carried(report: Report): string {
  const figures = carryFigures(report)
  if ('leftOut' in figures) return JSON.stringify(figures)
  const { agency, year, carriedIn, carriedOver } = figures
  return JSON.stringify({ agency, year, carriedIn, carriedOver })
}
