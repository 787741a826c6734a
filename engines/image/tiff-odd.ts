import UTIF, { type IFD } from 'utif2'
import type { Raster } from '../../pipeline/image/raster.ts'
import { rasterOf } from './grey.ts'
import type { TiffFrame } from './tiff.ts'

/** TIFF 6.0 compressions that the usual decoder was built without: the old kind of JPEG, and ThunderScan's. */
const ODD: ReadonlySet<number> = new Set([6, 32809])

/** A picture of a TIFF that only the second decoder can decode; null where it cannot, or need not. */
export function decodeOddTiff(bytes: Uint8Array, frame: TiffFrame): Raster | null {
  if (!ODD.has(frame.compression)) return null
  try {
    const buffer = new Uint8Array(bytes).buffer
    const ifds = UTIF.decode(buffer)
    const ifd = ifds[frame.index]
    // It decodes old JPEGs to RGB whatever the directory says, and talks to the console about tiles.
    if (!ifd || ifd.t322 || (frame.compression === 6 && samplesOf(ifd) !== 3)) return null
    UTIF.decodeImage(buffer, ifd)
    const rgba = UTIF.toRGBA8(ifd)
    const pixels = ifd.width * ifd.height
    if (pixels !== frame.width * frame.height || rgba.length < pixels * 4) return null
    return rasterOf(ifd.width, ifd.height, onWhite(rgba, pixels))
  } catch {
    // It throws whatever its parts throw on damaged data; the caller has a problem for that.
    return null
  }
}

function samplesOf(ifd: IFD): unknown {
  return Array.isArray(ifd.t277) ? ifd.t277[0] : 1
}

function onWhite(rgba: Uint8Array, pixels: number): Uint8Array {
  const rgb = new Uint8Array(pixels * 3)
  for (let i = 0, from = 0, to = 0; i < pixels; i++, from += 4, to += 3) {
    const alpha = rgba[from + 3]!
    for (let k = 0; k < 3; k++) rgb[to + k] = Math.round((rgba[from + k]! * alpha + 255 * (255 - alpha)) / 255)
  }
  return rgb
}
