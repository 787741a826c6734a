import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapBoxToPage, mapPointToPage, meshOf } from '../../../pipeline/upright/warp.ts'

const page = { width: 595, height: 842 }

test('without a warp places and boxes stay, cut off at the page', () => {
  expect(mapPointToPage(null, 12.5, 40)).toEqual([12.5, 40])
  expect(mapBoxToPage(null, [10, 20, 700, 850], page)).toEqual([10, 20, 595, 842])
})

test('a mesh gives back the map it was made of where that is linear', () => {
  const number = fc.double({ min: -0.2, max: 0.2, noNaN: true })
  fc.assert(
    fc.property(
      number,
      number,
      fc.double({ min: -9, max: 604, noNaN: true }),
      fc.double({ min: -9, max: 851, noNaN: true }),
      (a, b, x, y) => {
        const map = (u: number, v: number) => [u + a * v + 3, v - b * u - 2] as const
        const [px, py] = mapPointToPage(meshOf(page.width, page.height, map), x, y)
        expect(px).toBeCloseTo(map(x, y)[0], 1)
        expect(py).toBeCloseTo(map(x, y)[1], 1)
      },
    ),
    { seed: 1, numRuns: 60 },
  )
})

test('a mapped box holds every mapped place of the upright one', () => {
  const warp = meshOf(page.width, page.height, (x, y) => [x + 0.05 * y, y + 8 * Math.sin(x / 90)])
  const inside = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true })
  fc.assert(
    fc.property(
      inside(30, 250),
      inside(30, 400),
      inside(1, 250),
      inside(1, 300),
      inside(0, 1),
      inside(0, 1),
      (x, y, w, h, s, t) => {
        const box = mapBoxToPage(warp, [x, y, x + w, y + h], page)
        const [px, py] = mapPointToPage(warp, x + w * s, y + h * t)
        expect(px).toBeGreaterThanOrEqual(box[0] - 0.01)
        expect(px).toBeLessThanOrEqual(box[2] + 0.01)
        expect(py).toBeGreaterThanOrEqual(box[1] - 0.5)
        expect(py).toBeLessThanOrEqual(box[3] + 0.5)
      },
    ),
    { seed: 2, numRuns: 60 },
  )
})
