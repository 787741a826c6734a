import { expect, test } from 'vitest'
import { consistentCells, dumpLines, formOf, reportOf, requestsTable, tableOf } from '../../support/dump.ts'

const newer = formOf('2021')
const older = formOf('2019')

/** A 2021 report whose third table is the one of 2019: a single row 「（六）其他处理」. */
function mixed(counts: Readonly<Record<string, number>>) {
  const cells = { ...consistentCells(newer), ...consistentCells(older, counts) }
  const lines = dumpLines(newer, cells)
  const from = lines.findIndex((line) => line.startsWith('（本列数据的勾稽关系'))
  const to = lines.findIndex((line) => line.startsWith('四、政府信息公开'))
  return reportOf(lines.toSpliced(from, to - from, ...requestsTable(tableOf(older, 'requests'), cells)))
}

test('every table is matched by itself: the second of one form, the third of another', () => {
  const report = mixed({ 'requests.other.business': 4, 'requests.granted.naturalPerson': 1 })
  expect(report.document.form).toBe('2021')
  expect(report.fields['art20_1.regulations.inForce']).toMatchObject({ value: 0, review: false })
  expect(report.fields['requests.other.business']).toMatchObject({ value: 4, review: false })
  expect(report.fields['requests.other.total']?.value).toBe(4)
  expect(report.review.fields).toEqual([])
})

test('fields that the document cannot have are not there, not even as missing', () => {
  const { fields } = mixed({})
  expect(Object.keys(fields).filter((id) => /^requests\.other_/.test(id))).toEqual([])
  expect(Object.keys(fields).filter((id) => /^art20_9|art20_1\.\w+\.made/.test(id))).toEqual([])
})

test('its sums are those of the form that the table follows', () => {
  const report = mixed({ 'requests.other.business': 4 })
  const sum = report.checks.find((check) => check.id === 'outcomes.business')
  expect(sum).toMatchObject({ outcome: 'pass', left: 4, right: 4 })
  expect(sum?.fields).toContain('requests.other.business')
})
