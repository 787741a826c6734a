import type { Gray } from '../image/raster.ts'
import { NOISE } from '../thresholds.ts'

/** Deviation of bare paper about its mean, in levels: that of the calmest blocks of a page, a fifth of them being calmer. */
export function noiseOf(gray: Gray, dpi: number): number {
  const size = Math.max(4, Math.round((NOISE.block * dpi) / 72))
  const deviations: number[] = []
  for (let y = 0; y + size <= gray.height; y += size)
    for (let x = 0; x + size <= gray.width; x += size) deviations.push(deviation(gray, x, y, size))
  deviations.sort((a, b) => a - b)
  return deviations[Math.floor(deviations.length * NOISE.share)] ?? 0
}

/** Whether a picture knows black and white only. */
export function isBinary(gray: Gray): boolean {
  let between = 0
  for (const value of gray.data) if (value > NOISE.black && value < NOISE.white) between++
  return between <= gray.data.length * NOISE.between
}

function deviation({ width, data }: Gray, x0: number, y0: number, size: number): number {
  let sum = 0
  let squares = 0
  for (let y = y0; y < y0 + size; y++) {
    for (let i = y * width + x0, end = i + size; i < end; i++) {
      const value = data[i]!
      sum += value
      squares += value * value
    }
  }
  const n = size * size
  return Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2))
}
