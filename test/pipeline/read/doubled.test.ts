import { expect, test } from 'vitest'
import { doubledDigits } from '../../../pipeline/read/doubled.ts'
import { consistentCells, dumpLines, formOf, reportOf } from '../../support/dump.ts'

const form = formOf('2021')
const CELLS = consistentCells(form, { 'requests.granted.naturalPerson': 37, 'disputes.reconsideration.upheld': 12 })

test('a dump in which every digit stands twice is damaged, and all of it in review', () => {
  const twice = Object.fromEntries(Object.entries(CELLS).map(([id, raw]) => [id, raw.replace(/\d/gu, '$&$&')]))
  const report = reportOf(dumpLines(form, twice))
  expect(report.problems.map(({ code }) => code)).toContain('page-damaged')
  expect(Object.keys(report.fields).filter((id) => !report.fields[id]!.review && id.includes('.', 9))).toEqual([])
})

test('figures that happen to be 11 or 2200 are none', () => {
  expect(doubledDigits('规章 11 0 22\n2022年 33 44 0 0 0 7 1')).toEqual([])
  expect(doubledDigits('11 22 33')).toEqual([])
  expect(reportOf(dumpLines(form, CELLS)).problems).toEqual([])
})
