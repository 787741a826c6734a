import { describe, expect, test } from 'vitest'
import { consistentCells, dumpLines, formOf, replaceLine, reportOf } from '../../support/dump.ts'

const form = formOf('2021')
const cells = consistentCells(form, { 'requests.granted.business': 3, 'requests.carriedOver.business': 1 })

/** The check of what the prose says about requests received, of which the table holds four. */
function received(overview: string, printed = cells) {
  return reportOf(dumpLines(form, printed, { overview: [overview] })).checks.find(
    (check) => check.id === 'stated.requests.received',
  )
}

describe('a figure that prose and table both give', () => {
  test('agrees', () => {
    expect(received('全年新收政府信息公开申请4件。')).toMatchObject({ outcome: 'pass', left: 4, right: 4 })
  })

  test('differs: reported, nothing changed', () => {
    expect(received('全年新收政府信息公开申请5件。')).toMatchObject({
      outcome: 'fail',
      left: 5,
      right: 4,
      fields: ['requests.received.total'],
    })
    const report = reportOf(dumpLines(form, cells, { overview: ['全年新收政府信息公开申请5件。'] }))
    expect(report.fields['requests.received.total']?.value).toBe(4)
  })

  test('cannot be compared where the table’s cell is blank', () => {
    const blank = { ...cells, 'requests.received.total': '' }
    expect(received('全年新收政府信息公开申请4件。', blank)?.outcome).toBe('not-assessable')
  })

  test('cannot be compared where the prose contradicts itself', () => {
    const check = received('全年新收政府信息公开申请4件。其中第一季度另记：新收政府信息公开申请3件。')
    expect(check?.outcome).toBe('not-assessable')
  })

  test('is not checked where the prose is silent', () => {
    expect(received('一切如常。')).toBeUndefined()
  })
})

test('of a lost cell it says nothing about right or wrong', () => {
  const lines = dumpLines(form, cells, { overview: ['全年新收政府信息公开申请4件。'] })
  const lost = replaceLine(lines, '一、本年新收', '一、本年新收政府信息公开申请数量\t0\t4\t0\t0\t0\t0')
  const report = reportOf(lost)
  expect(report.fields['requests.received.total']).toMatchObject({ value: null, review: true })
  expect(report.checks.find((check) => check.id === 'stated.requests.received')?.outcome).toBe('not-assessable')
})
