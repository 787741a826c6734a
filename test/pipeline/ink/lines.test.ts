import { expect, test } from 'vitest'
import type { Blob } from '../../../pipeline/ink/blobs.ts'
import { inkLines } from '../../../pipeline/ink/lines.ts'

const EM = 30
const blob = (x0: number, y0: number, x1: number, y1: number): Blob => ({
  x0,
  y0,
  x1,
  y1,
  area: (x1 - x0) * (y1 - y0),
})
const bounds = (blobs: readonly Blob[], gap = 2) =>
  inkLines(blobs, EM, gap).map(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1])

test('lines come apart where no ink is, top to bottom', () => {
  const lines = [blob(0, 0, 28, 30), blob(32, 2, 60, 30), blob(0, 38, 28, 68)]
  expect(bounds(lines)).toEqual([
    [0, 0, 60, 30],
    [0, 38, 28, 68],
  ])
})

test('the strokes of 二 make one line, two lines of text do not', () => {
  expect(bounds([blob(4, 0, 24, 3), blob(0, 24, 28, 27)])).toEqual([[0, 0, 28, 27]])
  expect(bounds([blob(0, 0, 28, 28), blob(0, 33, 28, 36), blob(0, 57, 28, 60)])).toEqual([
    [0, 0, 28, 28],
    [0, 33, 28, 60],
  ])
})

test('a wide gap ends a line, a spaced-out label does not', () => {
  expect(bounds([blob(0, 0, 28, 30), blob(80, 0, 108, 30)])).toHaveLength(1)
  expect(bounds([blob(0, 0, 28, 30), blob(100, 0, 128, 30)])).toHaveLength(2)
  expect(bounds([blob(0, 0, 28, 30), blob(80, 0, 108, 30)], 1.5)).toHaveLength(2)
})

test('a point between figures belongs to them, specks alone are nothing', () => {
  const [line] = inkLines([blob(0, 0, 14, 22), blob(17, 19, 20, 22), blob(24, 0, 38, 22)], EM, 2)
  expect(line!.blobs).toHaveLength(3)
  expect(bounds([blob(0, 0, 3, 3), blob(60, 20, 63, 23)])).toEqual([])
  expect(bounds([blob(0, 0, 14, 22), blob(50, 10, 53, 13)])).toEqual([[0, 0, 14, 22]])
})

test('what is taller than characters is left out', () => {
  expect(bounds([blob(0, 0, 20, 200), blob(30, 10, 58, 40)])).toEqual([[30, 10, 58, 40]])
})
