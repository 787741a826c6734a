import type { Box } from '../../schemas/geometry.ts'
import type { Mask } from '../image/raster.ts'
import type { Inks } from '../open/ink.ts'

/** The inks of a page read from its pixels: `ink` is its text alone, without rulings, specks and seals; `perPoint` pixels a point. */
export function maskInks(ink: Mask, perPoint: number): Inks {
  return {
    inkOf: (box, except) => shareOf(ink, box, except, perPoint),
    isBlank: (boxes) => boxes.every((box) => (shareOf(ink, box, [], perPoint) ?? 0) === 0),
    markOf(_, words) {
      if (words.length === 0) return 'blank'
      if (words.every(({ text }) => text.trim() === '')) return 'unreadable'
      return (words.length === 1 && words[0]!.mark) || 'characters'
    },
  }
}

function shareOf({ width, height, data }: Mask, box: Box, except: readonly Box[], perPoint: number): number | null {
  const [x0, y0, x1, y1] = pixelsOf(box, perPoint, width, height)
  if (x1 <= x0 || y1 <= y0) return null
  const holes = except.map((e) => pixelsOf(e, perPoint, width, height))
  let count = 0
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++)
      if (data[y * width + x] === 1 && !holes.some((h) => x >= h[0] && x < h[2] && y >= h[1] && y < h[3])) count++
  return Math.round((count / ((x1 - x0) * (y1 - y0))) * 1e4) / 1e4
}

function pixelsOf(box: Box, perPoint: number, width: number, height: number): Box {
  return [
    Math.max(0, Math.ceil(box[0] * perPoint)),
    Math.max(0, Math.ceil(box[1] * perPoint)),
    Math.min(width, Math.floor(box[2] * perPoint)),
    Math.min(height, Math.floor(box[3] * perPoint)),
  ]
}
