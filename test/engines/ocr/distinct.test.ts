import { expect, test } from 'vitest'
import { readDistinct } from '../../../engines/ocr/distinct.ts'
import type { Gray } from '../../../pipeline/image/raster.ts'

const crop = (width: number, height: number, ...data: number[]): Gray => ({
  width,
  height,
  data: Uint8Array.from(data),
})

test('crops alike to the last pixel are read once, others each for itself', async () => {
  const crops = [crop(2, 1, 0, 9), crop(1, 2, 0, 9), crop(2, 1, 0, 9), crop(2, 1, 0, 8), crop(1, 2, 0, 9)]
  const asked: (readonly Gray[])[] = []
  const read = await readDistinct(crops, async (distinct) => {
    asked.push(distinct)
    return distinct.map((_, i) => `reading ${i}`)
  })
  expect(asked).toEqual([[crops[0], crops[1], crops[3]]])
  expect(read).toEqual(['reading 0', 'reading 1', 'reading 0', 'reading 2', 'reading 1'])
})

test('a crop is compared by its own pixels, not by the buffer it lies in', async () => {
  const buffer = Uint8Array.of(7, 1, 2, 1, 2)
  const crops = [1, 3].map((at) => ({ width: 2, height: 1, data: buffer.subarray(at, at + 2) }))
  expect(await readDistinct(crops, async (distinct) => [distinct.length])).toEqual([1, 1])
})
