import { describe, expect, test } from 'vitest'
import { readText } from '../../../pipeline/read/text.ts'
import { Report } from '../../../schemas/report.ts'
import { consistentCells, dumpLines, formOf, replaceLine, reportOf } from '../../support/dump.ts'
import { lineOf, reportOfPages, ruledPages } from '../../support/ruled.ts'
import { corrected, figure, say } from './say.ts'

const form = formOf('2021')
const RIGHT = consistentCells(form, {
  'requests.granted.naturalPerson': 7,
  'requests.unable_notHeld.naturalPerson': 4,
  'requests.unable_notHeld.other': 1,
  'disputes.reconsideration.upheld': 2,
})
const WRONG = 'requests.unable_notHeld.total'
const PAGES = ruledPages(form, { ...RIGHT, [WRONG]: '6' })

describe('a corrected field', () => {
  const report = corrected(PAGES, [figure(WRONG, 5)])
  const before = reportOfPages(PAGES).fields[WRONG]!

  test('says what the person said, and keeps what was read', () => {
    expect(before).toMatchObject({ value: 6, review: true, suggestion: 5 })
    const { raw, readings, page, box } = before
    expect(report.fields[WRONG]).toEqual({
      ...{ value: 5, state: 'number', raw, page, box, confidence: 1, review: false, reasons: [], readings },
      ...{ corrected: true, read: { value: 6, state: 'number' } },
    })
    expect(Report.parse(report)).toEqual(report)
  })

  test('mends the sums that it stands in, and what they said of others', () => {
    expect(report.checks.filter(({ outcome }) => outcome === 'fail')).toEqual([])
    expect(report.review).toEqual({ needed: false, fields: [] })
    const right = reportOfPages(ruledPages(form, RIGHT))
    expect(report.checks).toEqual(right.checks)
    for (const [id, field] of Object.entries(right.fields)) if (id !== WRONG) expect(report.fields[id]).toEqual(field)
  })

  test('that was right as read leaves the wrong sum to the agency, and its neighbours in peace', () => {
    const confirmed = corrected(PAGES, [figure(WRONG, 6)])
    const failed = confirmed.checks.filter(({ outcome }) => outcome === 'fail')
    expect(failed.map(({ verdict, suspects }) => [verdict, suspects])).toEqual([
      ['source', [WRONG]],
      ['source', [WRONG]],
    ])
    expect(confirmed.fields[WRONG]).toMatchObject({ value: 6, corrected: true, review: false })
    expect(confirmed.fields[WRONG]).not.toHaveProperty('suggestion')
    expect(confirmed.review.fields).toEqual([])
  })

  test('breaks a sum where the correction is wrong, and others are suspected with it', () => {
    const id = 'disputes.reconsideration.upheld'
    const broken = corrected(ruledPages(form, RIGHT), [figure(id, 3)])
    expect(broken.checks.find((check) => check.id === 'disputes.reconsideration')).toMatchObject({
      ...{ outcome: 'fail', left: 3, right: 2, verdict: 'source' },
    })
    expect(broken.fields[id]).toMatchObject({ review: false, reasons: [] })
    expect(broken.fields['disputes.reconsideration.total']?.reasons).toEqual(['check-failed'])
  })

  test.each(['unreadable', 'missing', 'blank', 'dash'] as const)('may be %s for good', (state) => {
    const told = corrected(PAGES, [say(WRONG, { value: null, state })])
    expect(told.fields[WRONG]).toMatchObject({ value: null, state, review: false, corrected: true })
    expect(told.review.fields).toEqual([])
  })
})

describe('of several words about a field', () => {
  test('the last one counts', () => {
    const twice = corrected(PAGES, [figure(WRONG, 9, 1), figure('requests.granted.other', 1, 2), figure(WRONG, 5, 3)])
    expect(twice.fields[WRONG]?.value).toBe(5)
  })

  test('the last one may take everything back', () => {
    const back = corrected(PAGES, [figure(WRONG, 5, 1), say(WRONG, null, 2)])
    expect(back).toEqual(reportOfPages(PAGES))
  })
})

test('the same readings and words give the same bytes, and no words those that there were before', () => {
  const words = [figure(WRONG, 5), figure('document.year', 2022)]
  const once = JSON.stringify(corrected(PAGES, words))
  expect(JSON.stringify(corrected([...PAGES].reverse(), structuredClone(words)))).toBe(once)
  expect(JSON.stringify(corrected(PAGES, []))).toBe(JSON.stringify(reportOfPages(PAGES)))
})

describe('a cell that the reading has not', () => {
  const lost = replaceLine(dumpLines(form, RIGHT), '8.属于行政查询事项', '8.属于行政查询事项\t0\t0\t0\t0\t0\t0')
  const id = reportOf(lost).review.fields[0]!

  test('is there as the person said', () => {
    const report = corrected([readText(lost.join('\n'))], [figure(id, 0)])
    expect(reportOf(lost).fields[id]?.state).toBe('missing')
    expect(report.fields[id]).toMatchObject({ value: 0, state: 'number', read: { value: null, state: 'missing' } })
    expect(report.fields[id]).not.toHaveProperty('candidates')
    expect(report.review).toEqual({ needed: false, fields: [] })
  })

  test('stands where the person showed it, on a page that was straightened too', () => {
    const pages = ruledPages(form, RIGHT).map((page) => (page.page === 3 ? { ...page, grids: [] } : page))
    const turned = {
      width: 842,
      height: 595,
      step: 1000,
      columns: 2,
      rows: 2,
      points: [595, 0, 595, 1000, 0, 0, 0, 1000],
    }
    const skewed = pages.map((page) => ({ ...page, placement: turned }))
    const box: [number, number, number, number] = [10, 20, 30, 40]
    const report = corrected(skewed, [
      say('disputes.reconsideration.total', { value: 2, state: 'number', page: 3, box }),
      say('requests.granted.total', { value: 7, state: 'number', page: 9, box }),
    ])
    expect(report.fields['disputes.reconsideration.total']).toMatchObject({ value: 2, page: 3, box })
    const asRead = corrected(skewed, []).fields['requests.granted.total']!
    expect(report.fields['requests.granted.total']).toMatchObject({ page: asRead.page, box: asRead.box })
  })

  test('lets the sums of a table that was not found be checked', () => {
    const pages = ruledPages(form, RIGHT).map((page) => (page.page === 3 ? { ...page, grids: [] } : page))
    const row = { upheld: 2, corrected: 0, otherOutcome: 0, pending: 0, total: 3 }
    const words = Object.entries(row).map(([column, value]) => figure(`disputes.reconsideration.${column}`, value))
    const check = (report: Report) => report.checks.find(({ id }) => id === 'disputes.reconsideration')
    expect(check(corrected(pages, []))).toBeUndefined()
    expect(check(corrected(pages, words))).toMatchObject({ outcome: 'fail', left: 2, right: 3, verdict: 'source' })
  })
})

describe('facts', () => {
  test('are corrected as fields are, and the year decides between forms', () => {
    const lines = [lineOf('溪桥县水务局2021年政府信息公开工作年度报告', 20)]
    const bare = [{ ...PAGES[0]!, grids: [], lines }]
    expect(corrected(bare, []).document.form).toBe('2021')
    const report = corrected(bare, [
      figure('document.year', 2019),
      say('document.organization', { value: '溪桥县水利局', state: 'text' }),
      say('document.signedOn', { value: '2020-01-20', state: 'text' }),
    ])
    expect(report.document.form).toBe('2019')
    expect(report.fields['document.year']).toMatchObject({ value: 2019, corrected: true, read: { value: 2021 } })
    expect(report.fields['document.organization']).toMatchObject({ value: '溪桥县水利局', review: false })
    expect(report.fields['document.signedOn']).toMatchObject({ value: '2020-01-20', read: { state: 'missing' } })
  })

  test('of a damaged page are no longer in doubt', () => {
    const problems = [{ code: 'page-damaged' as const, page: 1, message: 'a font is damaged' }]
    const pages = PAGES.map((page) => (page.page === 1 ? { ...page, problems } : page))
    expect(corrected(pages, []).fields['document.year']?.reasons).toEqual(['page-not-read'])
    expect(corrected(pages, [figure('document.year', 2022)]).fields['document.year']?.reasons).toEqual([])
  })
})

describe('a word that nothing can be done with is told, not lost', () => {
  test.each([
    ['of a field that the form has not', figure('requests.other.total', 4), /requests\.other\.total \(4\)/],
    ['of a number without a figure', say(WRONG, { value: null, state: 'number' }), /do not belong together/],
    ['of a blank with a figure', say(WRONG, { value: 4, state: 'blank' }), /do not belong together/],
    ['of a field as if it were a table', say(WRONG, { form: null, table: null }), /do not belong together/],
    ['of a table as if it were a field', say('table:2:0', { value: 1, state: 'number' }), /do not belong together/],
  ])('%s', (_, word, message) => {
    const report = corrected(PAGES, [word])
    const { problems, ...rest } = report
    const { problems: known, ...plain } = reportOfPages(PAGES)
    expect(rest).toEqual(plain)
    expect(problems.slice(known.length)).toEqual([
      { code: 'correction-unused', message: expect.stringMatching(message) },
    ])
  })
})
