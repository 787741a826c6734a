import type { Gray } from '../image/raster.ts'
import { RASTER_RULINGS } from '../thresholds.ts'

/** The paper's grey level: the middle of all pixels. */
export function paperLevel({ width, height, data }: Gray): number {
  const counts = new Uint32Array(256)
  for (let y = 0; y < height; y += 4) for (let i = y * width; i < (y + 1) * width; i += 3) counts[data[i]!]!++
  return quantile(counts, 0.5)
}

/**
 * Grey levels by which the mean over a stretch of `2 * half + 1` pixels must be darker than those `side` rows above and
 * below it to be a line, those being no darker than `white`: more than its noise makes of hardly any stretch of this page.
 */
export function leastCrest(gray: Gray, half: number, side: number, white: number): number {
  const { width, height, data } = gray
  const counts = new Uint32Array(256)
  const [above, here, below] = [new Int32Array(width), new Int32Array(width), new Int32Array(width)]
  const stretch = 2 * half + 1
  for (let y = side; y < height - side; y += RASTER_RULINGS.noiseRows) {
    sumsAlong(data, (y - side) * width, width, half, above)
    sumsAlong(data, y * width, width, half, here)
    sumsAlong(data, (y + side) * width, width, half, below)
    for (let x = half; x < width - half; x += half) {
      const sides = Math.min(above[x]!, below[x]!) / stretch
      if (sides >= white) counts[Math.max(0, Math.min(255, Math.round(4 * (sides - here[x]! / stretch))))]!++
    }
  }
  return Math.max(RASTER_RULINGS.crest, (RASTER_RULINGS.crestNoise * quantile(counts, RASTER_RULINGS.noiseShare)) / 4)
}

/** The sums of `2 * half + 1` pixels about each pixel of a row, cut off at its ends. */
export function sumsAlong(data: Uint8Array, row: number, width: number, half: number, sums: Int32Array): void {
  let sum = 0
  for (let x = 0; x < Math.min(width, half); x++) sum += data[row + x]!
  for (let x = 0; x < width; x++) {
    if (x + half < width) sum += data[row + x + half]!
    if (x > half) sum -= data[row + x - half - 1]!
    sums[x] = sum
  }
}

function quantile(counts: Uint32Array, share: number): number {
  const wanted = share * counts.reduce((sum, n) => sum + n, 0)
  let seen = 0
  let value = 0
  while (value < 255 && seen + counts[value]! < wanted) seen += counts[value++]!
  return value
}
