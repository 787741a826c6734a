import type { Form } from '../../schemas/form.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import { type Cell, printCells, type Style } from './cells.ts'
import { BUREAUS, PLACES } from './names.ts'
import { drawDisputes, drawProactive, drawRequests, type Scale, type Values } from './numbers.ts'
import type { Random } from './random.ts'

/** What can be asked of an invented report; whatever is left out is drawn. */
export interface Wish {
  readonly form?: '2019' | '2021' | 'mixed'
  readonly year?: number
  readonly scale?: Scale
  readonly style?: Style
  /** Print one sum wrong, as agencies do. */
  readonly agencyError?: boolean
}

/** A figure of the prose, as the prose gives it. */
export interface Stated {
  readonly what: string
  readonly value: number
  readonly unit: string
}

/** An invented report: facts, one printed cell for every field, and the figures that its prose states. */
export interface Report {
  readonly organization: string
  /** How the organisation speaks of itself: 我局, 我办. */
  readonly self: string
  readonly year: number
  readonly form: '2019' | '2021' | 'mixed'
  /** The form of section two, and of section four. */
  readonly proactive: Form
  /** The form of section three; another one in a mixed report. */
  readonly requests: Form
  /** ISO date. */
  readonly signedOn: string
  readonly style: Style
  readonly cells: Readonly<Record<string, Cell>>
  readonly stated: readonly Stated[]
  /** Fields whose printed value the agency itself got wrong. */
  readonly inconsistent: readonly string[]
}

/** Makes an invented report whose numbers agree, except where an agency's error is asked for. */
export function makeReport(random: Random, wish: Wish = {}): Report {
  const form = wish.form ?? random.weighted({ '2019': 5, '2021': 5, mixed: 1 })
  const year = wish.year ?? (form === '2019' ? random.int(2019, 2020) : random.int(2021, 2025))
  const [bureau, self] = random.pick(BUREAUS)
  const proactive = formOf(form === '2019' ? '2019' : '2021')
  const requests = formOf(form === '2021' ? '2021' : '2019')
  const style = wish.style ?? random.weighted({ zeros: 5, blanks: 3, blankBody: 2, dashes: 1, narrow: 2 })
  const scale =
    style === 'narrow'
      ? random.pick(['none', 'few'] as const)
      : (wish.scale ?? random.weighted({ none: 2, few: 4, some: 3, many: 2 }))
  const right: Values = {
    ...drawProactive(proactive, random),
    ...drawRequests(requests, scale, random),
    ...drawDisputes(proactive, scale, random),
  }
  const wrong = wish.agencyError ? misprintSum(right, random) : undefined
  const values = wrong ? { ...right, [wrong.field]: wrong.value } : right
  return {
    organization: random.pick(PLACES) + bureau,
    self,
    year,
    form,
    proactive,
    requests,
    signedOn: `${year + 1}-01-${String(random.int(4, 29)).padStart(2, '0')}`,
    style,
    cells: printCells(values, style, new Set(wrong ? [wrong.field] : []), random),
    stated: drawStated(right, random),
    inconsistent: wrong ? [wrong.field] : [],
  }
}

/** The form of that id that ships with the project. */
export function formOf(id: string): Form {
  const form = FORMS.find((candidate) => candidate.id === id)
  if (!form) throw new Error(`no form ${id}`)
  return form
}

// Only sums that the prose does not repeat, so that the one wrong cell is the only contradiction.
function misprintSum(values: Values, random: Random): { field: string; value: number } {
  const sums = Object.keys(values).filter(
    (id) =>
      /^requests\.(granted|partiallyGranted|refused_\w+|unable_\w+)\.total$/.test(id) ||
      /^requests\.processed\.(naturalPerson|business)$/.test(id),
  )
  const used = sums.filter((id) => (values[id] ?? 0) > 0)
  const field = random.pick(used.length > 0 ? used : sums)
  const value = values[field] ?? 0
  return { field, value: value > 0 && random.chance(0.5) ? value - 1 : value + random.pick([1, 2, 10]) }
}

function drawStated(values: Values, random: Random): Stated[] {
  const field = (id: string): number => values[id] ?? 0
  return [
    { what: 'published.website', value: random.int(40, 4200), unit: '条' },
    { what: 'published.wechat', value: random.int(20, 1900), unit: '条' },
    { what: 'published.weibo', value: random.int(10, 900), unit: '条' },
    { what: 'requests.received', value: field('requests.received.total'), unit: '件' },
    { what: 'requests.carriedIn', value: field('requests.carriedIn.total'), unit: '件' },
    { what: 'requests.processed', value: field('requests.processed.total'), unit: '件' },
    { what: 'requests.carriedOver', value: field('requests.carriedOver.total'), unit: '件' },
    { what: 'disputes.reconsideration', value: field('disputes.reconsideration.total'), unit: '件' },
    { what: 'trainings.held', value: random.int(1, 9), unit: '次' },
    { what: 'meetings.held', value: random.int(1, 6), unit: '次' },
    { what: 'money.spent', value: random.int(10, 480) / 10, unit: '万元' },
  ]
}
