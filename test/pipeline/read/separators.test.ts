import { describe, expect, test } from 'vitest'
import { readText } from '../../../pipeline/read/text.ts'
import { consistentCells, dumpLines, formOf, reportOf } from '../../support/dump.ts'

const form = formOf('2021')
const CELLS = consistentCells(form, { 'requests.granted.business': 1204, 'disputes.reconsideration.upheld': 12 })
const LINES = dumpLines(form, CELLS)

describe.each([',', ';', '，', '；'])('cells between %j', (sign) => {
  test('are those of a row, prose stays whole', () => {
    const report = reportOf(LINES.map((line) => line.replaceAll('\t', sign)))
    expect(report.fields['requests.granted.business']).toMatchObject({ value: 1204, review: false })
    expect(report.fields['disputes.reconsideration.upheld']).toMatchObject({ value: 12, review: false })
    expect(report.review.fields).toEqual([])
  })
})

test('a cell in quotes may hold the comma', () => {
  const quoted = LINES.map((line) => line.replace(/1204/gu, '"1,204"').replaceAll('\t', ','))
  expect(reportOf(quoted).fields['requests.granted.business']).toMatchObject({ value: 1204, raw: '1,204' })
})

test('commas of a few sentences, or between thousands, part nothing', () => {
  const { lines } = readText(['一,二,3,4', '规章 1,204 2,000 3', '甲,5,6,7'].join('\n'))
  expect(lines.map(({ cells }) => cells)).toEqual([null, null, null])
})
