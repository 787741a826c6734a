import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dilate, erode, open } from '../../../pipeline/image/morphology.ts'
import type { Gray, Mask } from '../../../pipeline/image/raster.ts'
import { linkRuns, runsOf } from '../../../pipeline/image/runs.ts'
import { sampleMesh } from '../../../pipeline/image/sample.ts'
import { shrink } from '../../../pipeline/image/shrink.ts'
import { smooth } from '../../../pipeline/image/smooth.ts'
import { specksOf } from '../../../pipeline/image/specks.ts'
import { transpose } from '../../../pipeline/image/transpose.ts'
import { turnBack } from '../../../pipeline/image/turn.ts'
import { slideWindow } from '../../../pipeline/image/window.ts'

const picture = (most: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: 23 }), fc.integer({ min: 1, max: 19 }))
    .chain(([width, height]) =>
      fc
        .uint8Array({ minLength: width * height, maxLength: width * height, max: most })
        .map((data): Gray & Mask => ({ width, height, data })),
    )
const check = (of: Parameters<typeof fc.assert>[0]) => fc.assert(of, { seed: 3, numRuns: 80 })
const drawn = (...rows: string[]): Mask => ({
  width: rows[0]!.length,
  height: rows.length,
  data: Uint8Array.from(rows.join(''), (letter) => (letter === '#' ? 1 : 0)),
})

test('four quarter turns, and two transpositions, give the picture back', () => {
  check(
    fc.property(picture(255), (gray) => {
      expect(turnBack(turnBack(gray, 90), 270)).toEqual(gray)
      expect(turnBack(turnBack(gray, 180), 180)).toEqual(gray)
      expect(turnBack(turnBack(gray, 90), 90)).toEqual(turnBack(gray, 180))
      expect(transpose(transpose(gray))).toEqual(gray)
    }),
  )
})

test('the sliding window gives mean and variance of what it sees', () => {
  check(
    fc.property(picture(255), fc.integer({ min: 1, max: 6 }), (gray, radius) => {
      slideWindow(gray, radius, (y, means, variances) => {
        for (let x = 0; x < gray.width; x++) {
          const seen: number[] = []
          for (let v = Math.max(0, y - radius); v <= Math.min(gray.height - 1, y + radius); v++)
            for (let u = Math.max(0, x - radius); u <= Math.min(gray.width - 1, x + radius); u++)
              seen.push(gray.data[v * gray.width + u]!)
          const mean = seen.reduce((sum, value) => sum + value, 0) / seen.length
          const variance = seen.reduce((sum, value) => sum + (value - mean) ** 2, 0) / seen.length
          expect(means[x]).toBeCloseTo(mean, 2)
          expect(Math.abs(variances[x]! - variance)).toBeLessThan(0.05)
        }
      })
    }),
  )
})

test('shrinking takes means, smoothing keeps levels, and neither changes a plain picture', () => {
  const plain: Gray = { width: 12, height: 8, data: new Uint8Array(96).fill(77) }
  expect(shrink(plain, 4)).toEqual({ width: 3, height: 2, data: new Uint8Array(6).fill(77) })
  expect(smooth(plain)).toEqual(plain)
  expect(shrink({ width: 3, height: 2, data: Uint8Array.of(0, 100, 9, 100, 200, 9) }, 2).data).toEqual(
    Uint8Array.of(100),
  )
})

test('sampling through a mesh that moves nothing gives the picture back; moved by half a pixel, means', () => {
  const mesh = (shift: number) => ({
    step: 30,
    columns: 2,
    rows: 2,
    points: [shift, 0, 30 + shift, 0, shift, 30, 30 + shift, 30],
  })
  check(
    fc.property(picture(255), (gray) => {
      expect(sampleMesh(gray, mesh(0), gray.width, gray.height, 9)).toEqual(gray)
    }),
  )
  const moved = sampleMesh({ width: 3, height: 1, data: Uint8Array.of(0, 100, 200) }, mesh(0.5), 3, 1, 40)
  expect([...moved.data]).toEqual([50, 150, 120])
})

test('runs overlook gaps and hang together by their neighbours', () => {
  const mask = drawn('##.##..#', '.....#..', '########')
  expect(runsOf(mask).count).toBe(5)
  expect([...runsOf(mask, 3, 1).from]).toEqual([0, 0])
  expect(linkRuns(runsOf(mask), 1).pieces).toBe(3)
  expect(linkRuns(runsOf(mask), 0).pieces).toBe(4)
})

test('specks of a size are counted and taken out, larger pieces left', () => {
  const mask = drawn('#...##', '.#....', '....##', '#...##')
  const specks = specksOf(mask, 3)
  expect(specks.sizes).toEqual([0, 1, 2, 0])
  specks.remove(2, 0)
  expect(mask).toEqual(drawn('......', '......', '....##', '....##'))
})

test('specks near other ink may be spared', () => {
  const mask = drawn('#.....', '....#.', '......', '.....#')
  specksOf(mask, 3).remove(2, 2)
  expect(mask).toEqual(drawn('......', '....#.', '......', '.....#'))
})

test('opening leaves what a square fits into, eroding and dilating are each other seen from the paper', () => {
  const solid = drawn('.......', '.###...', '.####..', '.###...', '.......')
  expect(open(solid, 1)).toEqual(drawn('.......', '.###...', '.###...', '.###...', '.......'))
  check(
    fc.property(picture(1), (mask) => {
      const eroded = erode(mask, 1)
      const grown = dilate(mask, 1)
      for (let i = 0; i < mask.data.length; i++) {
        expect(eroded.data[i]).toBeLessThanOrEqual(mask.data[i]!)
        expect(grown.data[i]).toBeGreaterThanOrEqual(mask.data[i]!)
      }
    }),
  )
})
