import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { componentsOf } from '../../../pipeline/grid/components.ts'
import { boxOf, latticeOf, placesOf } from '../../../pipeline/grid/lattice.ts'
import { findRasterRulings } from '../../../pipeline/marks/raster.ts'
import type { Box, Ruling } from '../../../schemas/geometry.ts'
import { ideograph, ruled, type Sheet, sheet } from './paint.ts'

function boxes(rulings: readonly Ruling[]): Box[] {
  return componentsOf(rulings).flatMap((c) => {
    const lattice = latticeOf(c)
    return lattice ? placesOf(lattice).map((p) => boxOf(lattice, p)) : []
  })
}

const cellsOf = (page: Sheet) => boxes(findRasterRulings(page).rulings)

/** Each box has its own counterpart, every side within a point. */
function expectBoxes(found: readonly Box[], wanted: readonly Box[]): void {
  const alike = (a: Box, b: Box) => a.every((v, i) => Math.abs(v - b[i]!) <= 1)
  expect(wanted.filter((w) => !found.some((f) => alike(f, w)))).toEqual([])
  expect(found).toHaveLength(wanted.length)
}

function rulingsOf(page: Sheet, kind: Ruling['kind']): Ruling[] {
  return findRasterRulings(page).rulings.filter((r) => r.kind === kind)
}

/** Cells of a grid of which some stretches of neighbours are one. */
const spannedGrid = fc
  .record({
    widths: fc.array(fc.integer({ min: 13, max: 70 }), { minLength: 3, maxLength: 5 }),
    heights: fc.array(fc.integer({ min: 10, max: 40 }), { minLength: 2, maxLength: 5 }),
    merges: fc.array(
      fc.record({
        row: fc.nat(4),
        column: fc.nat(4),
        rows: fc.integer({ min: 1, max: 2 }),
        columns: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 3 },
    ),
    dpi: fc.constantFrom(150, 200, 240, 300),
    thickness: fc.constantFrom(0.5, 0.75, 1.5),
  })
  .map(({ widths, heights, merges, ...rest }) => {
    const edges = (sizes: readonly number[]) =>
      [0, ...sizes].map((_, i) => sizes.slice(0, i).reduce((sum, s) => sum + s, 30))
    const [xs, ys] = [edges(widths), edges(heights)]
    const taken = heights.map(() => widths.map(() => false))
    const cells: Box[] = []
    for (const { row, column, rows, columns } of merges) {
      const [bottom, right] = [Math.min(heights.length, row + rows), Math.min(widths.length, column + columns)]
      const inside = taken.slice(row, bottom).flatMap((r) => r.slice(column, right))
      if (inside.length < 2 || inside.includes(true)) continue
      for (let r = row; r < bottom; r++) for (let c = column; c < right; c++) taken[r]![c] = true
      cells.push([xs[column]!, ys[row]!, xs[right]!, ys[bottom]!])
    }
    taken.forEach((columns, r) => {
      columns.forEach((t, c) => {
        if (!t) cells.push([xs[c]!, ys[r]!, xs[c + 1]!, ys[r + 1]!])
      })
    })
    return { cells, width: xs[xs.length - 1]! + 30, height: ys[ys.length - 1]! + 30, ...rest }
  })

describe('cells', () => {
  test('any grid with spans comes back as it was drawn', () => {
    fc.assert(
      fc.property(spannedGrid, ({ cells, width, height, dpi, thickness }) => {
        const page = sheet(width, height, dpi)
        for (const [x0, y0, x1, y1] of cells) ruled(page, [x0, x1], [y0, y1], thickness)
        expectBoxes(cellsOf(page), cells)
      }),
      { numRuns: 40, seed: 7 },
    )
  })

  test('a wall broken in places is whole, one that is not there stays away', () => {
    const page = sheet(300, 160, 200)
    ruled(page, [20, 110, 200, 280], [20, 50, 80, 110, 140])
    page.fill(108, 81, 112, 109, 250)
    for (const y of [30, 60, 122]) page.fill(198, y, 202, y + 7, 250)
    page.fill(60, 48, 75, 52, 250)
    expect(cellsOf(page)).toHaveLength(11)
  })

  test('stumps on both ends prove a wall with nothing between them', () => {
    const page = sheet(300, 100, 200)
    ruled(page, [20, 280], [20, 50, 80])
    page.line('vertical', 150, 20, 28)
    page.line('vertical', 150, 42, 50)
    expect(cellsOf(page)).toHaveLength(3)
  })

  test('a line too pale for ink is found in the grey page', () => {
    const page = sheet(300, 200, 200)
    ruled(page, [20, 110, 280], [20, 60, 120, 180])
    page.line('vertical', 200, 20, 180, 0.75, 225)
    expect(cellsOf(page)).toHaveLength(9)
  })
})

describe('lines', () => {
  test('one that leans or bends by some pixels is one', () => {
    const page = sheet(540, 100, 200)
    for (let x = 20; x < 520; x++) {
      page.fill(x, 20 + 0.005 * x, x + 1, 20.6 + 0.005 * x)
      page.fill(x, 60 + Math.sin(x / 170), x + 1, 60.6 + Math.sin(x / 170))
    }
    const [leaning, bent, ...others] = rulingsOf(page, 'horizontal')
    expect(others).toEqual([])
    expect(leaning).toMatchObject({ from: expect.closeTo(20, 0), to: expect.closeTo(520, 0) })
    expect(bent!.to - bent!.from).toBeCloseTo(500, 0)
  })

  test('double and thick ones are one each', () => {
    const page = sheet(300, 160, 200)
    page.line('horizontal', 20, 20, 280, 0.5)
    page.line('horizontal', 21.8, 20, 280, 0.5)
    page.line('horizontal', 60, 20, 280, 3)
    expect(rulingsOf(page, 'horizontal').map((r) => Math.round(r.at))).toEqual([21, 60])
  })
})

describe('no lines', () => {
  test('strokes of characters, even where they stand in rows and columns', () => {
    const page = sheet(400, 300, 200)
    for (let row = 0; row < 14; row++)
      for (let column = 0; column < 30; column++)
        ideograph(page, 20 + column * 12, 20 + row * 18, 10.5, row * 7 + column)
    page.fill(20, 282, 52, 284)
    expect(findRasterRulings(page).rulings).toEqual([])
  })

  test('characters in a cell, a figure one in line with a wall above it', () => {
    const page = sheet(300, 120, 200)
    ruled(page, [20, 280], [20, 45, 70, 95])
    page.line('vertical', 150, 20, 45)
    page.fill(149.5, 53, 150.5, 61)
    for (let i = 0; i < 8; i++) ideograph(page, 40 + i * 11, 77, 10.5, i)
    expect(cellsOf(page)).toHaveLength(4)
  })

  test('a seal over a table', () => {
    const page = sheet(300, 260, 200)
    const [xs, ys] = [
      [20, 150, 280],
      [20, 80, 140, 200],
    ]
    ruled(page, xs, ys)
    for (let a = 0; a < 2 * Math.PI; a += 0.002) {
      const [x, y] = [170 + 57 * Math.cos(a), 150 + 57 * Math.sin(a)]
      page.fill(x, y, x + 1.6, y + 1.6)
    }
    expect(cellsOf(page)).toHaveLength(6)
  })
})
