import { describe, expect, test } from 'vitest'
import { tableSubject } from '../../../pipeline/correct/table-subject.ts'
import type { PageReading } from '../../../schemas/page.ts'
import { consistentCells, formOf } from '../../support/dump.ts'
import { gridOf, lineOf, pageOf, reportOfPages, ruledPages } from '../../support/ruled.ts'
import { corrected, say } from './say.ts'

const form = formOf('2021')
const CELLS = consistentCells(form, { 'requests.granted.naturalPerson': 7, 'disputes.reconsideration.upheld': 2 })
const PAGES = ruledPages(form, CELLS)
const NONE = { form: null, table: null }

describe('a table that is none of the form’s', () => {
  const report = corrected(PAGES, [say('table:2:0', NONE)])

  test('fills no field', () => {
    expect(reportOfPages(PAGES).tables.map((table) => table.form)).toEqual(['proactive', 'requests', 'disputes'])
    expect(report.tables.map((table) => table.form)).toEqual(['proactive', null, 'disputes'])
    expect(report.fields['requests.granted.total']).toMatchObject({ state: 'missing', review: true })
    expect(report.problems.map(({ code }) => code)).toEqual(['table-missing'])
    expect(report.checks.some(({ id }) => id.startsWith('balance.'))).toBe(false)
  })

  test('leaves the field to the one that is', () => {
    const other = ruledPages(form, consistentCells(form, { 'requests.granted.naturalPerson': 8 }))[1]!
    const twice = [...PAGES, { ...other, page: 4, lines: [lineOf('附：上一年度的表', 40)] }]
    expect(reportOfPages(twice).fields['requests.granted.naturalPerson']?.reasons).toContain('duplicate-row')
    const told = corrected(twice, [say('table:4:0', NONE)])
    expect(told.fields['requests.granted.naturalPerson']).toMatchObject({ value: 7, page: 2, review: false })
    expect(told.review.fields).toEqual([])
  })

  test('taken back, is what it was', () => {
    expect(corrected(PAGES, [say('table:2:0', NONE, 1), say('table:2:0', null, 2)])).toEqual(reportOfPages(PAGES))
  })
})

describe('a table that is the form’s', () => {
  test('is matched by another form where it is marked so', () => {
    const report = corrected(PAGES, [say('table:1:0', { form: '2019', table: 'art20_1' })])
    expect(reportOfPages(PAGES).fields['art20_1.regulations.inForce']).toMatchObject({ state: 'number' })
    const ids = (id: string) => formOf(id).tables.flatMap((t) => (t.id === 'art20_1' ? t.columns.map((c) => c.id) : []))
    expect(ids('2019')).not.toEqual(ids('2021'))
    for (const column of ids('2019')) expect(report.fields).toHaveProperty([`art20_1.regulations.${column}`])
    const only2021 = ids('2021').filter((id) => !ids('2019').includes(id))
    for (const column of only2021) expect(report.fields).not.toHaveProperty([`art20_1.regulations.${column}`])
  })

  test('is taken before another that looks like it', () => {
    const other = ruledPages(form, consistentCells(form, { 'requests.granted.naturalPerson': 8 }))[1]!
    const twice = [...PAGES, { ...other, page: 4, lines: [lineOf('附：更正后的表', 40)] }]
    const report = corrected(twice, [say('table:4:0', { form: '2021', table: 'requests' })])
    expect(report.fields['requests.granted.naturalPerson']).toMatchObject({ value: 8, page: 4, review: false })
    expect(report.checks.find(({ id }) => id === 'applicants.granted')).toMatchObject({ outcome: 'pass', left: 8 })
  })

  test('needs no evidence of its own', () => {
    const values = Array.from({ length: 15 }, (_, column) => ({ row: 0, column, text: '0' }))
    const bare = [...PAGES.slice(0, 2), pageOf(3, [gridOf({ rows: 1, columns: 15, cells: values })])]
    expect(reportOfPages(bare).fields['disputes.reconsideration.total']?.state).toBe('missing')
    const report = corrected(bare, [say('table:3:0', { form: '2021', table: 'disputes' })])
    expect(report.tables.at(-1)?.form).toBe('disputes')
    expect(report.fields['disputes.reconsideration.total']).toMatchObject({ value: 0, page: 3 })
  })

  test('makes a document known that was not', () => {
    const plain: PageReading[] = [{ ...PAGES[1]!, page: 1, lines: [] }]
    expect(corrected(plain, [say('table:1:0', NONE)]).document.kind).toBe('unknown')
    expect(corrected(plain, [say('table:1:0', { form: '2021', table: 'requests' })]).document).toMatchObject({
      ...{ kind: 'disclosure-annual-report', form: '2021' },
    })
  })
})

describe('a table over several pages', () => {
  const broken = ruledPages(form, CELLS, [12])

  test('is marked as one', () => {
    const report = corrected(broken, [say('table:2:0', NONE)])
    expect(report.tables.map((table) => [table.form, table.pages])).toEqual([
      ['proactive', [1]],
      [null, [2, 3]],
      ['disputes', [4]],
    ])
  })

  test('ends where a part is marked as something else', () => {
    const report = corrected(broken, [say('table:3:0', NONE)])
    expect(report.tables.map((table) => [table.form, table.pages])).toEqual([
      ['proactive', [1]],
      ['requests', [2]],
      [null, [3]],
      ['disputes', [4]],
    ])
  })
})

test.each([
  ['a page without tables', 'table:9:0', NONE],
  ['a table too many', 'table:2:1', NONE],
  ['no place', 'table:second', NONE],
  ['a form that nobody has', 'table:2:0', { form: '1999', table: 'requests' }],
  ['a table that the form has not', 'table:2:0', { form: '2021', table: 'art20_9' }],
])('a mark of %s is told as unused', (_, subject, mark) => {
  const report = corrected(PAGES, [say(subject, mark)])
  const { problems, ...rest } = report
  expect(rest).toEqual((({ problems: _known, ...plain }) => plain)(reportOfPages(PAGES)))
  expect(problems).toEqual([{ code: 'correction-unused', message: expect.stringContaining(subject) }])
})

test('a report’s tables have the subjects under which assembling finds them', () => {
  const second = gridOf({ rows: 2, columns: 2, cells: [{ row: 0, column: 0, text: '附' }] }, 700)
  const pages = ruledPages(form, CELLS, [12]).map((page) =>
    page.page === 3 ? { ...page, grids: [second, ...page.grids] } : page,
  )
  const { tables } = reportOfPages(pages)
  const subjects = tables.map((_, at) => tableSubject({ tables }, at))
  expect(subjects).toEqual(['table:1:0', 'table:2:0', 'table:3:1', 'table:4:0'])
  for (const [at, subject] of subjects.entries()) {
    const marked = corrected(pages, [say(subject!, NONE)]).tables
    expect(marked.map((table) => table.form)).toEqual(tables.map((table, i) => (i === at ? null : table.form)))
  }
  expect(tableSubject({ tables: [{ rows: 1, columns: 1, form: null, cells: [] }] }, 0)).toBeNull()
})
