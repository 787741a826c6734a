import { expect, test } from 'vitest'
import { eraseRulings, findRasterRulings } from '../../../pipeline/marks/raster.ts'
import { ruled, type Sheet, sheet } from './paint.ts'

const XS = [60, 140, 220, 300, 380]
const YS = [100, 130, 160, 190]

/** A page with a table, and whatever else is drawn on it. */
function tablePage(more: (page: Sheet) => void): Sheet {
  const page = sheet(440, 300, 200)
  ruled(page, XS, YS)
  more(page)
  return page
}

const levels = (page: Sheet) =>
  findRasterRulings(page)
    .rulings.filter((r) => r.kind === 'horizontal')
    .map((r) => Math.round(r.at))

test('a line lost in transmission, black from edge to edge, is no ruling, above a table or through it', () => {
  const page = tablePage((p) => {
    p.line('horizontal', 94, 0, 440, 0.4)
    p.line('horizontal', 147, 0, 440, 0.4)
  })
  expect(levels(page)).toEqual(YS)
})

test('one that begins or ends on the sheet is none either', () => {
  const page = tablePage((p) => p.line('horizontal', 115, 0, 250, 0.4))
  expect(levels(page)).toEqual(YS)
})

test("the ink of such a line is no text's", () => {
  const page = tablePage((p) => p.line('horizontal', 147, 0, 440, 0.4))
  const bare = eraseRulings(page.ink, findRasterRulings(page))
  expect(bare.data.includes(1)).toBe(false)
})

test("dust's line down the page is none", () => {
  const page = tablePage((p) => p.line('vertical', 180, 0, 300, 0.4))
  const found = findRasterRulings(page).rulings.filter((r) => r.kind === 'vertical')
  expect(found.map((r) => Math.round(r.at))).toEqual(XS)
})

test("a table's own border stays where such a line lies on it", () => {
  const page = tablePage((p) => p.line('horizontal', 190, 0, 440))
  expect(levels(page)).toEqual(YS)
})

test('rulings of a picture that is cut to its table reach its edges, and stay', () => {
  const page = sheet(200, 120, 200)
  ruled(page, [1, 100, 199], [1, 40, 80, 119])
  const found = findRasterRulings(page).rulings
  expect(found.filter((r) => r.kind === 'horizontal')).toHaveLength(4)
  expect(found.filter((r) => r.kind === 'vertical')).toHaveLength(3)
})
