import { expect, test } from 'vitest'
import type { Mask } from '../../../pipeline/image/raster.ts'
import { blobsOf } from '../../../pipeline/ink/blobs.ts'
import { inkLines } from '../../../pipeline/ink/lines.ts'
import { markOf } from '../../../pipeline/ink/mark.ts'
import { paint } from './make.ts'

const EM = 30

function markIn(ink: Mask): string {
  const lines = inkLines(blobsOf(ink), EM, 2)
  expect(lines).toHaveLength(1)
  return markOf(ink, lines[0]!, EM)
}

/** A straight stroke from (x0, y0) to (x1, y1). */
function stroke(x0: number, y0: number, x1: number, y1: number, thick: number): (x: number, y: number) => boolean {
  const length = Math.hypot(x1 - x0, y1 - y0)
  return (x, y) => {
    const along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length
    const across = Math.abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / length
    return along >= 0 && along <= length && across <= thick / 2
  }
}

const any =
  (...shapes: readonly ((x: number, y: number) => boolean)[]) =>
  (x: number, y: number) =>
    shapes.some((shape) => shape(x, y))

test.each([
  ['steep', stroke(14, 36, 20, 10, 3)],
  ['flat', stroke(8, 34, 26, 10, 3)],
  ['thin', stroke(12, 36, 22, 10, 1.6)],
])('a %s slash', (_, shape) => {
  expect(markIn(paint(40, 46, shape))).toBe('slash')
})

test.each([
  ['an upright stroke', stroke(20, 36, 20, 10, 3)],
  ['a 1 with its flag', any(stroke(20, 36, 20, 10, 3), stroke(14, 15, 20, 10, 3))],
  ['a 7', any(stroke(10, 11, 26, 11, 3), stroke(26, 11, 16, 36, 3))],
  ['a backslash', stroke(12, 10, 24, 36, 3)],
  ['a 0', (x: number, y: number) => Math.abs(Math.hypot((x - 20) / 8, (y - 22) / 13) - 1) < 0.2],
  ['a 1 with flag and foot', any(stroke(20, 36, 20, 10, 3), stroke(14, 15, 20, 10, 3), stroke(13, 36, 27, 36, 3))],
])('%s is no mark', (_, shape) => {
  expect(markIn(paint(40, 46, shape))).toBe('characters')
})

test.each([
  ['hyphen', stroke(14, 22, 24, 22, 3)],
  ['em dash', stroke(4, 22, 34, 22, 2)],
  ['hairline', stroke(6, 22, 30, 22, 1.2)],
  ['double dash', any(stroke(2, 22, 18, 22, 2), stroke(21, 22, 37, 22, 2))],
])('a %s', (_, shape) => {
  expect(markIn(paint(40, 46, shape))).toBe('dash')
})

test('two bars one above the other are 二, not a dash', () => {
  expect(markIn(paint(40, 46, any(stroke(10, 14, 28, 14, 3), stroke(6, 32, 34, 32, 3))))).toBe('characters')
})

test('a speck beside a slash does not hide it', () => {
  const ink = paint(
    40,
    46,
    any(stroke(12, 36, 22, 10, 3), (x, y) => x === 26 && y === 30),
  )
  expect(markIn(ink)).toBe('slash')
})

test('a short bold hyphen is a dash, a point is not', () => {
  expect(markIn(paint(40, 46, (x, y) => x >= 16 && x < 24 && y >= 20 && y < 24))).toBe('dash')
  expect(markIn(paint(40, 46, (x, y) => x >= 16 && x < 24 && y >= 20 && y < 28))).toBe('fragment')
})
