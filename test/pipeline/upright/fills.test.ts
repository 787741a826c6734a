import { expect, test } from 'vitest'
import { makeUpright } from '../../../pipeline/upright/make.ts'
import { box, glyph, inkIn, pageImage, tablePage } from './drawing.ts'

/** A table page with a header row filled with a level and print on it of another. */
function withHeader(fill: number, print: number) {
  const sheet = tablePage()
  box(sheet, 120, 150, 722, 200, fill)
  for (let c = 0; c < 6; c++)
    for (let at = 0; at < 3; at++) {
      const mark = { width: 840, height: 1180, data: new Uint8Array(840 * 1180).fill(255) }
      glyph(mark, 145 + c * 100 + at * 16, 168, c + at)
      for (let i = 160 * 840; i < 190 * 840; i++) if (mark.data[i] === 0) sheet.data[i] = print
    }
  return makeUpright(pageImage(sheet, 150), 0)
}

test.each([
  [40, 255],
  [110, 255],
  [150, 0],
  [90, 240],
])('print of a header filled with level %i, itself %i, comes out dark on light', (fill, print) => {
  const { ink, gray } = withHeader(fill, print)
  // A mark's foot, the fill beside the marks and between two cells' marks.
  expect(inkIn(ink, 145, 180, 158, 182)).toBeGreaterThanOrEqual(20)
  expect(gray.data[181 * 840 + 150]).toBeLessThan(110)
  expect(inkIn(ink, 200, 155, 235, 195)).toBe(0)
  expect(gray.data[170 * 840 + 215]).toBeGreaterThan(225)
  // The outline stays, as a ruling.
  expect(inkIn(ink, 140, 148, 700, 154)).toBeGreaterThan(500)
})

test('a table in a thick black frame is no fill', () => {
  const sheet = tablePage()
  box(sheet, 100, 180, 740, 190)
  box(sheet, 100, 815, 740, 825)
  box(sheet, 100, 180, 110, 825)
  box(sheet, 730, 180, 740, 825)
  const { gray } = makeUpright(pageImage(sheet, 150), 0)
  expect(gray.data[TABLE_CELL]).toBeGreaterThan(240)
})
const TABLE_CELL = 210 * 840 + 130
