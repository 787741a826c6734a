import { type Aliases, agencyOf } from './aliases.ts'
import type { Neighbours } from './carry.ts'
import { type Comparison, compareCarried } from './compare.ts'
import type { CarryFigures } from './figures.ts'

/** Two years of an agency, one after the other, column by column of the requests table. */
export type ComparedPair = {
  readonly earlier: CarryFigures
  readonly later: CarryFigures
  readonly columns: readonly (Comparison & { readonly column: string })[]
}

/** An agency's reports in time. `organization` is its name as last printed. */
export type AgencyYears = {
  readonly agency: string
  readonly organization: string
  readonly years: readonly number[]
  readonly pairs: readonly ComparedPair[]
  /** Years that follow each other among the reports but not in time: nothing between them can be compared. */
  readonly gaps: readonly (readonly [number, number])[]
  /** Years with several reports; the first speaks for the year. */
  readonly several: readonly (readonly CarryFigures[])[]
  /** Years with more reports than one agency files: they are not compared. */
  readonly crowded: readonly number[]
}

/**
 * Reports of one year under one name beyond which it is no agency's name: a filing, its scan, its dump and a correction
 * or two are one agency's, dozens are those of offices that leave their place out (水务局).
 */
export const MOST_OF_A_YEAR = 12

/**
 * Of several reports of an agency and year, in order of preference: fewest fields in review first, since such a one is
 * the better reading, then by content hash, so that every machine chooses alike.
 */
export function preferred(reports: readonly CarryFigures[]): CarryFigures[] {
  const order = (a: CarryFigures, b: CarryFigures) =>
    a.review - b.review || compareText(a.source.sha256, b.source.sha256) || compareText(a.source.name, b.source.name)
  return [...reports].sort(order)
}

/** The reports that speak for the years around `year` among those of one agency; nobody for a crowded year. */
export function neighboursOf(year: number, reports: readonly CarryFigures[]): Neighbours {
  const speaking = (of: number) => speakerOf(reports.filter((report) => report.year === of))
  return { previous: speaking(year - 1), next: speaking(year + 1) }
}

function speakerOf(reports: readonly CarryFigures[]): CarryFigures | undefined {
  return reports.length > MOST_OF_A_YEAR ? undefined : preferred(reports)[0]
}

/** Reports by agency, aliases applied, agencies in order. */
export function groupByAgency(
  reports: readonly CarryFigures[],
  aliases: Aliases,
): ReadonlyMap<string, readonly CarryFigures[]> {
  const groups = Map.groupBy(reports, ({ agency }) => agencyOf(agency, aliases))
  return new Map([...groups].sort(([a], [b]) => compareText(a, b)))
}

/** What can be compared across the years of every agency, and what cannot. */
export function listYears(reports: readonly CarryFigures[], aliases: Aliases): AgencyYears[] {
  return [...groupByAgency(reports, aliases)].map(([agency, own]) => {
    const byYear = [...Map.groupBy(own, ({ year }) => year)].sort(([a], [b]) => a - b)
    const speakers = byYear.flatMap(([, reports]) => speakerOf(reports) ?? [])
    const steps = speakers.slice(1).map((later, index) => ({ earlier: speakers[index]!, later }))
    return {
      agency,
      organization: preferred(byYear.at(-1)![1])[0]!.organization,
      years: byYear.map(([year]) => year),
      pairs: steps.filter(isAdjoining).map(({ earlier, later }) => comparePair(earlier, later)),
      gaps: steps.filter((step) => !isAdjoining(step)).map(({ earlier, later }) => [earlier.year, later.year] as const),
      several: byYear.filter(([, { length }]) => length > 1 && length <= MOST_OF_A_YEAR).map(([, of]) => preferred(of)),
      crowded: byYear.filter(([, { length }]) => length > MOST_OF_A_YEAR).map(([year]) => year),
    }
  })
}

function isAdjoining({ earlier, later }: { readonly earlier: CarryFigures; readonly later: CarryFigures }): boolean {
  return later.year === earlier.year + 1
}

function comparePair(earlier: CarryFigures, later: CarryFigures): ComparedPair {
  const columns = Object.keys({ ...earlier.carriedOver, ...later.carriedIn })
  return {
    earlier,
    later,
    columns: columns.map((column) => ({
      column,
      ...compareCarried(earlier.carriedOver[column], later.carriedIn[column]),
    })),
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
