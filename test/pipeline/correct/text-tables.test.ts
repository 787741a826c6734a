import { describe, expect, test } from 'vitest'
import { recheck } from '../../../pipeline/correct/recheck.ts'
import { gridSubject, lineSubject, markedPlace } from '../../../pipeline/correct/table-subject.ts'
import { textStretches } from '../../../pipeline/correct/text-stretches.ts'
import { truthOf } from '../../../pipeline/correct/truth-of.ts'
import { vocabularyOf } from '../../../pipeline/form/vocabulary.ts'
import { readText } from '../../../pipeline/read/text.ts'
import type { Correction } from '../../../schemas/correction.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import type { Check, Report } from '../../../schemas/report.ts'
import { consistentCells, dumpLines, formOf, reportOf, requestsTable, tableOf } from '../../support/dump.ts'
import { corrected, figure, say } from './say.ts'

const form = formOf('2021')
const CELLS = consistentCells(form, { 'requests.granted.naturalPerson': 7, 'disputes.reconsideration.upheld': 2 })
const OTHERS = consistentCells(form, { 'requests.granted.naturalPerson': 8, 'requests.granted.business': 3 })
const TABLE = requestsTable(tableOf(form, 'requests'), OTHERS)
const LINES = dumpLines(form, CELLS)
const THIRD = headingAt(LINES, '三')
const FOURTH = headingAt(LINES, '四')
/** The same, with another year's requests behind this year's, or behind everything. */
const TWICE = LINES.toSpliced(FOURTH - 1, 0, '附：上一年度的表', ...TABLE)
const ANNEXED = [...LINES, '附件：更正后的表', ...TABLE]

const NONE = { form: null, table: null }
const REQUESTS = { form: '2021', table: 'requests' }

function headingAt(lines: readonly string[], number: string): number {
  const { title } = form.sections.find((section) => section.number === number)!
  return lines.indexOf(`${number}、${title}`) + 1
}

function said(lines: readonly string[], ...corrections: readonly Correction[]): Report {
  return corrected([readText(lines.join('\n'))], corrections)
}

function plainly({ source: _, ...report }: Report) {
  return report
}

describe('lines that are no table of the form’s', () => {
  test('fill no field, and the table that they are goes by no form', () => {
    const report = said(LINES, say(lineSubject(THIRD + 1, FOURTH - 1), NONE))
    expect(reportOf(LINES).tables.map((table) => table.form)).toContain('requests')
    expect(report.tables.map((table) => table.form)).not.toContain('requests')
    expect(report.fields['requests.granted.total']).toMatchObject({ state: 'missing', review: true })
    expect(report.fields['disputes.reconsideration.upheld']).toMatchObject({ value: 2 })
    expect(report.problems.map(({ code }) => code)).toEqual(['table-missing'])
    expect(report.checks.some(({ id }) => id.startsWith('balance.'))).toBe(false)
  })

  test('leave the field to those that are', () => {
    const [from, to] = [FOURTH, FOURTH + TABLE.length]
    expect(reportOf(TWICE).fields['requests.granted.naturalPerson']).toMatchObject({ review: true })
    const report = said(TWICE, say(lineSubject(from, to), NONE))
    expect(report.fields).toEqual(reportOf(LINES).fields)
    expect(report.checks).toEqual(reportOf(LINES).checks)
  })

  test('taken back, are what they were', () => {
    const subject = lineSubject(THIRD + 1, FOURTH - 1)
    const report = said(LINES, say(subject, NONE, 1), say(subject, null, 2))
    expect(plainly(report)).toEqual(plainly(reportOf(LINES)))
  })
})

describe('lines that are a form’s table', () => {
  const annex = lineSubject(LINES.length + 2, ANNEXED.length)

  test('are taken before others that look like it', () => {
    expect(reportOf(ANNEXED).fields['requests.granted.naturalPerson']).toMatchObject({ value: 7 })
    const report = said(ANNEXED, say(annex, REQUESTS))
    expect(report.fields['requests.granted.naturalPerson']).toMatchObject({ value: 8 })
    expect(report.fields['requests.granted.total']).toMatchObject({ value: 11 })
    expect(report.checks.find(({ id }) => id === 'applicants.granted')).toMatchObject({ outcome: 'pass', left: 11 })
    expect(report.problems).toEqual([])
  })

  test('have rows of another only where they have none of their own, and no cell that a row of theirs lost', () => {
    const at = ANNEXED.findLastIndex((line) => line.includes('（一）予以公开\t'))
    const cut = ANNEXED.toSpliced(at, 1, ANNEXED[at]!.split('\t').slice(0, -3).join('\t')).slice(0, -1)
    const report = said(cut, say(lineSubject(LINES.length + 2, cut.length), REQUESTS))
    expect(report.fields['requests.granted.naturalPerson']?.value).not.toBe(7)
    expect(report.fields['requests.granted.total']).toMatchObject({ review: true })
    const last = tableOf(form, 'requests').rows.at(-1)!.id
    expect(report.fields[`requests.${last}.total`]).toMatchObject({ value: 0, state: 'number' })
  })

  test('are matched by another form where they are marked so', () => {
    const title = LINES.findIndex((line) => line.startsWith('第二十条第（一）项')) + 1
    const report = said(LINES, say(lineSubject(title, title + 3), { form: '2019', table: 'art20_1' }))
    const columns = (id: string) => tableOf(formOf(id), 'art20_1').columns.map((column) => column.id)
    expect(columns('2019')).not.toEqual(columns('2021'))
    for (const column of columns('2019')) expect(report.fields).toHaveProperty([`art20_1.regulations.${column}`])
    const only2021 = columns('2021').filter((id) => !columns('2019').includes(id))
    for (const column of only2021) expect(report.fields).not.toHaveProperty([`art20_1.regulations.${column}`])
  })

  test('need no heading, and make a document known that was not', () => {
    const bare = disputesRow(LINES)
    expect(said(bare, say(lineSubject(1, 1), NONE)).document.kind).toBe('unknown')
    const report = said(bare, say(lineSubject(1, 1), { form: '2021', table: 'disputes' }))
    expect(report.document).toMatchObject({ kind: 'disclosure-annual-report', form: '2021' })
    expect(report.fields['disputes.reconsideration.upheld']).toMatchObject({ value: 2 })
  })

  test('may have one cell a line', () => {
    const stacked = ANNEXED.flatMap((line) => line.split('\t'))
    const from = stacked.indexOf('附件：更正后的表') + 2
    const report = said(stacked, say(lineSubject(from, stacked.length), REQUESTS))
    expect(reportOf(stacked).fields['requests.granted.naturalPerson']).toMatchObject({ value: 7 })
    expect(report.fields['requests.granted.naturalPerson']).toMatchObject({ value: 8, state: 'number' })
  })
})

test('of lines that two marks share the later word counts', () => {
  const whole = lineSubject(FOURTH, FOURTH + TABLE.length)
  const part = lineSubject(FOURTH, FOURTH + TABLE.length - 1)
  const [first, second] = [say(whole, REQUESTS, 1), say(part, NONE, 2)]
  expect(said(TWICE, first, second).fields['requests.granted.naturalPerson']).toMatchObject({ value: 7 })
  // The last word on the first subject is now the later one.
  const again = said(TWICE, first, second, say(whole, REQUESTS, 3))
  expect(again.fields['requests.granted.naturalPerson']).toMatchObject({ value: 8 })
})

test('tables in HTML are marked as those of a page are', () => {
  const rows = TABLE.map((line) => `<tr><td>${line.split('\t').join('</td><td>')}</td></tr>`)
  const html = LINES.toSpliced(THIRD, FOURTH - 1 - THIRD, '<table>', ...rows, '</table>')
  expect(reportOf(html).fields['requests.granted.naturalPerson']).toMatchObject({ value: 8 })
  const report = said(html, say(gridSubject(1, 0), NONE))
  expect(report.fields['requests.granted.naturalPerson']).toMatchObject({ state: 'missing' })
  expect(report.problems.map(({ code }) => code)).toEqual(['table-missing'])
})

test.each([
  ['lines that the dump has not', lineSubject(9_000, 9_001), NONE],
  ['no lines', 'table:lines:9-8', NONE],
  ['a form that nobody has', lineSubject(1, 9), { form: '1999', table: 'requests' }],
])('a mark of %s is told as unused', (_, subject, mark) => {
  const { problems, ...rest } = plainly(said(LINES, say(subject, mark)))
  const { problems: none, ...as } = plainly(reportOf(LINES))
  expect(rest).toEqual(as)
  expect(problems).toEqual([...none, { code: 'correction-unused', message: expect.stringContaining(subject) }])
})

describe('with a mark, as a person types', () => {
  const mark = say(lineSubject(LINES.length + 2, ANNEXED.length), REQUESTS, 1)
  const report = said(ANNEXED, mark)

  test('the checks of the report alone are those of assembling', () => {
    expect(recheck(report, {}, FORMS).checks).toEqual(report.checks)
    const word = figure('requests.granted.business', 4, 2)
    const live = recheck(report, { 'requests.granted.business': { value: 4, state: 'number' } }, FORMS)
    const outcomes = (checks: readonly Check[]) =>
      checks.map(({ id, outcome, left, right }) => [id, outcome, left, right])
    expect(outcomes(live.checks)).toEqual(outcomes(said(ANNEXED, mark, word).checks))
    expect(live.checks.find(({ id }) => id === 'applicants.granted')).toMatchObject({ outcome: 'fail', left: 12 })
  })

  test('the truth is of the fields that there are', () => {
    const words = [mark, figure('requests.granted.business', 3, 2), figure('disputes.reconsideration.upheld', 2, 3)]
    expect(truthOf(said(ANNEXED, ...words), words)?.fields).toEqual({
      'requests.granted.business': { value: 3, state: 'number' },
      'disputes.reconsideration.upheld': { value: 2, state: 'number' },
    })
    const none = say(lineSubject(headingAt(LINES, '四') + 1, LINES.length), NONE, 4)
    const without = said(LINES, ...words.slice(1), none)
    expect(without.fields['disputes.reconsideration.upheld']).toMatchObject({ value: 2, corrected: true })
    expect(truthOf(without, [...words, none])?.fields).toHaveProperty(['disputes.reconsideration.upheld'])
  })
})

describe('where a dump may have tables', () => {
  const stretchesOf = (lines: readonly string[]) =>
    textStretches(readText(lines.join('\n')), vocabularyOf(FORMS)).map(({ from, to }) => [from, to])

  test('are its delimited lines', () => {
    expect(stretchesOf(ANNEXED)).toContainEqual([THIRD + 1, FOURTH - 1])
    expect(stretchesOf(ANNEXED)).toContainEqual([LINES.length + 2, ANNEXED.length])
  })

  test('are the sections with tables, where nothing delimits their cells or something parts them', () => {
    const spaced = LINES.map((line) => line.replaceAll('\t', '  '))
    expect(stretchesOf(spaced).some(([from, to]) => from === THIRD + 1 && to! >= FOURTH - 1)).toBe(true)
    expect(stretchesOf(LINES.toSpliced(THIRD + 10, 0, '- 3 -'))).toContainEqual([THIRD + 1, FOURTH])
  })
})

test('subjects say what they point at', () => {
  expect(markedPlace(lineSubject(3, 9))).toEqual({ kind: 'lines', from: 3, to: 9 })
  expect(markedPlace(gridSubject(2, 0))).toEqual({ kind: 'grid', page: 2, index: 0 })
  for (const none of ['table:lines:9-3', 'table:lines:0-3', 'requests.granted.total', 'table:second'])
    expect(markedPlace(none)).toBeNull()
})

function disputesRow(lines: readonly string[]): string[] {
  const at = headingAt(lines, '四')
  return [lines[at + 3]!]
}
