import type { Raster } from '../../pipeline/image/raster.ts'
import { GREY } from './limits.ts'

/** Pixels as a raster that owns its memory: one channel where nearly all pixels are grey, else three. `rgb` has 3 bytes a pixel. */
export function rasterOf(width: number, height: number, rgb: Uint8Array | Uint8ClampedArray): Raster {
  if (isGrey(rgb)) return { width, height, channels: 1, data: greyOf(rgb) }
  return { width, height, channels: 3, data: new Uint8Array(rgb) }
}

function isGrey(rgb: ArrayLike<number>): boolean {
  const most = GREY.share * (rgb.length / 3)
  let coloured = 0
  for (let i = 0; i + 2 < rgb.length; i += 3) {
    const r = rgb[i]!
    const g = rgb[i + 1]!
    const b = rgb[i + 2]!
    const high = Math.max(r, g, b)
    const low = Math.min(r, g, b)
    if (high - low > GREY.apart && ++coloured > most) return false
  }
  return true
}

/** Lightness by ITU-R BT.601, in 1/256. */
function greyOf(rgb: ArrayLike<number>): Uint8Array {
  const grey = new Uint8Array(Math.floor(rgb.length / 3))
  for (let i = 0, k = 0; i < grey.length; i++, k += 3)
    grey[i] = (77 * rgb[k]! + 150 * rgb[k + 1]! + 29 * rgb[k + 2]! + 128) >> 8
  return grey
}
