import type { Comparison, Party, RelationName } from '../../schemas/comparison.ts'
import type { Field, Report } from '../../schemas/report.ts'
import { normalizeAgency } from '../years/agency.ts'
import { type Aliases, agencyOf } from '../years/aliases.ts'

/** What two reports have to do with each other; see `RelationName`. `swapped`: the second is of the earlier year. */
export type Relation = {
  readonly relation: RelationName
  readonly related: boolean
  readonly agencies: Comparison['agencies']
  readonly compared: 'readings' | 'years'
  readonly swapped: boolean
  /** What decided and is in review, such as `a.document.year`, in the order in which the reports were given. */
  readonly doubtful: string[]
}

const ORGANIZATION = 'document.organization'
const YEAR = 'document.year'

/**
 * Finds out how two reports belong together: one file's hash makes them readings of one document whatever they say of
 * themselves, one agency and year too, one agency and two years make them years. `as` overrules it: a misread agency
 * hides what a person knows. Years of two agencies stay unrelated all the same: their differences are no changes.
 */
export function relate(a: Report, b: Report, aliases: Aliases, as?: 'readings' | 'years'): Relation {
  const [yearA, yearB] = [printed(a, YEAR), printed(b, YEAR)]
  const swapped = typeof yearA === 'number' && typeof yearB === 'number' && yearB < yearA
  const [agencyA, agencyB] = [agency(a, aliases), agency(b, aliases)]
  const agencies = agencyA === '' || agencyB === '' ? 'unknown' : agencyA === agencyB ? 'same' : 'other'
  const readings = { related: true, agencies, compared: 'readings', swapped: false } as const
  if (as === 'readings') return { ...readings, relation: 'told', doubtful: [] }
  if (as === 'years') {
    return { relation: 'told', related: agencies !== 'other', agencies, compared: 'years', swapped, doubtful: [] }
  }
  if (a.source.sha256 !== '' && a.source.sha256 === b.source.sha256) {
    return { ...readings, relation: 'same-source', doubtful: [] }
  }
  const doubtful = doubts({ a, b })
  if (agencies === 'unknown' || yearA === null || yearB === null) {
    return { ...readings, relation: 'unknown', related: false, doubtful }
  }
  if (agencies === 'other') return { ...readings, relation: 'other-agency', related: false, doubtful }
  if (yearA === yearB) return { ...readings, relation: 'same-filing', doubtful }
  return { relation: 'same-agency', related: true, agencies, compared: 'years', swapped, doubtful }
}

/** As much of a report as says which it is. */
export function partyOf(report: Report): Party {
  const { source, reader, document, fields, review } = report
  const [organization, year] = [printed(report, ORGANIZATION), printed(report, YEAR)]
  return {
    name: source.name,
    sha256: source.sha256,
    kind: source.kind,
    reader,
    title: document.title,
    form: document.form,
    organization: typeof organization === 'string' ? organization : null,
    year: typeof year === 'number' ? year : null,
    fields: Object.keys(fields).length,
    review: review.fields.length,
  }
}

function agency(report: Report, aliases: Aliases): string {
  const name = printed(report, ORGANIZATION)
  return typeof name === 'string' ? agencyOf(normalizeAgency(name), aliases) : ''
}

function printed({ fields }: Report, id: string): Field['value'] {
  return fields[id]?.value ?? null
}

function doubts(reports: Readonly<Record<string, Report>>): string[] {
  return Object.entries(reports).flatMap(([side, { fields }]) =>
    [ORGANIZATION, YEAR].filter((id) => fields[id]?.review).map((id) => `${side}.${id}`),
  )
}
