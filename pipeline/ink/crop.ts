import type { Gray, Mask } from '../image/raster.ts'
import { SEGMENT } from '../thresholds.ts'
import type { InkLine } from './lines.ts'

/** What is white on every page: the crop's ground. */
const PAPER = 255

/**
 * The pixels of a line: its bounds, padded in height to what a reader needs to see how small a mark is, with everything
 * painted over that is not its ink: what `other` says (rulings), and specks.
 */
export function cropLine(gray: Gray, other: Mask | null, line: InkLine, em: number): Gray {
  const { x0, y0, x1, y1 } = line
  const least = Math.round(SEGMENT.least * em)
  const pad = Math.max(SEGMENT.margin, Math.ceil((least - (y1 - y0)) / 2))
  const left = Math.max(0, x0 - SEGMENT.margin)
  const right = Math.min(gray.width, x1 + SEGMENT.margin)
  const top = Math.max(0, y0 - pad)
  const bottom = Math.min(gray.height, y1 + pad)
  const [width, height] = [right - left, bottom - top]
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const from = (top + y) * gray.width + left
    // Padding shows nothing of the neighbours: a line above or below is not this one's.
    if (top + y < y0 - SEGMENT.margin || top + y >= y1 + SEGMENT.margin) data.fill(PAPER, y * width, (y + 1) * width)
    else
      for (let x = 0; x < width; x++) data[y * width + x] = other?.data[from + x] === 1 ? PAPER : gray.data[from + x]!
  }
  // A speck is greyed at its edges: a pixel more around it.
  for (const speck of line.specks)
    for (let y = Math.max(0, speck.y0 - 1 - top); y < Math.min(height, speck.y1 + 1 - top); y++)
      for (let x = Math.max(0, speck.x0 - 1 - left); x < Math.min(width, speck.x1 + 1 - left); x++)
        data[y * width + x] = PAPER
  return { width, height, data }
}
