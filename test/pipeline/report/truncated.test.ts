import { describe, expect, test } from 'vitest'
import { parseValue } from '../../../pipeline/read/value.ts'
import { consistentCells, dumpLines, formOf, reportOf } from '../../support/dump.ts'

const form = formOf('2021')
const CELLS = consistentCells(form, {
  'art20_1.normativeDocuments.inForce': 128,
  'art20_5.licences.decisions': 1040,
  'requests.granted.naturalPerson': 37,
  'requests.refused_thirdPartyRights.business': 12,
  'requests.declined_duplicate.other': 145,
  'disputes.reconsideration.upheld': 12,
})
const TEXT = dumpLines(form, CELLS).join('\n')

describe('a dump cut short', () => {
  const cut = TEXT.slice(0, TEXT.indexOf('8.属于行政查询事项'))

  test('gives what it has, and asks about the rest', () => {
    const report = reportOf(cut)
    expect(report.document).toMatchObject({ kind: 'disclosure-annual-report', form: '2021' })
    expect(report.fields['requests.refused_thirdPartyRights.business']).toMatchObject({ value: 12, review: false })
    const lost = ['requests.processed.total', 'requests.carriedOver.other', 'disputes.reconsideration.upheld']
    for (const id of lost) expect(report.fields[id]).toMatchObject({ state: 'missing', value: null, review: true })
  })

  test('says which tables were not found', () => {
    const { problems } = reportOf(cut)
    expect(problems.map((problem) => problem.code)).toEqual(['table-missing'])
    expect(problems[0]?.message).toContain('disputes')
  })

  test('cannot be checked where the sum is gone', () => {
    const balance = reportOf(cut).checks.filter((check) => check.id.startsWith('balance.'))
    expect(balance.map((check) => check.outcome)).toEqual(Array.from({ length: 7 }, () => 'not-assessable'))
    expect(balance.every((check) => check.verdict === undefined)).toBe(true)
  })

  test('in the middle of a figure, that figure is in review', () => {
    const report = reportOf(TEXT.slice(0, TEXT.indexOf('145') + 2))
    expect(report.fields['requests.declined_duplicate.other']?.review).toBe(true)
  })
})

test('one cell a line, cut in the middle of the last figure', () => {
  const lines = TEXT.replaceAll('\t', '\n')
  const report = reportOf(lines.slice(0, lines.indexOf('1040') + 2))
  expect(report.fields['art20_5.licences.decisions']).toMatchObject({ review: true })
})

test('wherever it is cut, nothing is read that is not printed', () => {
  const ends = [...TEXT.matchAll(/[\t\n]|\d+/g)].map((match) => match.index + 1)
  const from = TEXT.indexOf('三、收到')
  for (const end of ends.filter((at) => at > from)) {
    const report = reportOf(TEXT.slice(0, end))
    const wrong = Object.entries(CELLS).filter(([id, raw]) => {
      const field = report.fields[id]
      return field !== undefined && !field.review && field.value !== parseValue(raw).value
    })
    expect([TEXT.slice(end - 10, end), wrong]).toEqual([TEXT.slice(end - 10, end), []])
  }
})
