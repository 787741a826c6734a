import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitBox, fitPage, pan, toPage, turn, type View, zoom } from '../../../../review/web/picture/view.ts'

const page = { width: 595, height: 842 }
const pane = { width: 620, height: 560 }

test('the whole page fits into the pane, however it is turned', () => {
  for (const turns of [0, 1, 2, 3] as const) {
    const { scale } = fitPage(page, pane, turns)
    const [across, down] = turns % 2 === 0 ? [595, 842] : [842, 595]
    expect(across * scale).toBeLessThanOrEqual(pane.width)
    expect(down * scale).toBeLessThanOrEqual(pane.height)
  }
})

test('a cell is shown whole, large enough to read, and a page wider than the pane leaves no empty border', () => {
  const view = fitBox([60, 300, 98, 322], page, pane)
  const left = toPage(view, pane, 0, 0)
  const right = toPage(view, pane, pane.width, pane.height)
  expect(22 * view.scale).toBeGreaterThan(30)
  expect(left.x).toBeGreaterThanOrEqual(-0.001)
  expect(left.x).toBeLessThan(60)
  expect(right.x).toBeGreaterThan(98)
})

test('zooming leaves the point under the mouse where it is; panning moves by as many pixels', () => {
  const views = fc.record({
    x: fc.double({ min: 0, max: 595, noNaN: true }),
    y: fc.double({ min: 0, max: 842, noNaN: true }),
    scale: fc.double({ min: 0.5, max: 4, noNaN: true }),
    turns: fc.constantFrom(0, 1, 2, 3) as fc.Arbitrary<View['turns']>,
  })
  const pixel = fc.integer({ min: 0, max: 500 })
  fc.assert(
    fc.property(views, pixel, pixel, fc.double({ min: 0.5, max: 2, noNaN: true }), (view, x, y, factor) => {
      const before = toPage(view, pane, x, y)
      const after = toPage(zoom(view, factor, pane, x, y), pane, x, y)
      expect(after.x).toBeCloseTo(before.x, 6)
      expect(after.y).toBeCloseTo(before.y, 6)
      const moved = toPage(pan(view, 30, -20), pane, x + 30, y - 20)
      expect(moved.x).toBeCloseTo(before.x, 6)
      expect(moved.y).toBeCloseTo(before.y, 6)
    }),
  )
})

test('four quarter turns are none', () => {
  const view = fitPage(page, pane)
  expect(turn(turn(turn(turn(view))))).toEqual(view)
})
