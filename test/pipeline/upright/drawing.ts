import type { Gray, Mask } from '../../../pipeline/image/raster.ts'
import type { PageImage } from '../../../pipeline/upright/types.ts'

/** A place of the picture for a place of the sheet, and back; both in pixels. */
export type Place = (x: number, y: number) => readonly [number, number]

export function blank(width: number, height: number, level = 255): Gray {
  return { width, height, data: new Uint8Array(width * height).fill(level) }
}

export function box(gray: Gray, x0: number, y0: number, x1: number, y1: number, level = 0): void {
  for (let y = Math.max(0, y0); y < Math.min(gray.height, y1); y++)
    gray.data.fill(level, y * gray.width + Math.max(0, x0), y * gray.width + Math.min(gray.width, x1))
}

export const TABLE = { left: 120, right: 720, top: 200, bottom: 800, columns: 6, rows: 12 } as const

/** A page of 840 × 1180 pixels, A4 at 100 dpi, with a ruled table and, in its cells, marks like characters. */
export function tablePage(): Gray {
  const page = blank(840, 1180)
  const { left, right, top, bottom, columns, rows } = TABLE
  for (let r = 0; r <= rows; r++)
    box(page, left, top + (r * (bottom - top)) / rows, right + 2, top + (r * (bottom - top)) / rows + 2)
  for (let c = 0; c <= columns; c++)
    box(page, left + (c * (right - left)) / columns, top, left + (c * (right - left)) / columns + 2, bottom)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      for (let at = 0; at < 3; at++) glyph(page, left + c * 100 + 25 + at * 16, top + r * 50 + 18, r * columns + c + at)
  return page
}

/** Lines of marks like characters, the last line of a paragraph shorter. */
export function prosePage(): Gray {
  const page = blank(840, 1180)
  for (let line = 0; line < 24; line++)
    for (let at = 0; at < (line % 5 === 4 ? 14 : 36); at++)
      glyph(page, 120 + at * 16, 150 + line * 34, line * 7 + at * 3)
  return page
}

/** A mark of 13 × 14 pixels made of strokes, one of several looks. */
export function glyph(page: Gray, x: number, y: number, look: number): void {
  box(page, x + 1, y + (look % 3) * 3, x + 12, y + (look % 3) * 3 + 2)
  box(page, x, y + 12, x + 13, y + 14)
  box(page, x + 5 + (look % 2) * 3, y, x + 7 + (look % 2) * 3, y + 14)
}

/** The sheet as it shows where every place of the picture sees the sheet's place that `seen` gives, on a desk of a level. */
export function pictureOf(sheet: Gray, seen: Place, desk = 255): Gray {
  const picture = blank(sheet.width, sheet.height, desk)
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++) {
      const [sx, sy] = seen(x + 0.5, y + 0.5)
      const [x0, y0] = [Math.floor(sx - 0.5), Math.floor(sy - 0.5)]
      if (x0 < 0 || y0 < 0 || x0 + 1 >= sheet.width || y0 + 1 >= sheet.height) continue
      const [fx, fy] = [sx - 0.5 - x0, sy - 0.5 - y0]
      const at = (dx: number, dy: number) => sheet.data[(y0 + dy) * sheet.width + x0 + dx]!
      picture.data[y * picture.width + x] =
        (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy
    }
  return picture
}

export function turned(degrees: number, width: number, height: number): Place {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return (x, y) => [
    width / 2 + (x - width / 2) * cos + (y - height / 2) * sin,
    height / 2 - (x - width / 2) * sin + (y - height / 2) * cos,
  ]
}

export function pageImage(gray: Gray, dpi = 100): PageImage {
  return { raster: { ...gray, channels: 1 }, width: (gray.width * 72) / dpi, height: (gray.height * 72) / dpi }
}

/** The same numbers from 0 to 1 every time. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export function inkIn(ink: Mask, x0: number, y0: number, x1: number, y1: number): number {
  let count = 0
  for (let y = Math.round(y0); y < y1; y++)
    for (let x = Math.round(x0); x < x1; x++) count += ink.data[y * ink.width + x]!
  return count
}

/** How far apart the highest and lowest place of a ruling lie, looked for in ink within `reach` of `y`, at steps along x. */
export function spreadOf(ink: Mask, y: number, from: number, to: number, reach: number): number {
  const found: number[] = []
  for (let x = Math.round(from); x <= to; x += 15) {
    const rows: number[] = []
    for (let row = Math.round(y - reach); row <= y + reach; row++)
      if (ink.data[row * ink.width + x] === 1) rows.push(row)
    if (rows.length > 0) found.push(rows.reduce((sum, row) => sum + row, 0) / rows.length)
  }
  return found.length < 10 ? Number.POSITIVE_INFINITY : Math.max(...found) - Math.min(...found)
}

/** Turns a share of a page's pixels from black to white and back, by a fixed row of chances. */
export function sprinkle(page: Gray, share: number, seed: number): void {
  const next = numbers(seed)
  for (let i = 0; i < page.data.length; i++) if (next() < share) page.data[i] = 255 - page.data[i]!
}
