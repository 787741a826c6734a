import type { Box } from '../../schemas/geometry.ts'
import { INK, PAGES } from '../thresholds.ts'
import type { Pixels } from './drawing.ts'

/**
 * Whether pictures hold anything that could be text: sharp steps from pixel to pixel. Blank paper, gradients and pale
 * watermarks have none. `bare` is the page without its text, `lines` the same without its pictures.
 */
export function isDetailed(bare: Pixels, lines: Pixels, boxes: readonly Box[]): boolean {
  const { data, width, height, scale } = bare
  let sharp = 0
  let all = 0
  for (const box of boxes) {
    const x0 = Math.max(0, Math.floor(box[0] * scale))
    const y0 = Math.max(0, Math.floor(box[1] * scale))
    const x1 = Math.min(width - 1, Math.ceil(box[2] * scale))
    const y1 = Math.min(height, Math.ceil(box[3] * scale))
    for (let y = y0; y < y1; y++)
      for (let x = x0, i = (y * width + x0) * 4; x < x1; x++, i += 4) {
        all++
        if (step(data, i) >= INK.detail && step(lines.data, i) < INK.detail) sharp++
      }
  }
  return all > 0 && sharp >= PAGES.pictureDetail * all
}

/** Green carries most of a pixel's lightness. */
function step(data: Pixels['data'], i: number): number {
  return Math.abs(data[i + 1]! - data[i + 5]!)
}
