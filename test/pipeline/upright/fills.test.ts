import { expect, test } from 'vitest'
import { makeUpright } from '../../../pipeline/upright/make.ts'
import { blank, box, glyph, inkIn, pageImage, sprinkle, tablePage } from './drawing.ts'

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

/** Black bands with white print that nearly fills them, above and beside white cells; all black or white. */
function bandedPage() {
  const sheet = tablePage()
  const white = (x: number, y: number, look: number) => {
    const mark = blank(840, 1180)
    glyph(mark, x, y, look)
    for (let i = y * 840; i < (y + 15) * 840; i++) if (mark.data[i] === 0) sheet.data[i] = 255
  }
  box(sheet, 120, 150, 722, 190)
  box(sheet, 120, 190, 220, 452)
  for (let at = 0; at < 30; at++) {
    white(145 + at * 15, 153, at)
    white(145 + at * 15, 173, at + 1)
  }
  for (let row = 0; row < 5; row++) white(145, 215 + row * 50, row)
  return sheet
}

test('black bands around white cells come out light on a black-and-white page, salt and pepper in them too', () => {
  const sheet = bandedPage()
  sprinkle(sheet, 0.004, 7)
  const { ink } = makeUpright(pageImage(sheet, 150), 0)
  // Print beside the band's edge, bare fill of both arms, and the digits of a white cell.
  expect(inkIn(ink, 145, 164, 600, 168)).toBeGreaterThan(400)
  expect(inkIn(ink, 625, 155, 715, 185)).toBe(0)
  expect(inkIn(ink, 125, 240, 140, 440)).toBe(0)
  expect(inkIn(ink, 245, 230, 258, 232)).toBeGreaterThanOrEqual(20)
  // The outline towards the white cells stays.
  expect(inkIn(ink, 214, 260, 224, 440)).toBeGreaterThan(150)
})

test('a clotted character of a title is no fill', () => {
  const sheet = tablePage()
  box(sheet, 300, 100, 340, 140)
  box(sheet, 310, 112, 330, 114, 255)
  box(sheet, 318, 100, 320, 110, 255)
  for (const x of [350, 400, 450]) for (const part of [0, 12, 24]) box(sheet, x, 100 + part, x + 36, 108 + part)
  const { ink } = makeUpright(pageImage(sheet, 150), 0)
  expect(inkIn(ink, 302, 116, 338, 138)).toBe(36 * 22)
})
