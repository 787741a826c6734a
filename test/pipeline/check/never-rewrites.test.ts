import { expect, test } from 'vitest'
import { APPLICANTS, consistentCells, dumpLines, formOf, reportOf, tableOf } from '../../support/dump.ts'
import { fc } from '../../support/properties.ts'

const form = formOf('2021')
const requests = tableOf(form, 'requests')
const outcomes = form.equations.find((equation) => equation.id === 'outcomes.{column}')!.left
const cells = requests.rows.flatMap((row) => requests.columns.map((column) => `requests.${row.id}.${column.id}`))

const counts = fc.dictionary(
  fc
    .tuple(fc.constantFrom(...outcomes, 'carriedOver'), fc.constantFrom(...APPLICANTS))
    .map(([row, column]) => `requests.${row}.${column}`),
  fc.integer({ min: 1, max: 400 }),
  { maxKeys: 12 },
)

test('whichever cell the agency prints wrong, every value comes out as printed and the wrong one is a suspect', () => {
  fc.assert(
    fc.property(counts, fc.constantFrom(...cells), fc.integer({ min: 1, max: 50 }), (figures, id, by) => {
      const right = consistentCells(form, figures)
      const printed = { ...right, [id]: String(Number(right[id]) + by) }
      const report = reportOf(dumpLines(form, printed))
      for (const field of cells) expect([field, report.fields[field]?.value]).toEqual([field, Number(printed[field])])
      const failed = report.checks.filter((check) => check.outcome === 'fail')
      expect(failed.length).toBeGreaterThan(0)
      expect(failed.every((check) => check.verdict === 'source')).toBe(true)
      expect(failed.flatMap((check) => check.suspects ?? [])).toContain(id)
      expect(report.review.fields).toContain(id)
      const { suggestion } = report.fields[id]!
      if (suggestion !== undefined) expect(suggestion).toBe(Number(right[id]))
    }),
    { numRuns: 120 },
  )
})

test('a consistent report passes every check and asks for no review', () => {
  fc.assert(
    fc.property(counts, (figures) => {
      const report = reportOf(dumpLines(form, consistentCells(form, figures)))
      expect(report.checks.filter((check) => check.outcome !== 'pass')).toEqual([])
      expect(report.review).toEqual({ needed: false, fields: [] })
    }),
    { numRuns: 60 },
  )
})
