import { PROBLEMS } from '../../schemas/problem.ts'
import { Report } from '../../schemas/report.ts'
import { STATISTICS_FORMAT, type Statistics } from '../../schemas/statistics.ts'
import { normalizeAgency } from '../years/agency.ts'
import { type Aliases, agencyOf } from '../years/aliases.ts'
import { bounded } from './bounded.ts'
import { checkTally } from './checks.ts'
import { fieldTally } from './fields.ts'
import { type GroupTally, groupTally, type Share } from './group.ts'

export type StatisticsOptions = {
  /** Other names of agencies, resolved. */
  readonly aliases?: Aliases
  /** Agencies that are told apart, 20,000 where it is left out; those that come later are counted together. */
  readonly mostAgencies?: number
}

/** Statistics that grow report by report and keep none of them. */
export type StatisticsCollector = { add(report: Report): void; result(): Statistics }

const MOST_AGENCIES = 20_000
/** Years, forms and versions that are told apart: far more than there are, so that damage costs no memory. */
const MOST_OTHERS = 500
/** Closed lists. */
const KINDS = Report.shape.source.shape.kind.options.length
const CODES = Object.keys(PROBLEMS).length

/**
 * Counts reports by year, form, kind of source and agency, their fields and their checks. Memory does not grow with the
 * number of reports; the result can be asked for at any time.
 */
export function collectStatistics(options: StatisticsOptions = {}): StatisticsCollector {
  const all = groupTally()
  const years = bounded<number | null, GroupTally>(MOST_OTHERS, groupTally)
  const forms = bounded<string | null, GroupTally>(MOST_OTHERS, groupTally)
  const kinds = bounded<Report['source']['kind'], GroupTally>(KINDS, groupTally)
  const agencies = bounded<string, AgencyTally>(options.mostAgencies ?? MOST_AGENCIES, agencyTally)
  const problems = bounded<string, { times: number; reports: number }>(CODES, () => ({ times: 0, reports: 0 }))
  const readers = bounded<string, { reports: number }>(MOST_OTHERS, () => ({ reports: 0 }))
  const checks = checkTally()
  const fields = fieldTally()
  let unknown = 0
  let none = 0
  return {
    add(report) {
      const share = shareOf(report)
      const year = printed(report, 'document.year')
      const organization = printed(report, 'document.organization')
      const aboutYear = typeof year === 'number' ? year : null
      for (const group of [all, years.of(aboutYear), forms.of(report.document.form), kinds.of(report.source.kind)]) {
        group.add(share)
      }
      if (report.document.kind === 'unknown') unknown++
      const name = typeof organization === 'string' ? normalizeAgency(organization) : ''
      if (name === '') none++
      else agencies.of(agencyOf(name, options.aliases ?? new Map())).add(`${organization}`, aboutYear, share)
      for (const [code, own] of Map.groupBy(report.problems, (problem) => problem.code)) {
        const tally = problems.of(code)
        tally.times += own.length
        tally.reports++
      }
      readers.of(report.reader).reports++
      checks.add(report)
      fields.add(report)
    },
    result: () => ({
      format: STATISTICS_FORMAT,
      all: all.group(),
      unknown,
      years: groups(years.entries).sort((a, b) => (a.key ?? Infinity) - (b.key ?? Infinity)),
      forms: groups(forms.entries).sort((a, b) => compareText(a.key ?? '\uffff', b.key ?? '\uffff')),
      kinds: groups(kinds.entries).sort(byReports),
      agencies: {
        list: [...agencies.entries.values()].map((tally) => tally.agency()).sort(byReports),
        rest: agencies.rest.group(),
        none,
      },
      ...fields.result(),
      checks: checks.result(),
      problems: [...problems.entries].map(([code, tally]) => ({ code, ...tally })).sort((a, b) => b.times - a.times),
      unlisted: {
        years: years.rest.group().reports,
        forms: forms.rest.group().reports,
        readers: readers.rest.reports,
      },
      readers: [...readers.entries].map(([reader, tally]) => ({ reader, ...tally })).sort(byReports),
    }),
  }
}

/** The statistics of reports at hand; `collectStatistics` takes them one by one. */
export function statisticsOf(reports: Iterable<Report>, options: StatisticsOptions = {}): Statistics {
  const collector = collectStatistics(options)
  for (const report of reports) collector.add(report)
  return collector.result()
}

function shareOf({ fields, review, checks }: Report): Share {
  const all = Object.values(fields)
  return {
    needsReview: review.needed,
    fields: all.length,
    review: all.filter((field) => field.review).length,
    corrected: all.filter((field) => field.corrected).length,
    confidence: all.reduce((sum, field) => sum + field.confidence, 0),
    failing: checks.filter(({ outcome }) => outcome === 'fail').length,
  }
}

function printed({ fields }: Report, id: string): number | string | null {
  return fields[id]?.value ?? null
}

type AgencyTally = {
  add(organization: string, year: number | null, share: Share): void
  group: GroupTally['group']
  agency(): Statistics['agencies']['list'][number]
}

function agencyTally(): AgencyTally {
  const tally = groupTally()
  let key = ''
  let firstYear: number | null = null
  let lastYear: number | null = null
  return {
    add(organization, year, share) {
      // The name of its latest report: agencies are renamed.
      if (key === '' || (year ?? 0) >= (lastYear ?? 0)) key = organization
      if (year !== null) {
        firstYear = Math.min(firstYear ?? year, year)
        lastYear = Math.max(lastYear ?? year, year)
      }
      tally.add(share)
    },
    group: tally.group,
    agency: () => ({ key, ...tally.group(), firstYear, lastYear }),
  }
}

function groups<Key>(entries: ReadonlyMap<Key, GroupTally>) {
  return [...entries].map(([key, tally]) => ({ key, ...tally.group() }))
}

function byReports(a: { readonly reports: number }, b: { readonly reports: number }): number {
  return b.reports - a.reports
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
