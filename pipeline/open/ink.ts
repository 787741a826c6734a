import type { Box } from '../../schemas/geometry.ts'
import type { CellMark } from '../../schemas/page.ts'
import { INK } from '../thresholds.ts'
import type { Pixels } from './drawing.ts'
import type { PlacedWord } from './words.ts'

/** What the pixels of a page say about the cells of its tables, boxes in points. */
export type Inks = {
  /** Share (0 … 1) of a box that is ink, other tables inside it (`except`) left out; null where nobody can say. */
  inkOf(box: Box, except: readonly Box[]): number | null
  /** Whether all boxes are of one ground and without ink: the blank part of a form, no drawing. */
  isBlank(boxes: readonly Box[]): boolean
  /** What a cell's ink looks like, given the words found in it; absent where text needs no looking at. */
  markOf?(box: Box, words: readonly PlacedWord[]): CellMark
}

/** The inks of a drawn page. */
export function pixelInks(pixels: Pixels): Inks {
  return {
    inkOf: (box, except) => inkOf(pixels, box, except),
    // The bars of a chart are coloured, its curves are ink.
    isBlank: (boxes) =>
      boxes.every((box) => inkOf(pixels, box) === 0) &&
      new Set(boxes.map((box) => backgroundOf(pixels, box))).size === 1,
  }
}

/**
 * Share (0 … 1) of the pixels of `box` that differ clearly from its most common colour: the ink on whatever
 * background the box has. `except` are boxes left out. Null where the box holds no pixel.
 */
export function inkOf(pixels: Pixels, box: Box, except: readonly Box[] = []): number | null {
  const { scale, width, data } = pixels
  const area = pixelArea(pixels, box)
  if (!area) return null
  const [x0, y0, x1, y1] = area
  const background = commonColour(pixels, area)
  const [r, g, b] = [(background >> 16) & 255, (background >> 8) & 255, background & 255]
  const holes = except.map((e) => [e[0] * scale, e[1] * scale, e[2] * scale, e[3] * scale] as const)
  let ink = 0
  let all = 0
  for (let y = y0; y < y1; y++) {
    for (let x = x0, i = (y * width + x0) * 4; x < x1; x++, i += 4) {
      if (holes.some((h) => x >= h[0] && x <= h[2] && y >= h[1] && y <= h[3])) continue
      all++
      const d = Math.max(Math.abs(data[i]! - r), Math.abs(data[i + 1]! - g), Math.abs(data[i + 2]! - b))
      if (d >= INK.cell) ink++
    }
  }
  return all === 0 ? null : Math.round((ink / all) * 1e4) / 1e4
}

/** The most common colour inside a box, packed 0xRRGGBB; null where the box holds no pixel. */
export function backgroundOf(pixels: Pixels, box: Box): number | null {
  const area = pixelArea(pixels, box)
  return area && commonColour(pixels, area)
}

/** The pixels wholly inside a box: x0, y0, x1, y1, the last two exclusive; null where there are none. */
function pixelArea({ scale, width, height }: Pixels, box: Box): Box | null {
  const x0 = Math.max(0, Math.ceil(box[0] * scale))
  const y0 = Math.max(0, Math.ceil(box[1] * scale))
  const x1 = Math.min(width, Math.floor(box[2] * scale))
  const y1 = Math.min(height, Math.floor(box[3] * scale))
  return x1 <= x0 || y1 <= y0 ? null : [x0, y0, x1, y1]
}

/** The most common colour, packed 0xRRGGBB, told apart in steps of 8; exact for the flat colours of drawn pages. */
function commonColour({ data, width }: Pixels, [x0, y0, x1, y1]: Box): number {
  const counts = new Map<number, number>()
  let best = 0
  let most = 0
  for (let y = y0; y < y1; y++) {
    for (let x = x0, i = (y * width + x0) * 4; x < x1; x++, i += 4) {
      const colour = (data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!
      const key = colour & 0xf8f8f8
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      if (count > most) {
        most = count
        best = colour
      }
    }
  }
  return best
}
