import type { Gray } from '../../pipeline/image/raster.ts'

/** Fainter ink than this, as a distance from white, is not told from paper by making it black. */
const FAINTEST = 40

/**
 * Spreads a crop's greys so that its darkest pixels, this share of them, become black and white stays white: crops of
 * faint and of strong print then look alike to a reader that takes one threshold for all of a strip.
 */
export function darken({ width, height, data }: Gray, share: number): Gray {
  const counts = new Uint32Array(256)
  for (const value of data) counts[value]!++
  let black = 0
  for (let seen = counts[0]!; seen < share * data.length; seen += counts[black]!) black++
  const factor = 255 / Math.max(FAINTEST, 255 - black)
  const levels = Uint8Array.from({ length: 256 }, (_, value) => Math.max(0, Math.round(255 - (255 - value) * factor)))
  return { width, height, data: data.map((value) => levels[value]!) }
}
