import { describe, expect, test } from 'vitest'
import { REASONS, Report } from '../../schemas/report.ts'
import { consistentCells, dumpLines, formOf, replaceLine, reportOf } from '../support/dump.ts'

const form = formOf('2021')
const lines = dumpLines(form, consistentCells(form, { 'requests.granted.business': 3 }))

const REPORTS: readonly (readonly [what: string, report: Report])[] = [
  ['a whole report', reportOf(lines)],
  ['one with a lost cell', reportOf(replaceLine(lines, '8.属于', '8.属于行政查询事项\t0\t0\t0\t0\t0\t0'))],
  ['one with a wrong sum', reportOf(dumpLines(form, { ...consistentCells(form), 'requests.granted.total': '4' }))],
  ['one cut short', reportOf(lines.slice(0, 30))],
  ['one with words in a cell', reportOf(replaceLine(lines, '行政强制', '行政强制\t不涉及'))],
  ['an unknown document', reportOf('一封信\n你好。')],
  ['nothing at all', reportOf('')],
]

describe.each(REPORTS)('%s', (_, report) => {
  test('is as the schema has it, down to the last key', () => {
    expect(Report.parse(report)).toEqual(report)
  })

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

  test('sends to review what it says it sends', () => {
    const flagged = Object.entries(report.fields).flatMap(([id, field]) => (field.review ? [id] : []))
    expect(report.review).toEqual({ needed: flagged.length > 0, fields: flagged })
  })

  test('gives every field in review a reason, and no other', () => {
    for (const [id, { review, reasons }] of Object.entries(report.fields)) {
      expect([id, reasons.length > 0]).toEqual([id, review])
      for (const reason of reasons) expect(REASONS).toContain(reason)
    }
  })

  test('has a value exactly where something legible is printed', () => {
    for (const { state, value } of Object.values(report.fields)) {
      expect(typeof value).toBe(state === 'number' ? 'number' : state === 'text' ? 'string' : 'object')
      if (state === 'missing' || state === 'unreadable') expect(value).toBeNull()
    }
  })

  test('sends what is missing or unreadable to review', () => {
    for (const { state, review } of Object.values(report.fields)) {
      if (state === 'missing' || state === 'unreadable') expect(review).toBe(true)
    }
  })

  test('checks and suspects are fields of its own', () => {
    for (const check of report.checks) {
      for (const id of [...check.fields, ...(check.suspects ?? [])]) expect(report.fields).toHaveProperty([id])
      expect(check.outcome === 'fail').toBe(check.verdict !== undefined)
    }
  })

  test('tables have all their cells inside', () => {
    for (const table of report.tables) {
      for (const cell of table.cells) {
        expect(cell.row + cell.rowSpan).toBeLessThanOrEqual(table.rows)
        expect(cell.column + cell.columnSpan).toBeLessThanOrEqual(table.columns)
      }
    }
  })
})

test('the same dump makes the same report, byte for byte', () => {
  expect(JSON.stringify(reportOf(lines))).toBe(JSON.stringify(reportOf(lines)))
})
