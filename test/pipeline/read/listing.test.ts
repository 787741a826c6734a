import { describe, expect, test } from 'vitest'
import { withoutMargin } from '../../../pipeline/read/listing.ts'
import { consistentCells, dumpLines, formOf, reportOf } from '../../support/dump.ts'

const LINES = dumpLines(formOf('2021'), consistentCells(formOf('2021'), { 'requests.granted.business': 4 }))

describe('numbers in front of all lines', () => {
  test.each([(n: number) => `${n}: `, (n: number) => `${n}\t`, (n: number) => `   ${n}|`])(
    'are no figures (%#)',
    (margin) => {
      const report = reportOf(LINES.map((line, i) => margin(i + 1) + line))
      expect(report.fields['requests.granted.business']).toMatchObject({ value: 4, review: false })
      expect(report.review.fields).toEqual([])
    },
  )

  test('stay where they do not count the lines', () => {
    const lines = Array.from({ length: 30 }, (_, i) => `${(i * 7) % 10}\t规章\t${i}`)
    expect(withoutMargin(lines)).toEqual(lines)
  })
})

test('bullets and quotation marks in front of a line go, a dash or a list’s number stays', () => {
  expect(withoutMargin(['• 规章\t1', '> 规章\t1', '- 规章\t1', '1.属于国家秘密\t0', '>5'])).toEqual([
    '规章\t1',
    '规章\t1',
    '- 规章\t1',
    '1.属于国家秘密\t0',
    '>5',
  ])
})
