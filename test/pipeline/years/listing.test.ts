import { expect, test } from 'vitest'
import { carryFigures } from '../../../pipeline/years/figures.ts'
import { listYears, MOST_OF_A_YEAR, neighboursOf, preferred } from '../../../pipeline/years/listing.ts'
import { type Filing, filingReport, withField } from './filings.ts'

function told(filing: Filing, review = 0) {
  let report = filingReport(filing)
  for (const id of Object.keys(report.fields)
    .filter((field) => field.startsWith('disputes.'))
    .slice(0, review)) {
    report = withField(report, id, { review: true, reasons: ['low-score'] })
  }
  const figures = carryFigures(report)
  if ('leftOut' in figures) throw new Error(figures.leftOut)
  return figures
}

test('years of an agency are compared in order, gaps are told, agencies kept apart', () => {
  const reports = [
    told({ year: 2023 }),
    told({ year: 2020, carriedIn: { business: 1 } }),
    told({ year: 2019, carriedOver: { business: 2 } }),
    told({ year: 2021 }),
    told({ year: 2020, organization: '溪桥县林业局' }),
  ]
  const listed = listYears(reports, new Map())
  expect(listed.map(({ organization, years }) => [organization, years])).toEqual([
    ['溪桥县林业局', [2020]],
    ['溪桥县水务局', [2019, 2020, 2021, 2023]],
  ])
  const [, water] = listed
  expect(water!.gaps).toEqual([[2021, 2023]])
  expect(water!.pairs.map(({ earlier, later }) => [earlier.year, later.year])).toEqual([
    [2019, 2020],
    [2020, 2021],
  ])
  const failed = water!.pairs.map(({ columns }) =>
    columns.filter(({ outcome }) => outcome === 'fail').map(({ column, left, right }) => [column, left, right]),
  )
  expect(failed).toEqual([
    [
      ['business', 2, 1],
      ['total', 2, 1],
    ],
    [],
  ])
})

test('an alias joins the years before and after a new name', () => {
  const reports = [told({ year: 2020, organization: '溪桥县水利局' }), told({ year: 2021 })]
  expect(listYears(reports, new Map())).toHaveLength(2)
  const [joined] = listYears(reports, new Map([['溪桥县水利局', '溪桥县水务局']]))
  expect(joined).toMatchObject({ organization: '溪桥县水务局', years: [2020, 2021] })
  expect(joined!.pairs).toHaveLength(1)
})

test('of several reports of a year the one with least in review speaks, then the smallest hash', () => {
  const doubtful = told({ year: 2020, carriedOver: { business: 1 } }, 2)
  const twins = [told({ year: 2020, carriedOver: { business: 2 } }), told({ year: 2020, carriedOver: { business: 3 } })]
  const [first, second] = [...twins].sort((a, b) => (a.source.sha256 < b.source.sha256 ? -1 : 1))
  const orders = [
    [doubtful, ...twins],
    [...twins, doubtful],
    [twins[1]!, doubtful, twins[0]!],
  ]
  for (const reports of orders) {
    expect(preferred(reports)).toEqual([first, second, doubtful])
    expect(neighboursOf(2021, reports)).toEqual({ previous: first, next: undefined })
    const [listed] = listYears([...reports, told({ year: 2021 })], new Map())
    expect(listed!.several).toEqual([[first, second, doubtful]])
    expect(listed!.pairs[0]!.earlier).toBe(first)
  }
})

test('dozens of reports of a year under one name are not one agency’s, and are not compared', () => {
  const crowd = Array.from({ length: MOST_OF_A_YEAR + 1 }, (_, count) =>
    told({ year: 2020, organization: '水务局', carriedOver: { business: count } }),
  )
  const after = told({ year: 2021, organization: '水务局' })
  expect(neighboursOf(2021, crowd).previous).toBeUndefined()
  expect(listYears([...crowd, after], new Map())).toMatchObject([{ pairs: [], several: [], crowded: [2020] }])
  expect(neighboursOf(2021, crowd.slice(1)).previous).toBeDefined()
})
