import { COMPARISON_FORMAT, type Comparison } from '../../schemas/comparison.ts'
import type { Report } from '../../schemas/report.ts'
import type { Aliases } from '../years/aliases.ts'
import { changesBetween } from './changes.ts'
import { contradictionsBetween } from './contradictions.ts'
import { compareReadings } from './readings.ts'
import { partyOf, relate } from './relate.ts'

export type CompareOptions = {
  /** Other names of agencies, resolved. */
  readonly aliases?: Aliases
  /** What the reports are to each other, where a person knows better. */
  readonly as?: 'readings' | 'years'
}

/**
 * Compares two reports: as two readings of one document, or as two years of one agency, the earlier one first. It finds
 * out which by the file's hash, the agency and the year; reports that have nothing to do with each other are compared as
 * readings. Pure: the same reports give the same comparison.
 */
export function compareReports(first: Report, second: Report, options: CompareOptions = {}): Comparison {
  const { relation, related, agencies, compared, swapped, doubtful } = relate(
    first,
    second,
    options.aliases ?? new Map(),
    options.as,
  )
  const [a, b] = swapped ? [second, first] : [first, second]
  const told = swapped ? doubtful.map(otherSide).sort() : doubtful
  const head = { format: COMPARISON_FORMAT, relation, related, agencies, doubtful: told, swapped } as const
  const parties = { a: partyOf(a), b: partyOf(b) }
  if (compared === 'readings') return { ...head, ...parties, compared, readings: compareReadings(a, b) }
  const adjoining = parties.a.year !== null && parties.b.year === parties.a.year + 1
  const { changes, unchanged, notation, onlyA, onlyB } = changesBetween(a, b)
  const contradicting = adjoining ? contradictionsBetween(a, b) : { contradictions: [], agreeing: 0, notAssessable: 0 }
  return {
    ...head,
    ...parties,
    compared,
    years: {
      adjoining,
      unchanged,
      notation,
      changes,
      onlyA,
      onlyB,
      ...contradicting,
    },
  }
}

/** Whether a comparison found what somebody may want to stop for: another reading, or years that contradict each other. */
export function differs(comparison: Comparison): boolean {
  return comparison.compared === 'readings' ? !comparison.readings.same : comparison.years.contradictions.length > 0
}

function otherSide(place: string): string {
  return (place.startsWith('a.') ? 'b' : 'a') + place.slice(1)
}
