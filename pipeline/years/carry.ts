import type { Check, Report } from '../../schemas/report.ts'
import { type Comparison, compareCarried } from './compare.ts'
import { type CarryFigures, carryFigures } from './figures.ts'

/** What the reports of the year before and the year after tell, where there are any. */
export type Neighbours = {
  readonly previous?: CarryFigures | undefined
  readonly next?: CarryFigures | undefined
}

const PREFIX = 'carry.'
const RULES = {
  previous: 'carriedOver of the year before = carriedIn',
  next: 'carriedOver = carriedIn of the year after',
} as const

/**
 * The report with its checks against the neighbours given, and no others: what earlier ones left is taken out first, so
 * the same neighbours give the same report whatever happened before. They stand behind all other checks, the year
 * before first, columns in the report's order. Nothing else of the report changes.
 */
export function withCarryChecks(report: Report, { previous, next }: Neighbours): Report {
  const kept = report.checks.filter(({ id }) => !id.startsWith(PREFIX))
  const own = carryFigures(report)
  if ('leftOut' in own) return { ...report, checks: kept }
  return {
    ...report,
    checks: [
      ...kept,
      ...(previous ? checksWith(own, previous, 'previous') : []),
      ...(next ? checksWith(own, next, 'next') : []),
    ],
  }
}

function checksWith(own: CarryFigures, other: CarryFigures, side: keyof Neighbours): Check[] {
  const [row, mine, theirs] =
    side === 'previous'
      ? (['carriedIn', own.carriedIn, other.carriedOver] as const)
      : (['carriedOver', own.carriedOver, other.carriedIn] as const)
  return Object.keys(mine).map((column): Check => {
    const compared =
      side === 'previous' ? compareCarried(theirs[column], mine[column]) : compareCarried(mine[column], theirs[column])
    const field = `requests.${row}.${column}`
    const { outcome, left, right, verdict, suspect } = compared
    const suspects = suspect === SIDES[side].mine ? [field] : []
    return {
      id: `${PREFIX}${side}.${column}`,
      rule: RULES[side],
      outcome,
      fields: [field],
      left,
      right,
      ...(verdict === undefined ? {} : { verdict }),
      ...(suspects.length === 0 ? {} : { suspects }),
      message: messageOf(compared, side, field, other),
    }
  })
}

/** Which side of the comparison is this report's, and which the neighbour's. */
const SIDES = {
  previous: { mine: 'in', theirs: 'over' },
  next: { mine: 'over', theirs: 'in' },
} as const

function messageOf(compared: Comparison, side: keyof Neighbours, field: string, other: CarryFigures): string {
  const { outcome, left, right, suspect, lost } = compared
  const neighbour = `${other.year} (${other.source.name})`
  if (outcome === 'pass') return `${left} = ${right}; ${neighbour}`
  if (outcome === 'fail') {
    const theirs = side === 'previous' ? `carried over ${left}` : `carried in ${right}`
    const doubt =
      suspect === undefined ? '' : `; suspect: ${suspect === SIDES[side].mine ? field : `the figure of ${other.year}`}`
    return `${left} ≠ ${right}; ${neighbour} ${theirs}${doubt}`
  }
  if (lost === SIDES[side].mine || lost === 'both') return `${field} has no figure to compare with ${neighbour}`
  if (lost !== undefined) return `${neighbour} has no figure to compare with`
  return left === null && right === null ? `blank here and in ${neighbour}` : blankAgainst(compared, side, neighbour)
}

function blankAgainst({ left, right }: Comparison, side: keyof Neighbours, neighbour: string): string {
  const mine = side === 'previous' ? right : left
  return mine === null ? `blank here, and ${left ?? right} in ${neighbour}` : `${mine} here, and blank in ${neighbour}`
}
