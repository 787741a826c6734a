import type { Gray } from './raster.ts'

/** Smooths with the 3 × 3 binomial filter (1 2 1); the outermost pixels stay as they are. */
export function smooth(gray: Gray): Gray {
  const { width, height, data: from } = gray
  const data = from.slice()
  const sums = new Uint16Array(width)
  for (let y = 1; y < height - 1; y++) {
    const base = y * width
    for (let x = 0, i = base; x < width; x++, i++) sums[x] = from[i - width]! + 2 * from[i]! + from[i + width]!
    for (let x = 1; x < width - 1; x++) data[base + x] = (sums[x - 1]! + 2 * sums[x]! + sums[x + 1]! + 8) >> 4
  }
  return { width, height, data }
}
