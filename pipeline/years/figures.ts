import type { Field, Report, State } from '../../schemas/report.ts'
import { parseValue } from '../read/value.ts'
import { normalizeAgency } from './agency.ts'

/** A figure of the requests table that one year hands to another. */
export type CarriedFigure = {
  readonly value: number | string | null
  readonly state: State
  /** In review, and not only because the agency's own sums are wrong: the reading itself may be. */
  readonly doubtful: boolean
  /** Other figures it may be: candidates, the sums' suggestion, what another reader saw. */
  readonly others: readonly number[]
}

/** What a report tells its neighbours in time. */
export type CarryFigures = {
  /** Normalized; aliases are not applied. */
  readonly agency: string
  /** As printed. */
  readonly organization: string
  readonly year: number
  readonly source: { readonly name: string; readonly sha256: string }
  /** Fields in review: of several reports of a year, the one with the fewest speaks for it. */
  readonly review: number
  /** By column of the requests table, in the report's order. */
  readonly carriedIn: Readonly<Record<string, CarriedFigure>>
  readonly carriedOver: Readonly<Record<string, CarriedFigure>>
}

/** Why a report takes no part in comparisons between years. */
export type LeftOut = { readonly leftOut: string }

/** The figures that a report carries in and over, by agency and year; left out where these are in doubt or it has none. */
export function carryFigures(report: Report): CarryFigures | LeftOut {
  const organization = settled(report, 'document.organization')
  if (typeof organization !== 'string') return { leftOut: doubt(report, 'document.organization', 'agency') }
  const year = settled(report, 'document.year')
  if (typeof year !== 'number') return { leftOut: doubt(report, 'document.year', 'year') }
  const agency = normalizeAgency(organization)
  if (agency === '') return { leftOut: 'its agency’s name holds no letters' }
  const carriedIn = figuresOf(report, 'requests.carriedIn.')
  const carriedOver = figuresOf(report, 'requests.carriedOver.')
  if (Object.keys(carriedIn).length + Object.keys(carriedOver).length === 0) {
    return { leftOut: 'it has no table of requests' }
  }
  const { name, sha256 } = report.source
  return {
    agency,
    organization,
    year,
    source: { name, sha256 },
    review: report.review.fields.length,
    carriedIn,
    carriedOver,
  }
}

function settled(report: Report, id: string): Field['value'] {
  const field = report.fields[id]
  return field && !field.review ? field.value : null
}

function doubt(report: Report, id: string, what: string): string {
  const field = report.fields[id]
  return field && field.value !== null ? `its ${what} is in review` : `it names no ${what}`
}

function figuresOf(report: Report, start: string): Record<string, CarriedFigure> {
  const found = Object.entries(report.fields).filter(([id]) => id.startsWith(start))
  return Object.fromEntries(found.map(([id, field]) => [id.slice(start.length), figureOf(report, id, field as Field)]))
}

function figureOf(report: Report, id: string, field: Field): CarriedFigure {
  const { value, state } = field
  const heard = field.readings.map(({ raw }) => parseValue(raw).value)
  const all = [...(field.candidates ?? []), field.suggestion, ...heard]
  const others = all.filter((other): other is number => typeof other === 'number' && other !== value)
  return { value, state, doubtful: isDoubtful(report, id, field), others: [...new Set(others)] }
}

/** A field that nothing but the agency's own wrong sums put in review was read beyond doubt. */
function isDoubtful({ checks }: Report, id: string, { review, reasons }: Field): boolean {
  if (!review || !reasons.every((reason) => reason === 'check-failed')) return review
  const accusing = checks.filter(({ outcome, suspects }) => outcome === 'fail' && suspects?.includes(id))
  return accusing.length === 0 || accusing.some(({ verdict }) => verdict !== 'source')
}
