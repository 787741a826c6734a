import { expect, test } from 'vitest'
import type { Mask } from '../../../pipeline/image/raster.ts'
import { closeDashes } from '../../../pipeline/marks/raster-dashes.ts'

const blank = (): Mask => ({ width: 400, height: 200, data: new Uint8Array(400 * 200) })

function paint({ width, data }: Mask, x: number, y: number, w: number, h: number): void {
  for (let row = y; row < y + h; row++) data.fill(1, row * width + x, row * width + x + w)
}

function inked({ width, data }: Mask, x: number, y: number): boolean {
  return data[y * width + x] === 1
}

test('dashes and dots in a row become one line, whichever way it runs, over what crosses it', () => {
  const ink = blank()
  for (let x = 20; x < 380; x += 10) if (x !== 200) paint(ink, x, 50, 6, 2)
  paint(ink, 203, 20, 3, 100)
  for (let y = 20; y < 180; y += 6) paint(ink, 300, y, 3, 3)
  const closed = closeDashes(ink, 200)
  for (let x = 20; x < 376; x++) expect(inked(closed, x, 50), `at ${x}`).toBe(true)
  for (let y = 20; y < 179; y++) expect(inked(closed, 301, y), `at ${y}`).toBe(true)
  expect(inked(closed, 250, 53)).toBe(false)
})

test('an ellipsis, words and salt stay as they are', () => {
  const ink = blank()
  for (let i = 0; i < 9; i++) paint(ink, 20 + 6 * i, 20, 3, 3)
  for (let i = 0; i < 12; i++) paint(ink, 20 + 12 * i, 60, 6, 14)
  let state = 7
  const next = (most: number) => {
    state = (state * 48271) % 2147483647
    return state % most
  }
  for (let i = 0; i < 2500; i++) paint(ink, next(396), 90 + next(105), 1 + next(3), 1 + next(3))
  expect(closeDashes(ink, 200).data).toEqual(ink.data)
})
