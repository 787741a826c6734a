import type { Mask } from './raster.ts'
import { transpose } from './transpose.ts'

/** Ink only where all pixels within `reach` to every side are ink (a square); what lies beyond the edges counts as paper. */
export function erode(mask: Mask, reach: number): Mask {
  return across(transpose(across(transpose(mask), reach, true)), reach, true)
}

/** Ink wherever any pixel within `reach` to any side is ink (a square). */
export function dilate(mask: Mask, reach: number): Mask {
  return across(transpose(across(transpose(mask), reach, false)), reach, false)
}

/** What is left of ink that a square of 2 `reach` + 1 pixels fits into. */
export function open(mask: Mask, reach: number): Mask {
  return dilate(erode(mask, reach), reach)
}

function across({ width, height, data: from }: Mask, reach: number, all: boolean): Mask {
  const data = new Uint8Array(width * height)
  const needed = all ? 2 * reach + 1 : 1
  for (let y = 0; y < height; y++) {
    const base = y * width
    let count = 0
    for (let x = 0; x < Math.min(reach, width); x++) count += from[base + x]!
    for (let x = 0; x < width; x++) {
      if (x + reach < width) count += from[base + x + reach]!
      if (x - reach - 1 >= 0) count -= from[base + x - reach - 1]!
      if (count >= needed) data[base + x] = 1
    }
  }
  return { width, height, data }
}
