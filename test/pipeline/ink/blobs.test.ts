import { expect, test } from 'vitest'
import type { Mask } from '../../../pipeline/image/raster.ts'
import { type Blob, blobsOf } from '../../../pipeline/ink/blobs.ts'
import { fc } from '../../support/properties.ts'
import { mask } from './make.ts'

test('pieces that touch at corners are one, others apart', () => {
  const ink = mask('##..#', '..#.#', '.....', '#....')
  expect(blobsOf(ink)).toEqual([
    { x0: 0, y0: 0, x1: 3, y1: 2, area: 3 },
    { x0: 4, y0: 0, x1: 5, y1: 2, area: 2 },
    { x0: 0, y0: 3, x1: 1, y1: 4, area: 1 },
  ])
  expect(blobsOf(ink, 2)).toHaveLength(2)
})

test('a run at the end of a row does not touch the start of the next', () => {
  expect(blobsOf(mask('...#', '....', '#...'))).toHaveLength(2)
  expect(blobsOf(mask('...#', '#...'))).toHaveLength(2)
})

test('branches that meet further down are one piece', () => {
  expect(blobsOf(mask('#...#', '#.#.#', '#####'))).toEqual([{ x0: 0, y0: 0, x1: 5, y1: 3, area: 10 }])
})

test('whatever the ink, pieces are those of a flood fill', () => {
  const inks = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
    .chain(([width, height]) =>
      fc
        .array(fc.boolean(), { minLength: width * height, maxLength: width * height })
        .map((bits): Mask => ({ width, height, data: Uint8Array.from(bits, Number) })),
    )
  fc.assert(
    fc.property(inks, (ink) => {
      expect(sorted(blobsOf(ink))).toEqual(sorted(flood(ink)))
    }),
  )
})

function flood({ width, height, data }: Mask): Blob[] {
  const seen = new Set<number>()
  const blobs: Blob[] = []
  data.forEach((bit, start) => {
    if (bit === 0 || seen.has(start)) return
    const stack = [start]
    seen.add(start)
    const blob = { x0: width, y0: height, x1: 0, y1: 0, area: 0 }
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)]
      Object.assign(blob, {
        x0: Math.min(blob.x0, x),
        y0: Math.min(blob.y0, y),
        x1: Math.max(blob.x1, x + 1),
        y1: Math.max(blob.y1, y + 1),
        area: blob.area + 1,
      })
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const next = (y + dy) * width + x + dx
          const inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height
          if (!inside || data[next] !== 1 || seen.has(next)) continue
          seen.add(next)
          stack.push(next)
        }
    }
    blobs.push(blob)
  })
  return blobs
}

function sorted(blobs: readonly Blob[]): Blob[] {
  return [...blobs].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0 || a.x1 - b.x1 || a.y1 - b.y1)
}
