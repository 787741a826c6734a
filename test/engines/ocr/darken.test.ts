import { expect, test } from 'vitest'
import { darken } from '../../../engines/ocr/darken.ts'

const crop = (...data: number[]) => ({ width: data.length, height: 1, data: Uint8Array.from(data) })
const greys = (share: number, ...data: number[]) => [...darken(crop(...data), share).data]

test('the darkest share becomes black, white stays white, and greys keep their order between', () => {
  expect(greys(0.25, 155, 255, 205, 255)).toEqual([0, 255, 128, 255])
  expect(greys(0.5, 155, 255, 205, 255)).toEqual([0, 255, 0, 255])
})

test('a single dark speck does not decide', () => {
  expect(greys(0.2, 0, 155, 155, 155, 155, 205, 255, 255, 255, 255)).toEqual([0, 0, 0, 0, 0, 128, 255, 255, 255, 255])
})

test('black ink stays as it is, and paper without ink does not turn black', () => {
  expect(greys(0.25, 0, 0, 128, 255)).toEqual([0, 0, 128, 255])
  expect(Math.min(...greys(0.25, 250, 255, 252, 255))).toBeGreaterThan(200)
})
