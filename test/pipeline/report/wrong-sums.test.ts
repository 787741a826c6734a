import { describe, expect, test } from 'vitest'
import { consistentCells, dumpLines, formOf, reportOf } from '../../support/dump.ts'

const form = formOf('2021')
const RIGHT = consistentCells(form, {
  'requests.granted.naturalPerson': 7,
  'requests.unable_notHeld.naturalPerson': 4,
  'requests.unable_notHeld.other': 1,
  'disputes.reconsideration.upheld': 2,
})

describe('an agency’s wrong sum', () => {
  const id = 'requests.unable_notHeld.total'
  const report = reportOf(dumpLines(form, { ...RIGHT, [id]: '6' }))

  test('comes out as printed, flagged, with what the other figures add up to as a hint', () => {
    expect(report.fields[id]).toMatchObject({ value: 6, state: 'number', raw: '6', review: true, suggestion: 5 })
    expect(report.fields[id]?.reasons).toContain('check-failed')
    expect(report.review).toEqual({ needed: true, fields: [id] })
  })

  test('breaks one row and one column; where they cross is the suspect', () => {
    const failed = report.checks.filter((check) => check.outcome === 'fail')
    expect(failed.map((check) => check.id).sort()).toEqual(['applicants.unable_notHeld', 'outcomes.total'])
    for (const check of failed) expect(check).toMatchObject({ verdict: 'source', suspects: [id] })
  })

  test('says which side comes to what', () => {
    const check = report.checks.find(({ id: name }) => name === 'applicants.unable_notHeld')
    expect(check).toMatchObject({ left: 5, right: 6 })
    expect(check?.message).toContain('5')
    expect(check?.message).toContain('6')
  })
})

test('a total of 0 beside a 1 stays 0', () => {
  const right = consistentCells(form, { 'requests.granted.other': 1 })
  const report = reportOf(
    dumpLines(form, { ...right, 'requests.processed.other': '0', 'requests.processed.total': '0' }),
  )
  expect(report.fields['requests.processed.other']).toMatchObject({ value: 0, review: true })
  expect(report.checks.find((check) => check.id === 'outcomes.other')).toMatchObject({
    outcome: 'fail',
    verdict: 'source',
  })
})

test('a dispute total that nothing else crosses names the whole equation, and suggests nothing', () => {
  const report = reportOf(dumpLines(form, { ...RIGHT, 'disputes.reconsideration.total': '3' }))
  const check = report.checks.find(({ id }) => id === 'disputes.reconsideration')!
  expect(check).toMatchObject({ outcome: 'fail', left: 2, right: 3, verdict: 'source' })
  expect([...check.suspects!].sort()).toEqual([...check.fields].sort())
  for (const id of check.fields) {
    expect(report.fields[id]?.review).toBe(true)
    expect(report.fields[id]).not.toHaveProperty('suggestion')
  }
})

describe('blank totals', () => {
  const blank = Object.fromEntries(
    Object.entries(RIGHT).map(([id, raw]) => [id, raw === '0' || id.endsWith('.total') ? '' : raw]),
  )
  const report = reportOf(dumpLines(form, blank))

  test('cannot be assessed, and are no error', () => {
    const totals = report.checks.filter(
      (check) => check.id.startsWith('applicants.') || check.id.startsWith('disputes.'),
    )
    expect(new Set(totals.map((check) => check.outcome))).toEqual(new Set(['not-assessable']))
    expect(totals.every((check) => check.verdict === undefined)).toBe(true)
  })

  test('stay blank', () => {
    expect(report.fields['requests.granted.total']).toMatchObject({ state: 'blank', value: null, review: false })
    expect(report.review.fields.filter((id) => id.startsWith('requests.'))).toEqual([])
  })

  test('behind printed noughts are in doubt: who prints those prints them in the total', () => {
    const noughts = Object.fromEntries(Object.entries(RIGHT).map(([id, raw]) => [id, id.endsWith('.total') ? '' : raw]))
    const { fields } = reportOf(dumpLines(form, noughts))
    expect(fields['requests.carriedIn.total']).toMatchObject({ value: null, review: true })
  })

  test('the columns’ sums are still checked', () => {
    expect(report.checks.find((check) => check.id === 'outcomes.naturalPerson')?.outcome).toBe('pass')
  })
})

test('blank zeros count as 0 beside a figure', () => {
  const blanks = Object.fromEntries(Object.entries(RIGHT).map(([id, raw]) => [id, raw === '0' ? '' : raw]))
  const report = reportOf(dumpLines(form, blanks))
  expect(report.checks.find((check) => check.id === 'applicants.granted')).toMatchObject({ outcome: 'pass', left: 7 })
  expect(report.checks.find((check) => check.id === 'applicants.declined_petition')?.outcome).toBe('not-assessable')
})
