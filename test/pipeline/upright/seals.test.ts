import { expect, test } from 'vitest'
import type { Colour, Gray } from '../../../pipeline/image/raster.ts'
import { greyOf, greyWithoutSeals } from '../../../pipeline/upright/grey.ts'
import { findSeals } from '../../../pipeline/upright/seals.ts'
import { box, pictureOf, tablePage, turned } from './drawing.ts'

const DPI = 150
const RED = [200, 40, 40] as const

/** A grey page in colour; where `inked` says so, light passes through ink of a colour. */
function coloured(page: Gray, ink: readonly number[], inked: (x: number, y: number) => boolean): Colour {
  const data = new Uint8Array(page.data.length * 3)
  for (let i = 0; i < page.data.length; i++)
    for (let c = 0; c < 3; c++)
      data[i * 3 + c] = inked(i % page.width, Math.floor(i / page.width))
        ? (page.data[i]! * ink[c]!) / 255
        : page.data[i]!
  return { width: page.width, height: page.height, data }
}

/** A ring 40 mm across with a bar in it, over the table. */
const ring = (x: number, y: number) => {
  const distance = Math.hypot(x - 420, y - 500)
  return (distance > 105 && distance < 118) || (Math.abs(y - 500) < 12 && Math.abs(x - 420) < 60)
}

test.each([
  ['red', RED],
  ['blue', [40, 50, 200]],
] as const)('a %s seal goes, the print under it stays', (hue, ink) => {
  const page = tablePage()
  const picture = coloured(page, ink, ring)
  expect(findSeals(picture, DPI)).toMatchObject([{ hue }])
  const grey = greyWithoutSeals({ ...picture, channels: 3 }, DPI)
  for (let i = 0; i < page.data.length; i++) {
    if (page.data[i] === 255 && grey.data[i]! < 235)
      expect.fail(`seal left at ${i % 840}, ${Math.floor(i / 840)}: ${grey.data[i]}`)
    if (page.data[i] === 0 && grey.data[i]! > 60)
      expect.fail(`print lost at ${i % 840}, ${Math.floor(i / 840)}: ${grey.data[i]}`)
  }
})

test('red figures, red rulings and filled headers are no seals', () => {
  const page = tablePage()
  expect(
    findSeals(
      coloured(page, RED, (x, y) => page.data[y * 840 + x] === 0),
      DPI,
    ),
  ).toEqual([])
  expect(
    findSeals(
      coloured(page, RED, (x, y) => x > 120 && x < 720 && y > 200 && y < 300),
      DPI,
    ),
  ).toEqual([])
  const figures = { width: 840, height: 1180, data: new Uint8Array(840 * 1180).fill(255) }
  for (let i = 0; i < 9; i++) box(figures, 300 + i * 14, 400, 308 + i * 14, 420)
  const red = coloured(
    { ...figures, data: figures.data.map((value) => (value === 0 ? 255 : 254)) },
    RED,
    (x, y) => figures.data[y * 840 + x] === 0,
  )
  expect(findSeals(red, DPI)).toEqual([])
  expect(greyWithoutSeals({ ...red, channels: 3 }, DPI)).toEqual(greyOf({ ...red, channels: 3 }))
})

test('a skewed table in blue, some of its ink too pale to tell, is no seal', () => {
  const page = pictureOf(tablePage(), turned(2, 840, 1180))
  const bare = { ...page, data: page.data.map((value) => (value < 128 ? 255 : 254)) }
  const picture = coloured(
    bare,
    [60, 90, 200],
    (x, y) => bare.data[y * 840 + x] === 255 && x < 500 && y < 560 && (x + y) % 90 > 12,
  )
  expect(findSeals(picture, DPI)).toEqual([])
})

test.each([0, 6])('rulings leaning by %i° whose blue shows in patches no larger than seals are none', (degrees) => {
  const place = turned(degrees, 840, 1180)
  const ruled = (x: number, y: number) => {
    const [at, down] = place(x, y)
    const inside = at > 100 && at < 740 && down > 150 && down < 1000
    return inside && (at % 80 < 2.5 || down % 50 < 2.5)
  }
  const data = new Uint8Array(840 * 1180 * 3).fill(254)
  for (let y = 0; y < 1180; y++)
    for (let x = 0; x < 840; x++)
      if (ruled(x, y)) data.set(x % 220 < 140 && y % 220 < 140 ? [70, 100, 200] : [125, 130, 140], (y * 840 + x) * 3)
  expect(findSeals({ width: 840, height: 1180, data }, DPI)).toEqual([])
})
