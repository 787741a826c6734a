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

/** Whether a picture knows black and white only; every seventh pixel is asked. */
export function isBinary({ data }: Gray): boolean {
  const most = (data.length / 7) * NOISE.between
  let between = 0
  for (let i = 0; i < data.length && between <= most; i += 7)
    if (data[i]! > NOISE.black && data[i]! < NOISE.white) between++
  return between <= most
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
