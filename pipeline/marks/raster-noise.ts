import type { Gray } from '../image/raster.ts'

/**
 * The paper's grey level, as the middle of all pixels, and the deviation of its noise, from the middle difference of
 * neighbouring pixels (half of all are smaller).
 */
export function paperOf({ width, height, data }: Gray): { paper: number; noise: number } {
  const levels = new Uint32Array(256)
  const steps = new Uint32Array(256)
  for (let y = 0; y < height; y += 4)
    for (let i = y * width; i < (y + 1) * width - 2; i += 3) {
      levels[data[i]!]!++
      steps[Math.abs(data[i]! - data[i + 2]!)]!++
    }
  // The middle absolute difference of two normal values is 0.95 of their deviation.
  return { paper: middleOf(levels), noise: middleOf(steps) / 0.95 }
}

/** The middle value of a histogram, between whole values by its share. */
function middleOf(counts: Uint32Array): number {
  const half = counts.reduce((sum, n) => sum + n, 0) / 2
  let seen = 0
  let middle = 0
  while (middle < 255 && seen + counts[middle]! < half) seen += counts[middle++]!
  return middle + (half - seen) / Math.max(1, counts[middle]!) - 0.5
}
