import type { CarryFigures } from '../../pipeline/years/figures.ts'
import type { AgencyYears, ComparedPair } from '../../pipeline/years/listing.ts'
import type { YearsFound } from './render.ts'

/** The findings as one JSON object, nianbao/years@1. Columns that agree are counted, the others listed. */
export function yearsJson({ agencies, leftOut }: YearsFound): string {
  const told = { format: 'nianbao/years@1', agencies: agencies.map(agencyJson), leftOut }
  return `${JSON.stringify(told, null, 2)}\n`
}

function agencyJson({ agency, organization, years, pairs, gaps, several, crowded }: AgencyYears) {
  return {
    agency,
    organization,
    years,
    pairs: pairs.map(pairJson),
    gaps,
    several: several.map(([first, ...others]) => ({ year: first!.year, compared: of(first!), others: others.map(of) })),
    crowded,
  }
}

function pairJson({ earlier, later, columns }: ComparedPair) {
  return {
    years: [earlier.year, later.year],
    earlier: of(earlier),
    later: of(later),
    passed: columns.filter(({ outcome }) => outcome === 'pass').length,
    findings: columns.filter(({ outcome }) => outcome !== 'pass'),
  }
}

function of({ source }: CarryFigures) {
  return source
}
