import { expect, test } from 'vitest'
import { eraseRulings, findRasterRulings } from '../../../pipeline/marks/raster.ts'
import { ruled, type Sheet, sheet } from './paint.ts'

const XS = [20, 100, 180]
const YS = [20, 50, 80]

/** Pixels of ink left within a box in points. */
function inkIn(page: Sheet, data: Uint8Array, x0: number, y0: number, x1: number, y1: number): number {
  const scale = page.dpi / 72
  let count = 0
  for (let y = Math.floor(y0 * scale); y < Math.min(page.ink.height, y1 * scale); y++)
    for (let x = Math.floor(x0 * scale); x < Math.min(page.ink.width, x1 * scale); x++)
      count += data[y * page.ink.width + x]!
  return count
}

function bare(draw: (page: Sheet) => void, dpi = 200): { page: Sheet; left: Uint8Array } {
  const page = sheet(200, 100, dpi)
  ruled(page, XS, YS)
  draw(page)
  return { page, left: eraseRulings(page.ink, findRasterRulings(page)).data }
}

test.each([150, 200, 300])('nothing is left of rulings, crossings included, at %i dpi', (dpi) => {
  const { page, left } = bare(() => undefined, dpi)
  expect(inkIn(page, left, 0, 0, 200, 100)).toBe(0)
})

test('a ragged edge goes with its ruling', () => {
  const { page, left } = bare((p) => {
    for (let x = 25; x < 95; x += 3) p.fill(x, 50.3, x + 0.7, 50.7)
  })
  expect(inkIn(page, left, 0, 0, 200, 100)).toBe(0)
})

test('a one beside a ruling keeps its stroke, even touching it', () => {
  for (const gap of [0.8, 0.4]) {
    const { page, left } = bare((p) => p.fill(100 + gap, 30, 101.6, 40))
    expect(inkIn(page, left, 99, 28, 103, 42)).toBeGreaterThanOrEqual(0.6 * 10 * (page.dpi / 72) ** 2)
  }
})

test('a stroke that ends on a ruling stays up to it', () => {
  const { page, left } = bare((p) => p.fill(60, 40, 61.2, 50))
  const all = inkIn(page, page.ink.data, 59, 40, 63, 49)
  expect(all).toBeGreaterThan(0)
  expect(inkIn(page, left, 59, 40, 63, 49)).toBe(all)
})

test('a stroke that crosses a ruling keeps the piece inside it', () => {
  const { page, left } = bare((p) => p.fill(60, 44, 61.2, 56))
  const stroke = (data: Uint8Array) => inkIn(page, data, 60.1, 45, 61, 55)
  expect(stroke(left)).toBeGreaterThanOrEqual(0.95 * stroke(page.ink.data))
  expect(inkIn(page, left, 64, 45, 95, 55)).toBe(0)
})
