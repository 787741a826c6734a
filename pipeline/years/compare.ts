import type { Check } from '../../schemas/report.ts'
import type { CarriedFigure } from './figures.ts'

/** What comes of two figures that should be one: what a year carries over and the next carries in. */
export type Comparison = {
  readonly outcome: Check['outcome']
  readonly left: number | null
  readonly right: number | null
  /** Of a failure: who is to blame. */
  readonly verdict?: NonNullable<Check['verdict']>
  /** Of a failure that a doubtful reading explains: which of the two may be misread. */
  readonly suspect?: 'over' | 'in'
  /** Where nothing can be compared: which of the two has no figure. */
  readonly lost?: 'over' | 'in' | 'both'
}

/**
 * Compares what a year carries over with what the next carries in. A blank or dash counts as 0 where the other side
 * prints 0; against another figure, or another blank, it says nothing. Missing and unreadable figures forbid a verdict.
 * A failure is the source's own where both were read beyond doubt; `reading` where one in doubt may also be the other.
 */
export function compareCarried(over: CarriedFigure | undefined, into: CarriedFigure | undefined): Comparison {
  const left = numberOf(over)
  const right = numberOf(into)
  const unknown = { left: left ?? null, right: right ?? null, outcome: 'not-assessable' } as const
  if (left === undefined || right === undefined) {
    const lost = left === undefined ? (right === undefined ? 'both' : 'over') : 'in'
    return { ...unknown, lost }
  }
  if (left === null || right === null) {
    if (left !== 0 && right !== 0) return unknown
    return { outcome: 'pass', left: 0, right: 0 }
  }
  if (Math.abs(left - right) < 1e-6) return { outcome: 'pass', left, right }
  const failed = { outcome: 'fail', left, right } as const
  if (!over!.doubtful && !into!.doubtful) return { ...failed, verdict: 'source' }
  const may = (figure: CarriedFigure, be: number) => figure.doubtful && figure.others.includes(be)
  const [overMay, inMay] = [may(over!, right), may(into!, left)]
  if (overMay === inMay) return { ...failed, verdict: overMay ? 'reading' : 'unknown' }
  return { ...failed, verdict: 'reading', suspect: overMay ? 'over' : 'in' }
}

/** Undefined where there is nothing to calculate with, null for a blank or dash. */
function numberOf(figure: CarriedFigure | undefined): number | null | undefined {
  if (figure?.state === 'blank' || figure?.state === 'dash') return null
  return typeof figure?.value === 'number' ? figure.value : undefined
}
