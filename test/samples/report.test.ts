import { describe, expect, test } from 'vitest'
import { holds } from '../../samples/make/decide.ts'
import { PLACES } from '../../samples/make/names.ts'
import { seeded } from '../../samples/make/random.ts'
import { makeReport, type Report } from '../../samples/make/report.ts'
import { sumsOfReport } from '../../samples/make/truth.ts'

function draw(seed: number, agencyError: boolean): Report {
  return makeReport(seeded(`test/${seed}`), { agencyError })
}

function failing(report: Report): string[][] {
  const values = new Map(Object.entries(report.cells).map(([id, cell]) => [id, cell.value]))
  return sumsOfReport(report)
    .filter((sum) => holds(sum, values) === false)
    .map((sum) => [...sum.left, ...sum.right])
}

describe('invented reports', () => {
  const seeds = Array.from({ length: 120 }, (_, i) => i)

  test('every equation holds as printed', () => {
    for (const seed of seeds) expect([seed, failing(draw(seed, false))]).toEqual([seed, []])
  })

  test('an agency error breaks equations, and no other cell does', () => {
    for (const seed of seeds) {
      const report = draw(seed, true)
      expect(report.inconsistent).toHaveLength(1)
      const broken = failing(report)
      expect([seed, broken.length > 0]).toEqual([seed, true])
      for (const terms of broken) expect(terms).toContain(report.inconsistent[0])
    }
  })

  test('all forms, styles and years come up, and every field of the forms has a cell', () => {
    const reports = seeds.map((seed) => draw(seed, false))
    expect(new Set(reports.map(({ form }) => form))).toEqual(new Set(['2019', '2021', 'mixed']))
    expect(new Set(reports.map(({ style }) => style)).size).toBe(5)
    const sizes = { '2019': 198, '2021': 200, mixed: 186 }
    for (const report of reports) expect(Object.keys(report.cells)).toHaveLength(sizes[report.form])
  })

  test('organisations lie in invented places', () => {
    for (const seed of seeds)
      expect(PLACES.some((place) => draw(seed, false).organization.startsWith(place))).toBe(true)
  })
})
