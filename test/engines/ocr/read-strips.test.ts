import { expect, test } from 'vitest'
import { readStrips } from '../../../engines/ocr/read-strips.ts'
import type { Gray } from '../../../pipeline/image/raster.ts'

const layout = { height: 48, crop: 40, squeeze: 1, stretch: 0, darken: 0, gap: 20, widest: 800 }
const crop = (grey: number): Gray => ({ width: 10, height: 20, data: new Uint8Array(200).fill(grey) })

test('a crop on which nothing is seen among others is read once more alone', async () => {
  const widths: number[] = []
  const readings = await readStrips([crop(0), crop(1), crop(0), crop(2)], layout, ({ width }) => {
    widths.push(width)
    const first = { text: 'first', score: 1, from: 20, to: 40 }
    return width > 100 ? [first] : [{ text: `alone ${widths.length}`, score: 1, from: 20, to: 40 }]
  })
  expect(readings.map((r) => r.text)).toEqual(['first', 'alone 2', 'first', 'alone 3'])
  expect(widths).toHaveLength(3)
})

test('where crops are read alone anyway nothing is read twice', async () => {
  let strips = 0
  const readings = await readStrips([crop(0), crop(1)], { ...layout, widest: 0 }, () => {
    strips++
    return []
  })
  expect(strips).toBe(2)
  expect(readings.map((r) => r.text)).toEqual(['', ''])
})

test('letters and unsure figures are read again, less squeezed, and that reading counts', async () => {
  const widths: number[] = []
  const squeezed = { ...layout, squeeze: 0.5, stretch: 1, widest: 60 }
  const readings = await readStrips([crop(0), crop(1), crop(2)], squeezed, (strip) => {
    widths.push(strip.width)
    const said = [
      { text: 'outer', score: 0.99 },
      { text: '15', score: 0.6 },
      { text: '2024', score: 0.99 },
      { text: 'outerreefs', score: 0.9 },
      { text: '15321', score: 0.98 },
    ][widths.length - 1]!
    return [{ ...said, from: 20, to: 30 }]
  })
  expect(readings.map((r) => r.text)).toEqual(['outerreefs', '15321', '2024'])
  expect(widths).toHaveLength(5)
})
