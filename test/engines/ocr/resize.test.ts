import { expect, test } from 'vitest'
import { resize } from '../../../engines/ocr/resize.ts'
import { fc } from '../../support/properties.ts'

const side = fc.integer({ min: 1, max: 60 })

test('an even grey stays what it is at any size', () => {
  fc.assert(
    fc.property(side, side, side, side, fc.integer({ min: 0, max: 255 }), (w, h, toW, toH, grey) => {
      const out = resize({ width: w, height: h, data: new Uint8Array(w * h).fill(grey) }, toW, toH)
      expect(out).toEqual({ width: toW, height: toH, data: new Uint8Array(toW * toH).fill(grey) })
    }),
  )
})

test('the same size gives the same pixels', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (data) => {
      expect(resize({ width: 4, height: 3, data }, 4, 3).data).toEqual(data)
    }),
  )
})

test('shrinking averages instead of skipping: fine lines turn to grey', () => {
  const data = Uint8Array.from({ length: 64 * 4 }, (_, i) => (i % 2 === 0 ? 0 : 255))
  const { data: out } = resize({ width: 64, height: 4, data }, 8, 2)
  for (const value of out) expect(Math.abs(value - 127.5)).toBeLessThan(16)
})

test('growing keeps edges where they were', () => {
  const { data } = resize({ width: 2, height: 1, data: Uint8Array.of(0, 255) }, 8, 1)
  expect([...data.subarray(0, 3)]).toEqual([0, 0, 32])
  expect([...data.subarray(5)]).toEqual([223, 255, 255])
})
