import { expect, test } from 'vitest'
import { turnBack } from '../../../pipeline/image/turn.ts'
import { makeUpright } from '../../../pipeline/upright/make.ts'
import { likelyTurns } from '../../../pipeline/upright/turns.ts'
import { mapPointToPage } from '../../../pipeline/upright/warp.ts'
import {
  blank,
  box,
  inkIn,
  numbers,
  type Place,
  pageImage,
  pictureOf,
  prosePage,
  TABLE,
  tablePage,
  turned,
} from './drawing.ts'

/** Upright pixels that the sheet's place comes out at: the mesh searched backwards. */
function comesOutAt(
  upright: ReturnType<typeof makeUpright>,
  page: Place,
  x: number,
  y: number,
): readonly [number, number] {
  const [tx, ty] = page(x, y)
  let [ux, uy] = [tx * 0.72, ty * 0.72]
  for (let turn = 0; turn < 60; turn++) {
    const [px, py] = mapPointToPage(upright.warp, ux, uy)
    ux += (tx * 0.72 - px) * 0.8
    uy += (ty * 0.72 - py) * 0.8
  }
  return [ux / 0.72, uy / 0.72]
}

/** How far the table's rulings, mapped to the upright page, stray from straight and axis-parallel; pixels at 100 dpi. */
function strayOf(upright: ReturnType<typeof makeUpright>, toPicture: Place): number {
  const { left, right, top, bottom } = TABLE
  const steps = Array.from({ length: 13 }, (_, i) => i / 12)
  const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values)
  const level = steps.map((at) =>
    spread(steps.map((s) => comesOutAt(upright, toPicture, left + (right - left) * s, top + (bottom - top) * at)[1])),
  )
  const standing = steps.map((at) =>
    spread(steps.map((s) => comesOutAt(upright, toPicture, left + (right - left) * at, top + (bottom - top) * s)[0])),
  )
  return Math.max(...level, ...standing)
}

test('a straight page stays as it is, without a warp', () => {
  const upright = makeUpright(pageImage(tablePage(), 200), 0)
  expect(upright.warp).toBeNull()
  expect([upright.dpi, upright.gray.width]).toEqual([200, 840])
  expect(upright.width).toBeCloseTo(302.4, 6)
})

test.each([-9.7, -1.3, 0.4, 9.7])('a table skewed by %f degrees comes out level', (degrees) => {
  const sheet = tablePage()
  const upright = makeUpright(pageImage(pictureOf(sheet, turned(degrees, 840, 1180))), 0)
  expect(strayOf(upright, turned(-degrees, 840, 1180))).toBeLessThan(0.6)
})

test.each([-8, 1.7])('prose alone tells a skew of %f degrees', (degrees) => {
  const upright = makeUpright(pageImage(pictureOf(prosePage(), turned(degrees, 840, 1180))), 0)
  expect(strayOf(upright, turned(-degrees, 840, 1180))).toBeLessThan(1.5)
})

test('a page of next to nothing is not turned', () => {
  const sheet = { width: 840, height: 1180, data: new Uint8Array(840 * 1180).fill(255) }
  for (let i = 0; i < 12; i++) sheet.data.fill(0, (400 + i * 9) * 840 + 300 + i * 4, (400 + i * 9) * 840 + 304 + i * 4)
  expect(makeUpright(pageImage(sheet), 0).warp).toBeNull()
})

test('curl is undone', () => {
  const shift = (x: number) => 9 * Math.sin((x / 840) * 4 + 0.5)
  const upright = makeUpright(pageImage(pictureOf(tablePage(), (x, y) => [x, y - shift(x)])), 0)
  expect(strayOf(upright, (x, y) => [x, y + shift(x)])).toBeLessThan(1)
})

/** A sheet seen askew from above, and where its places lie in the picture. */
const askew: Place = (x, y) => {
  const depth = 1 + 0.0001 * (y - 590) + 0.00005 * (x - 420)
  return [420 + ((x - 420) * 1.1) / depth, 590 + ((y - 590) * 1.1) / depth]
}
const seenAskew: Place = (x, y) => {
  let [px, py] = [x, y]
  for (let turn = 0; turn < 80; turn++) {
    const [sx, sy] = askew(px, py)
    px += (x - sx) * 0.8
    py += (y - sy) * 0.8
  }
  return [px, py]
}

test('perspective is undone, and the desk about the sheet is no ink', () => {
  const upright = makeUpright(pageImage(pictureOf(tablePage(), askew, 70)), 0)
  expect(strayOf(upright, seenAskew)).toBeLessThan(1)
  expect(inkIn(upright.ink, 0, 0, upright.ink.width, 40)).toBe(0)
  expect(inkIn(upright.ink, 0, 0, 30, upright.ink.height)).toBe(0)
})

test('tables of two rows show by their short standing rulings how a page leans', () => {
  const sheet = blank(840, 1180)
  for (let table = 0; table < 6; table++)
    for (let row = 0; row < 3; row++) {
      const y = 180 + table * 150 + row * 20
      box(sheet, 120, y, 722, y + 2)
      for (let c = 0; row < 2 && c <= 6; c++) box(sheet, 120 + c * 100, y, 122 + c * 100, y + 20)
    }
  const upright = makeUpright(pageImage(pictureOf(sheet, askew)), 0)
  for (let table = 0; table < 6; table++)
    for (const x of [121, 421, 721]) {
      const [top] = comesOutAt(upright, seenAskew, x, 180 + table * 150)
      const [foot] = comesOutAt(upright, seenAskew, x, 220 + table * 150)
      expect(Math.abs(top - foot)).toBeLessThan(0.85)
    }
})

test.each([90, 180, 270] as const)('a page turned by %i degrees is turned back, boxes and all', (turn) => {
  const sheet = tablePage()
  const picture = turnBack(sheet, (360 - turn) as 90 | 180 | 270)
  const upright = makeUpright(pageImage(picture, 200), turn)
  expect(upright.gray.width).toBe(840)
  // The sheet's top left corner lies in another corner of the picture.
  const corner = { 90: [424.8, 0], 180: [302.4, 424.8], 270: [0, 302.4] }[turn]
  const [x, y] = mapPointToPage(upright.warp, 0, 0)
  expect(x).toBeCloseTo(corner[0]!, 1)
  expect(y).toBeCloseTo(corner[1]!, 1)
  expect(inkIn(upright.ink, TABLE.left, TABLE.top, TABLE.right, TABLE.top + 2)).toBeGreaterThan(1000)
})

test('lines tell level pages from turned ones', () => {
  for (const sheet of [tablePage(), prosePage()]) {
    expect(likelyTurns(pageImage(sheet)).slice(0, 2)).toEqual([0, 180])
    expect(likelyTurns(pageImage(turnBack(sheet, 90))).slice(0, 2)).toEqual([90, 270])
  }
})

test('specks of a fax go, figures and dots stay', () => {
  const sheet = tablePage()
  // A decimal point of 3 × 3 pixels at 200 dpi.
  for (let y = 0; y < 3; y++) sheet.data.fill(0, (900 + y) * 840 + 400, (900 + y) * 840 + 403)
  const next = numbers(5)
  const clean = makeUpright(pageImage(sheet, 200), 0)
  for (let i = 0; i < 8000; i++) sheet.data[Math.floor(next() * sheet.data.length)] = 0
  const noisy = makeUpright(pageImage(sheet, 200), 0)
  expect(inkIn(noisy.ink, 0, 0, 840, 150)).toBe(0)
  expect(inkIn(noisy.ink, 398, 898, 405, 905)).toBeGreaterThanOrEqual(9)
  const kept = clean.ink.data.filter((value, i) => value === 1 && noisy.ink.data[i] === 1).length
  expect(kept / clean.ink.data.filter((value) => value === 1).length).toBeGreaterThan(0.97)
})

test('shading is evened out and faded print comes out dark', () => {
  const sheet = tablePage()
  const shaded = { ...sheet, data: sheet.data.map((value, i) => (240 - 0.1 * (i % 840)) * (value === 0 ? 0.6 : 1)) }
  const { gray, ink } = makeUpright(pageImage(shaded, 200), 0)
  for (const x of [20, 400, 820]) expect(gray.data[100 * 840 + x]).toBeGreaterThan(240)
  expect(gray.data[(TABLE.top + 1) * 840 + 400]).toBeLessThan(110)
  expect(inkIn(ink, TABLE.left, TABLE.top, TABLE.right, TABLE.top + 2)).toBeGreaterThan(1000)
})

test('coarse pages are drawn finer, fine ones coarser', () => {
  expect(makeUpright(pageImage(tablePage(), 100), 0).dpi).toBe(200)
  expect(makeUpright(pageImage(tablePage(), 600), 0)).toMatchObject({ dpi: 300, gray: { width: 420, height: 590 } })
})

test.each([
  ['a pale sliver of desk around the sheet', 205, 6],
  ['black around a black-and-white copy', 0, 12],
])('%s is no ink', (_, level, wide) => {
  const sheet = tablePage()
  box(sheet, 0, 0, wide, 1180, level)
  box(sheet, 840 - wide, 0, 840, 1180, level)
  box(sheet, 0, 0, 840, wide, level)
  const { ink } = makeUpright(pageImage(sheet, 200), 0)
  expect(inkIn(ink, 0, 0, 20, 1180) + inkIn(ink, 0, 0, 840, 20) + inkIn(ink, 820, 0, 840, 1180)).toBe(0)
})
