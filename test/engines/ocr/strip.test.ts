import { expect, test } from 'vitest'
import { packStrips, shareOut } from '../../../engines/ocr/strip.ts'
import type { Gray } from '../../../pipeline/image/raster.ts'
import { fc } from '../../support/properties.ts'

const layout = { height: 48, crop: 40, squeeze: 1, stretch: 0, darken: 0, gap: 20, widest: 400 }

/** A ring, as a 0 has it, so that it is no dash. */
function ring(width: number, height: number): Gray {
  const data = new Uint8Array(width * height).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) data[y * width + x] = 0
  return { width, height, data }
}

test('every crop stands on exactly one strip, in order, apart from its neighbours and inside', () => {
  const sizes = fc.record({ width: fc.integer({ min: 1, max: 300 }), height: fc.integer({ min: 1, max: 120 }) })
  fc.assert(
    fc.property(fc.array(sizes, { maxLength: 20 }), (crops) => {
      const strips = packStrips(
        crops.map(({ width, height }) => ring(width, height)),
        layout,
      )
      expect(strips.flatMap(({ parts }) => parts.map((p) => p.crop))).toEqual(crops.map((_, i) => i))
      for (const { gray, parts } of strips) {
        expect(gray.data.length).toBe(gray.width * 48)
        if (parts.length > 1) expect(gray.width).toBeLessThanOrEqual(layout.widest + 31)
        parts.forEach((part, i) => {
          expect(part.from - (parts[i - 1]?.to ?? 0)).toBe(layout.gap)
          expect(part.to).toBeLessThanOrEqual(gray.width - layout.gap)
        })
      }
    }),
  )
})

test('a crop wider than a strip has one to itself', () => {
  const strips = packStrips([ring(20, 40), ring(900, 40), ring(20, 40)], layout)
  expect(strips.map(({ parts }) => parts.map((p) => p.crop))).toEqual([[0], [1], [2]])
  expect(strips[1]!.gray.width).toBeGreaterThanOrEqual(940)
})

test('a crop is scaled to the height of the layout and darkest where it was', () => {
  const { gray, parts } = packStrips([ring(16, 20)], layout)[0]!
  expect(parts).toEqual([{ crop: 0, from: 20, to: 52, scale: 2, cut: 0 }])
  const rows = Array.from({ length: 48 }, (_, y) =>
    Math.min(...gray.data.subarray(y * gray.width, (y + 1) * gray.width)),
  )
  expect(rows.findIndex((dark) => dark < 255)).toBe(4)
  expect(rows.findLastIndex((dark) => dark < 255)).toBe(43)
})

test('a layout may squeeze crops; characters are still told in the crop’s own pixels', () => {
  const strips = packStrips([ring(40, 40)], { ...layout, squeeze: 0.5 })
  expect(strips[0]!.parts).toEqual([{ crop: 0, from: 20, to: 40, scale: 0.5, cut: 0 }])
  const [reading] = shareOut(strips, [[{ text: '0', score: 1, from: 25, to: 35 }]], 1)
  expect(reading!.characters).toEqual([{ text: '0', score: 1, from: 10, to: 30 }])
})

test('a dash cropped to its ink does not become a block, nor a short number a dash', () => {
  const dash = { width: 30, height: 3, data: new Uint8Array(90) }
  const [strip] = packStrips([dash, ring(62, 20)], layout)
  expect(strip!.parts[0]!.to - strip!.parts[0]!.from).toBe(28)
  expect(strip!.parts[1]!.to - strip!.parts[1]!.from).toBe(124)
})

test('paper at the sides of a crop is cut off, and characters are told where they stand in the whole crop', () => {
  const { data } = ring(16, 20)
  const wide = new Uint8Array(30 * 20).fill(250)
  for (let y = 0; y < 20; y++) wide.set(data.subarray(y * 16, (y + 1) * 16), y * 30 + 9)
  const strips = packStrips([{ width: 30, height: 20, data: wide }], layout)
  expect(strips[0]!.parts).toEqual([{ crop: 0, from: 20, to: 52, scale: 2, cut: 9 }])
  const [reading] = shareOut(strips, [[{ text: '0', score: 1, from: 20, to: 52 }]], 1)
  expect(reading!.characters).toEqual([{ text: '0', score: 1, from: 9, to: 25 }])
})

test('characters go to the crop they stand on, in that crop’s pixels', () => {
  const strips = packStrips([ring(16, 20), ring(32, 20)], layout)
  const seen = [
    [
      { text: ' ', score: 0.4, from: 2, to: 10 },
      { text: '7', score: 0.9, from: 18, to: 30 },
      { text: ' ', score: 0.5, from: 55, to: 60 },
      { text: '1', score: 0.8, from: 74, to: 90 },
      { text: ' ', score: 0.99, from: 90, to: 95 },
      { text: '2', score: 0.71239, from: 100, to: 117.3 },
    ],
  ]
  expect(shareOut(strips, seen, 2)).toEqual([
    { text: '7', score: 0.9, characters: [{ text: '7', score: 0.9, from: 0, to: 5 }] },
    {
      text: '1 2',
      score: 0.7124,
      characters: [
        { text: '1', score: 0.8, from: 1, to: 9 },
        { text: ' ', score: 0.99, from: 9, to: 11.5 },
        { text: '2', score: 0.7124, from: 14, to: 22.7 },
      ],
    },
  ])
})

test('a crop on which nothing is seen reads as nothing, with no certainty', () => {
  const strips = packStrips([ring(16, 20)], layout)
  expect(shareOut(strips, [[]], 1)).toEqual([{ text: '', score: 0, characters: [] }])
})

test('lines of text are squeezed more than figures', () => {
  const long = { from: 8, squeeze: 0.5 }
  const [strip] = packStrips([ring(320, 40), ring(321, 40)], { ...layout, long, widest: 1000 })
  expect(strip!.parts.map(({ from, to }) => to - from)).toEqual([320, 161])
})
