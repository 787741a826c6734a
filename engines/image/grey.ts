import type { Raster } from '../../pipeline/image/raster.ts'
import { GREY } from './limits.ts'

/** Pixels as a raster that owns its memory: one channel where nearly all pixels are grey, else three. `rgb` has 3 bytes a pixel. */
export function rasterOf(width: number, height: number, rgb: Uint8Array | Uint8ClampedArray): Raster {
  const bytes = new Uint8Array(rgb.buffer, rgb.byteOffset, rgb.byteLength)
  const grey = greyOf(bytes)
  if (grey) return { width, height, channels: 1, data: grey }
  return { width, height, channels: 3, data: bytes.slice() }
}

/** Lightness by ITU-R BT.601, in 1/256; null where too many pixels are coloured. */
function greyOf(rgb: Uint8Array): Uint8Array | null {
  const grey = new Uint8Array(Math.floor(rgb.length / 3))
  const { apart } = GREY
  let coloured = Math.floor(GREY.share * grey.length)
  for (let i = 0, k = 0; i < grey.length; i++, k += 3) {
    const r = rgb[k]!
    const g = rgb[k + 1]!
    const b = rgb[k + 2]!
    grey[i] = (77 * r + 150 * g + 29 * b + 128) >> 8
    if (
      (r - g > apart || g - r > apart || r - b > apart || b - r > apart || g - b > apart || b - g > apart) &&
      coloured-- <= 0
    )
      return null
  }
  return grey
}
