import type { Contradiction, YearsCompared } from '../../schemas/comparison.ts'
import type { Field, Report } from '../../schemas/report.ts'
import { parseValue } from '../read/value.ts'
import { normalizeAgency } from '../years/agency.ts'
import { type Comparison, compareCarried } from '../years/compare.ts'
import { type CarriedFigure, carryFigures } from '../years/figures.ts'

export type Contradictions = Pick<YearsCompared, 'contradictions' | 'agreeing' | 'notAssessable'>

type Found = { readonly kind: Contradiction['kind']; readonly a: string[]; readonly b: string[] } & Pick<
  Comparison,
  'outcome' | 'left' | 'right' | 'verdict' | 'suspect'
>

/**
 * Where a year contradicts the year right before it: the requests that are carried over, and what the tables with a
 * column for the previous year say of it, whose figure and change make the figure that the later report starts from.
 */
export function contradictionsBetween(a: Report, b: Report): Contradictions {
  const found = [...carried(a, b), ...previousYears(a, b)]
  return {
    contradictions: found.flatMap(contradictionOf),
    agreeing: found.filter(({ outcome }) => outcome === 'pass').length,
    notAssessable: found.filter(({ outcome }) => outcome === 'not-assessable').length,
  }
}

function contradictionOf({ outcome, kind, a, b, left, right, verdict = 'unknown', suspect }: Found): Contradiction[] {
  if (outcome !== 'fail' || left === null || right === null) return []
  const side = suspect === undefined ? {} : { suspect: suspect === 'over' ? ('a' as const) : ('b' as const) }
  return [{ kind, a, b, left, right, verdict, ...side }]
}

function carried(a: Report, b: Report): Found[] {
  const [earlier, later] = [carryFigures(known(a)), carryFigures(known(b))]
  if ('leftOut' in earlier || 'leftOut' in later) return []
  return Object.keys({ ...earlier.carriedOver, ...later.carriedIn }).map((column) => ({
    kind: 'carried',
    a: [`requests.carriedOver.${column}`],
    b: [`requests.carriedIn.${column}`],
    ...compareCarried(earlier.carriedOver[column], later.carriedIn[column]),
  }))
}

/** The report as one whose agency and year are beyond doubt: whoever compares two reports has settled whose they are. */
function known(report: Report): Report {
  const { 'document.organization': organization, 'document.year': year } = report.fields
  if (!organization || !year) return report
  const named = normalizeAgency(`${organization.value ?? ''}`) === '' ? { value: '某机构' } : {}
  const facts = {
    'document.organization': { ...organization, ...named, review: false },
    'document.year': { ...year, review: false },
  }
  return { ...report, fields: { ...report.fields, ...facts } }
}

const PREVIOUS = '.previousYear'

function previousYears(a: Report, b: Report): Found[] {
  const rows = Object.keys(b.fields).filter((id) => id.endsWith(PREVIOUS))
  return rows.flatMap((id): Found[] => {
    const changeId = `${id.slice(0, -PREVIOUS.length)}.change`
    const [before, change, after] = [a.fields[id], a.fields[changeId], b.fields[id]]
    if (!before || !change || !after) return []
    const compared = compareCarried(sumOf(figureOf(before), figureOf(change)), figureOf(after))
    return [{ kind: 'previousYear', a: [id, changeId], b: [id], ...compared }]
  })
}

/** A sum of two figures; only of figures: a blank beside one could mean anything here. */
function sumOf(a: CarriedFigure, b: CarriedFigure): CarriedFigure | undefined {
  if (typeof a.value !== 'number' || typeof b.value !== 'number') return undefined
  const [first, second] = [a.value, b.value]
  const others = [...a.others.map((other) => other + second), ...b.others.map((other) => first + other)]
  return { value: first + second, state: 'number', doubtful: a.doubtful || b.doubtful, others }
}

function figureOf({ value, state, review, reasons, candidates, suggestion, readings }: Field): CarriedFigure {
  const heard = readings.map(({ raw }) => parseValue(raw).value)
  const others = [...(candidates ?? []), suggestion, ...heard].filter((other) => typeof other === 'number')
  return { value, state, doubtful: review && reasons.some((reason) => reason !== 'check-failed'), others }
}
