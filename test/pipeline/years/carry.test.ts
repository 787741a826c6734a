import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withCarryChecks } from '../../../pipeline/years/carry.ts'
import { type CarryFigures, carryFigures } from '../../../pipeline/years/figures.ts'
import { Report } from '../../../schemas/report.ts'
import { filingReport, withField } from './filings.ts'

const early = filingReport({ year: 2020, carriedOver: { business: 2, naturalPerson: 3 } })
const middle = filingReport({ year: 2021, carriedIn: { business: 2, naturalPerson: 4 }, carriedOver: { other: 1 } })
const late = filingReport({ year: 2022, carriedIn: { other: 1 } })

function figures(report: Report): CarryFigures {
  const told = carryFigures(report)
  if ('leftOut' in told) throw new Error(told.leftOut)
  return told
}

function carry(report: Report) {
  return report.checks.filter(({ id }) => id.startsWith('carry.'))
}

test('every column is checked against the year before and the year after, behind all other checks', () => {
  const report = withCarryChecks(middle, { previous: figures(early), next: figures(late) })
  const ids = report.checks.map(({ id }) => id)
  const columns = [
    'naturalPerson',
    'business',
    'researchInstitution',
    'publicWelfare',
    'legalService',
    'other',
    'total',
  ]
  expect(ids.slice(middle.checks.length)).toEqual([
    ...columns.map((column) => `carry.previous.${column}`),
    ...columns.map((column) => `carry.next.${column}`),
  ])
  expect(report.checks.slice(0, middle.checks.length)).toEqual(middle.checks)
  expect(Report.parse(report)).toEqual(report)
})

test('a contradiction between years stands in both reports, each with its own field', () => {
  const before = carry(withCarryChecks(early, { next: figures(middle) }))
  const after = carry(withCarryChecks(middle, { previous: figures(early) }))
  const failed = [before, after].map((checks) => checks.filter(({ outcome }) => outcome === 'fail'))
  expect(failed[0]).toEqual([
    {
      id: 'carry.next.naturalPerson',
      rule: 'carriedOver = carriedIn of the year after',
      outcome: 'fail',
      fields: ['requests.carriedOver.naturalPerson'],
      left: 3,
      right: 4,
      verdict: 'source',
      message: '3 ≠ 4; 2021 (2021.txt) carried in 4',
    },
    expect.objectContaining({ id: 'carry.next.total', left: 5, right: 6 }),
  ])
  expect(failed[1]).toEqual([
    {
      id: 'carry.previous.naturalPerson',
      rule: 'carriedOver of the year before = carriedIn',
      outcome: 'fail',
      fields: ['requests.carriedIn.naturalPerson'],
      left: 3,
      right: 4,
      verdict: 'source',
      message: '3 ≠ 4; 2020 (2020.txt) carried over 3',
    },
    expect.objectContaining({ id: 'carry.previous.total', left: 5, right: 6 }),
  ])
})

test('a misread figure is the suspect in its own report, and named in the other', () => {
  const doubtful = withField(middle, 'requests.carriedIn.naturalPerson', {
    review: true,
    reasons: ['low-score'],
    suggestion: 3,
  })
  const own = carry(withCarryChecks(doubtful, { previous: figures(early) }))[0]
  expect(own).toMatchObject({ verdict: 'reading', suspects: ['requests.carriedIn.naturalPerson'] })
  expect(own?.message).toBe('3 ≠ 4; 2020 (2020.txt) carried over 3; suspect: requests.carriedIn.naturalPerson')
  const other = carry(withCarryChecks(early, { next: figures(doubtful) }))[0]
  expect(other).toMatchObject({ verdict: 'reading' })
  expect(other).not.toHaveProperty('suspects')
  expect(other?.message).toBe('3 ≠ 4; 2021 (2021.txt) carried in 4; suspect: the figure of 2021')
})

test('a figure in review only for the agency’s own wrong sums is beyond doubt', () => {
  const id = 'requests.carriedIn.naturalPerson'
  const suspect = withField(middle, id, { review: true, reasons: ['check-failed'], suggestion: 3 })
  const blamed = (verdict: 'source' | 'unknown'): Report => ({
    ...suspect,
    checks: [
      ...suspect.checks,
      {
        id: 'balance.x',
        rule: '',
        outcome: 'fail',
        fields: [id],
        left: 1,
        right: 2,
        verdict,
        suspects: [id],
        message: '',
      },
    ],
  })
  const verdictOf = (report: Report) => carry(withCarryChecks(report, { previous: figures(early) }))[0]?.verdict
  expect(verdictOf(blamed('source'))).toBe('source')
  expect(verdictOf(blamed('unknown'))).toBe('reading')
})

test('messages say which side has nothing to compare', () => {
  const id = 'requests.carriedIn.naturalPerson'
  const lost = withField(middle, id, { value: null, state: 'missing', review: true, reasons: ['missing'] })
  const blank = withField(middle, id, { value: null, state: 'blank' })
  const first = (report: Report, neighbours: Parameters<typeof withCarryChecks>[1]) =>
    carry(withCarryChecks(report, neighbours))[0]
  expect(first(lost, { previous: figures(early) })?.message).toBe(`${id} has no figure to compare with 2020 (2020.txt)`)
  expect(first(early, { next: figures(lost) })?.message).toBe('2021 (2021.txt) has no figure to compare with')
  expect(first(blank, { previous: figures(early) })?.message).toBe('blank here, and 3 in 2020 (2020.txt)')
  expect(first(early, { next: figures(blank) })?.message).toBe('3 here, and blank in 2021 (2021.txt)')
  expect(first(lost, { previous: figures(early) })?.outcome).toBe('not-assessable')
})

test('whatever checks were there before, the neighbours given decide; nothing else changes', () => {
  const choices = [figures(early), figures(late), undefined]
  const neighbours = fc.record({ previous: fc.constantFrom(...choices), next: fc.constantFrom(...choices) })
  fc.assert(
    fc.property(fc.array(neighbours, { maxLength: 3 }), neighbours, (before, last) => {
      const travelled = [...before, last].reduce((report, given) => withCarryChecks(report, given), middle)
      expect(travelled).toEqual(withCarryChecks(middle, last))
      expect({ ...travelled, checks: middle.checks }).toEqual(middle)
    }),
  )
  expect(JSON.stringify(withCarryChecks(withCarryChecks(middle, { previous: figures(early) }), {}))).toBe(
    JSON.stringify(middle),
  )
})

test.each([
  ['its agency is in review', 'document.organization', { review: true }],
  ['it names no agency', 'document.organization', { value: null, state: 'missing', review: true }],
  ['its year is in review', 'document.year', { review: true }],
  ['it names no year', 'document.year', { value: null, state: 'missing', review: true }],
] as const)('a report takes no part where %s', (why, id, change) => {
  const report = withField(middle, id, change)
  expect(carryFigures(report)).toEqual({ leftOut: why })
  expect(carry(withCarryChecks(report, { previous: figures(early) }))).toEqual([])
})

test('a document of an unknown kind takes no part', () => {
  expect(carryFigures({ ...middle, fields: {} })).toEqual({ leftOut: 'it names no agency' })
  const facts = Object.fromEntries(Object.entries(middle.fields).filter(([id]) => id.startsWith('document.')))
  expect(carryFigures({ ...middle, fields: facts })).toEqual({ leftOut: 'it has no table of requests' })
})

test('what other readers, candidates and the sums say are the figures it may also be', () => {
  const report = withField(middle, 'requests.carriedIn.business', {
    candidates: [8, null, '8件'],
    suggestion: 9,
    readings: [
      { reader: 'ppocr', raw: '2', score: 1 },
      { reader: 'tesseract', raw: '7', score: 0.4 },
      { reader: 'tesseract', raw: 'Z', score: 0.4 },
    ],
  })
  expect(figures(report).carriedIn.business).toEqual({
    value: 2,
    state: 'number',
    doubtful: false,
    others: [8, 9, 7],
  })
})
