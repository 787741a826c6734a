import { expect, test } from 'vitest'
import { compareReports, differs } from '../../../pipeline/compare/compare.ts'
import { Comparison, type ReadingsCompared, type YearsCompared } from '../../../schemas/comparison.ts'
import type { Report } from '../../../schemas/report.ts'
import { type Filing, filingReport, withField } from '../years/filings.ts'

const report = filingReport({ year: 2021, carriedIn: { business: 2 } })

function readingsOf(a: Report, b: Report): ReadingsCompared {
  const comparison = compareReports(a, b)
  expect(Comparison.parse(comparison)).toEqual(comparison)
  if (comparison.compared !== 'readings') throw new Error('compared as years')
  return comparison.readings
}

function yearsOf(a: Report, b: Report): YearsCompared {
  const comparison = compareReports(a, b)
  expect(Comparison.parse(comparison)).toEqual(comparison)
  if (comparison.compared !== 'years') throw new Error('compared as readings')
  return comparison.years
}

function otherFile(of: Report): Report {
  return { ...of, source: { ...of.source, name: 'other.pdf', sha256: 'f'.repeat(64), kind: 'scan' } }
}

test.each([
  ['one file', report, report, 'same-source', 'readings'],
  ['one agency and year in two files', report, otherFile(report), 'same-filing', 'readings'],
  ['two years of an agency', report, filingReport({ year: 2022 }), 'same-agency', 'years'],
  ['two agencies', report, filingReport({ year: 2021, organization: '溪桥县财政局' }), 'other-agency', 'readings'],
  ['a report without an agency', report, otherFile(unnamed(report)), 'unknown', 'readings'],
] as const)('%s: %#', (_, a, b, relation, compared) => {
  const found = compareReports(a, b)
  expect(found).toMatchObject({ relation, compared, related: !['other-agency', 'unknown'].includes(relation) })
})

function unnamed(of: Report): Report {
  return withField(of, 'document.organization', { value: null, state: 'missing', review: true })
}

test('aliases and a person’s word join what was renamed or misread', () => {
  const renamed = filingReport({ year: 2022, organization: '溪桥县水利局' })
  expect(compareReports(report, renamed).relation).toBe('other-agency')
  const aliases = new Map([['溪桥县水利局', '溪桥县水务局']])
  expect(compareReports(report, renamed, { aliases })).toMatchObject({ relation: 'same-agency', compared: 'years' })
  expect(compareReports(report, renamed, { aliases, as: 'years' })).toMatchObject({ relation: 'told', related: true })
})

test('years of two agencies are compared where somebody says so, and stay unrelated', () => {
  const elsewhere = filingReport({ year: 2022, organization: '溪桥县财政局' })
  const told = { relation: 'told', compared: 'years', related: false, agencies: 'other' }
  expect(compareReports(report, elsewhere, { as: 'years' })).toMatchObject(told)
  const misread = { related: true, agencies: 'unknown' }
  expect(compareReports(report, unnamed(elsewhere), { as: 'years' })).toMatchObject(misread)
})

test('what decided and is in review is told, on the side where the report ends up', () => {
  const doubtful = withField(filingReport({ year: 2022 }), 'document.year', { review: true })
  expect(compareReports(doubtful, report)).toMatchObject({ swapped: true, doubtful: ['b.document.year'] })
  expect(compareReports(report, doubtful)).toMatchObject({ swapped: false, doubtful: ['b.document.year'] })
})

test('a report has no differences from itself', () => {
  const same = readingsOf(report, report)
  expect(same).toMatchObject({ same: true, fields: { differing: [], onlyA: [], onlyB: [], review: [] } })
  expect(same.fields.agreeing).toBe(Object.keys(report.fields).length)
  expect(same.checks.agreeing).toBe(report.checks.length)
  expect(differs(compareReports(report, report))).toBe(false)
})

test('values, states and units differ side by side; confidence alone does not', () => {
  const id = 'requests.granted.business'
  const other = withField(
    withField(withField(report, id, { value: 31, confidence: 0.4, review: true }), 'art20_8.fees.amount', {
      unit: '元',
    }),
    'requests.granted.other',
    { confidence: 0.8 },
  )
  const blank = withField(other, 'requests.granted.total', { value: null, state: 'blank' })
  const { fields, same } = readingsOf(report, blank)
  expect(same).toBe(false)
  expect(fields.differing.map((one) => [one.id, one.differs])).toEqual([
    ['art20_8.fees.amount', ['unit']],
    [id, ['value']],
    ['requests.granted.total', ['value', 'state']],
  ])
  expect(fields.differing[1]).toMatchObject({ a: { value: 3, review: false }, b: { value: 31, confidence: 0.4 } })
  expect(differs(compareReports(report, blank))).toBe(true)
})

test('fields of one report alone, and review on one side alone', () => {
  const { 'requests.granted.business': _, ...fields } = report.fields
  const less = withField({ ...report, fields }, 'requests.granted.other', { review: true })
  expect(readingsOf(report, less).fields).toMatchObject({
    differing: [],
    onlyA: [{ id: 'requests.granted.business', field: { value: 3 } }],
    onlyB: [],
    review: [{ id: 'requests.granted.other', a: false, b: true }],
  })
})

test('a field may be called as something that every object has', () => {
  const odd = { ...report, fields: { ...report.fields, constructor: report.fields['requests.granted.total']! } }
  expect(readingsOf(odd, report).fields.onlyA.map(({ id }) => id)).toEqual(['constructor'])
  expect(yearsOf(odd, filingReport({ year: 2022 })).onlyA).toContain('constructor')
})

test('checks with another outcome; those between years are not the reading’s', () => {
  const [first, ...rest] = report.checks
  const failed = { ...first!, outcome: 'fail' as const, right: 7, verdict: 'source' as const }
  const carried = { ...first!, id: 'carry.next.total' }
  const { checks, same } = readingsOf(report, { ...report, checks: [failed, ...rest, carried] })
  expect(same).toBe(false)
  expect(checks.changed).toMatchObject([
    { id: first!.id, a: { outcome: 'pass' }, b: { outcome: 'fail', verdict: 'source' } },
  ])
  expect(readingsOf(report, { ...report, checks: [...report.checks, carried] }).same).toBe(true)
})

test('tables stand for each other by the form’s table, else by size; cells are told', () => {
  const table = (form: string | null, texts: readonly string[]): Report['tables'][number] => ({
    rows: 1,
    columns: texts.length,
    form,
    cells: texts.map((text, column) => ({ row: 0, column, rowSpan: 1, columnSpan: 1, text, confidence: 1 })),
  })
  const a = { ...report, tables: [table(null, ['x', 'y']), table('requests', ['1', '2']), table(null, ['甲'])] }
  const b = { ...report, tables: [table('requests', ['1', '3', '4']), table(null, ['x', 'y'])] }
  expect(readingsOf(a, b).tables).toEqual({
    agreeing: 1,
    differing: [
      {
        a: { index: 1, form: 'requests', rows: 1, columns: 2 },
        b: { index: 0, form: 'requests', rows: 1, columns: 3 },
        cells: [
          { row: 0, column: 1, a: '2', b: '3' },
          { row: 0, column: 2, a: null, b: '4' },
        ],
      },
    ],
    onlyA: [{ index: 2, form: null, rows: 1, columns: 1 }],
    onlyB: [],
  })
})

const EARLIER: Filing = { year: 2021, carriedOver: { business: 2, naturalPerson: 3 } }

test('what a year carried over against what the next carried in', () => {
  const { contradictions, agreeing, adjoining } = yearsOf(
    filingReport({ year: 2022, carriedIn: { business: 2, naturalPerson: 4 } }),
    filingReport(EARLIER),
  )
  expect([adjoining, agreeing]).toEqual([true, 5])
  expect(contradictions).toEqual([
    {
      kind: 'carried',
      a: ['requests.carriedOver.naturalPerson'],
      b: ['requests.carriedIn.naturalPerson'],
      left: 3,
      right: 4,
      verdict: 'source',
    },
    expect.objectContaining({ b: ['requests.carriedIn.total'], left: 5, right: 6 }),
  ])
})

test('a doubtful figure that may be the other one is the suspect; a doubtful agency hides nothing', () => {
  const later = filingReport({ year: 2022, carriedIn: { business: 2, naturalPerson: 4 } })
  const misread = withField(later, 'requests.carriedIn.naturalPerson', {
    review: true,
    reasons: ['readers-disagree'],
    candidates: [4, 3],
  })
  const { contradictions } = yearsOf(
    filingReport(EARLIER),
    withField(misread, 'document.organization', { review: true }),
  )
  expect(contradictions[0]).toMatchObject({ verdict: 'reading', suspect: 'b' })
})

test('of a report without an agency, whose year a person vouches for, contradictions are told too', () => {
  const nameless = unnamed(filingReport({ year: 2022, carriedIn: { business: 2, naturalPerson: 4 } }))
  const told = compareReports(filingReport(EARLIER), nameless, { as: 'years' })
  expect(told.compared === 'years' && told.years.contradictions.length).toBe(2)
})

test('years that do not follow each other cannot contradict each other', () => {
  const years = yearsOf(filingReport(EARLIER), filingReport({ year: 2023 }))
  expect(years).toMatchObject({ adjoining: false, contradictions: [], agreeing: 0 })
  expect(years.changes.length).toBeGreaterThan(0)
})

const figure = (value: number) => ({ value, state: 'number' as const })

test('the previous year’s figure and its change make the one that the later report starts from', () => {
  const start = withField(filingReport({ year: 2019 }), 'art20_5.licences.previousYear', figure(30))
  const earlier = withField(start, 'art20_5.licences.change', figure(-4))
  const later = (value: number) =>
    withField(filingReport({ year: 2020 }), 'art20_5.licences.previousYear', figure(value))
  expect(yearsOf(earlier, later(26)).contradictions).toEqual([])
  expect(yearsOf(earlier, later(30)).contradictions).toEqual([
    {
      kind: 'previousYear',
      a: ['art20_5.licences.previousYear', 'art20_5.licences.change'],
      b: ['art20_5.licences.previousYear'],
      left: 26,
      right: 30,
      verdict: 'source',
    },
  ])
  const blank = withField(earlier, 'art20_5.licences.change', { value: null, state: 'blank' })
  const unknown = yearsOf(blank, later(30))
  expect([unknown.contradictions, unknown.notAssessable]).toEqual([[], 1])
})

test('changes: figures by difference and percent, blanks never as 0', () => {
  const id = (row: string) => `requests.${row}.naturalPerson`
  const base = filingReport({ year: 2021 })
  const a = [
    [id('granted'), figure(20)],
    [id('partiallyGranted'), figure(40)],
    [id('other_other'), { value: null, state: 'blank' as const }],
    [id('other_feeUnpaid'), { value: null, state: 'blank' as const }],
    [id('declined_petition'), { value: null, state: 'missing' as const, review: true }],
  ].reduce((report, [field, change]) => withField(report, field as string, change as object), base)
  const b = [
    [id('granted'), figure(200)],
    [id('partiallyGranted'), figure(50)],
    [id('other_other'), figure(6)],
    [id('declined_petition'), figure(2)],
  ].reduce(
    (report, [field, change]) => withField(report, field as string, change as object),
    filingReport({ year: 2022 }),
  )
  const { changes, notation } = yearsOf(a, b)
  const told = new Map(changes.map((change) => [change.id, change]))
  expect(told.get(id('granted'))).toMatchObject({ change: 'figure', absolute: 180, percent: 900, outlier: true })
  expect(told.get(id('partiallyGranted'))).toMatchObject({ absolute: 10, percent: 25, outlier: false })
  expect(told.get(id('other_other'))).toMatchObject({ change: 'appeared', absolute: null, percent: null })
  expect(told.get(id('declined_petition'))).toMatchObject({ change: 'unknown', doubtful: true, absolute: null })
  expect(notation).toBe(1)
})

test('forms differ between years: ids of one alone are listed, units keep figures apart', () => {
  const years = yearsOf(filingReport({ year: 2020 }), filingReport({ year: 2021 }))
  expect(years.onlyA).toContain('art20_1.regulations.made')
  expect(years.onlyB).toContain('art20_1.regulations.issued')
  expect(years.onlyA).toContain('requests.other.total')
  const [a, b] = [filingReport({ year: 2021 }), filingReport({ year: 2022 })]
  const yuan = yearsOf(withField(a, 'art20_8.fees.amount', { ...figure(90), unit: '元' }), b)
  expect([yuan.onlyA, yuan.onlyB]).toEqual([['art20_8.fees.amount'], ['art20_8.fees.amount']])
})
