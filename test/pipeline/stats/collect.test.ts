import { expect, test } from 'vitest'
import { collectStatistics, statisticsOf } from '../../../pipeline/stats/collect.ts'
import type { Report } from '../../../schemas/report.ts'
import { Statistics } from '../../../schemas/statistics.ts'
import { filingReport, withField } from '../years/filings.ts'

const clean = filingReport({ year: 2021 })
const doubtful = withField(
  withField(filingReport({ year: 2020, organization: '溪桥县财政局' }), 'requests.granted.total', {
    review: true,
    reasons: ['check-failed', 'low-score'],
    confidence: 0.4,
  }),
  'requests.granted.other',
  { review: true, reasons: ['low-score'], confidence: 0.7, value: null, state: 'unreadable' },
)
const failing: Report = {
  ...filingReport({ year: 2021, organization: '溪橋縣水務局' }),
  source: { name: 'c.pdf', sha256: '', pages: 3, kind: 'scan' },
  checks: [
    { id: 'balance.total', rule: '', outcome: 'fail', fields: [], left: 1, right: 2, verdict: 'source', message: '' },
    { id: 'carry.previous.total', rule: '', outcome: 'fail', fields: [], left: 1, right: 2, message: '' },
    { id: 'balance.other', rule: '', outcome: 'not-assessable', fields: [], left: null, right: null, message: '' },
  ],
  problems: [
    { code: 'page-blank', page: 1, message: '' },
    { code: 'page-blank', page: 2, message: '' },
  ],
}

const statistics = statisticsOf([clean, doubtful, failing])

test('the result is what its schema says', () => {
  expect(Statistics.parse(statistics)).toEqual(statistics)
  expect(Statistics.parse(statisticsOf([]))).toMatchObject({ all: { reports: 0, confidence: null }, years: [] })
})

test('groups by year, form, source and agency add up to all', () => {
  expect(statistics.years.map(({ key, reports, needReview }) => [key, reports, needReview])).toEqual([
    [2020, 1, 1],
    [2021, 2, 0],
  ])
  expect(statistics.forms.map(({ key, reports }) => [key, reports])).toEqual([
    ['2019', 1],
    ['2021', 2],
  ])
  expect(statistics.kinds.map(({ key, reports }) => [key, reports])).toEqual([
    ['text', 2],
    ['scan', 1],
  ])
  // Written in two kinds of characters, and one agency all the same.
  expect(statistics.agencies.list.map(({ key, reports }) => [key, reports])).toEqual([
    ['溪橋縣水務局', 2],
    ['溪桥县财政局', 1],
  ])
  const fields = [clean, doubtful, failing].reduce((sum, report) => sum + Object.keys(report.fields).length, 0)
  expect(statistics.all).toMatchObject({ reports: 3, needReview: 1, fields, review: 2 })
  for (const groups of [statistics.years, statistics.forms, statistics.kinds, statistics.agencies.list]) {
    expect(groups.reduce((sum, group) => sum + group.fields, 0)).toBe(fields)
  }
})

test('fields by state and confidence, and the reasons for their review', () => {
  const sum = Object.values(statistics.states).reduce((all, count) => all + count, 0)
  expect([sum, statistics.states.unreadable]).toEqual([statistics.all.fields, 1])
  const inBins = statistics.confidence.map(({ from, fields, review }) => [from, fields, review])
  expect(inBins.slice(0, 2)).toEqual([
    [0, 1, 1],
    [0.5, 1, 1],
  ])
  expect(inBins.reduce((all, [, count]) => all + count!, 0)).toBe(statistics.all.fields)
  expect(statistics.reasons).toEqual([
    { reason: 'low-score', fields: 2, alone: 1, reports: 1 },
    { reason: 'check-failed', fields: 1, alone: 0, reports: 1 },
  ])
  const mean = [clean, doubtful, failing].flatMap(({ fields }) =>
    Object.values(fields).map((field) => field.confidence),
  )
  expect(statistics.all.confidence).toBeCloseTo(mean.reduce((all, one) => all + one, 0) / mean.length, 5)
  expect(statistics.fieldsInReview.list.map(({ id }) => id).sort()).toEqual([
    'requests.granted.other',
    'requests.granted.total',
  ])
})

test('checks by rule and verdict, problems by code', () => {
  const rules = new Map(statisticsOf([failing]).checks.rules.map((rule) => [rule.rule, rule]))
  expect(rules.get('balance')).toMatchObject({ fail: 1, notAssessable: 1, verdicts: { source: 1, unknown: 0 } })
  expect(rules.get('carry.previous')).toMatchObject({ fail: 1, verdicts: { unknown: 1 } })
  expect(statistics.problems).toEqual([{ code: 'page-blank', times: 2, reports: 1 }])
})

test('agencies beyond the bound are counted together, and nothing is lost', () => {
  const collector = collectStatistics({ mostAgencies: 2 })
  for (const office of ['水务局', '财政局', '档案局', '教育局', '水务局']) {
    collector.add(withField(clean, 'document.organization', { value: `溪桥县${office}` }))
  }
  collector.add(withField(clean, 'document.organization', { value: null, state: 'missing' }))
  const { agencies } = collector.result()
  expect(agencies.list.map(({ key, reports }) => [key, reports])).toEqual([
    ['溪桥县水务局', 2],
    ['溪桥县财政局', 1],
  ])
  expect([agencies.rest.reports, agencies.none]).toEqual([2, 1])
})
