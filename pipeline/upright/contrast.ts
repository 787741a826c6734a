import type { Gray, Mask } from '../image/raster.ts'
import { CONTRAST, SHADING } from '../thresholds.ts'

/**
 * Stretches a page's contrast so that faded ink comes out dark: the level that most ink reaches moves down to that of
 * fresh print, and what noise makes of bare paper up to white. Pages printed well stay as they are.
 */
export function stretch(gray: Gray, ink: Mask, noise: number): Gray {
  const level = inkLevel(gray, ink)
  const white = SHADING.paper - CONTRAST.toe * noise
  if (level <= CONTRAST.fresh && noise < CONTRAST.calm) return gray
  const gain = Math.min(CONTRAST.gain, Math.max(1, (white - CONTRAST.fresh) / Math.max(1, white - level)))
  const table = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.max(0, Math.min(SHADING.paper, SHADING.paper - (white - value) * gain)),
  )
  const data = new Uint8Array(gray.data.length)
  for (let i = 0; i < data.length; i++) data[i] = table[gray.data[i]!]!
  return { ...gray, data }
}

/** The level that a share of all ink pixels lies below. */
function inkLevel(gray: Gray, ink: Mask): number {
  const counts = new Uint32Array(256)
  let total = 0
  for (let i = 0; i < ink.data.length; i++) {
    if (ink.data[i] === 0) continue
    counts[gray.data[i]!]!++
    total++
  }
  let sum = 0
  for (let value = 0; value < 256; value++) {
    sum += counts[value]!
    if (sum > 0 && sum >= total * CONTRAST.share) return value
  }
  return 0
}
