import sharp from 'sharp'
import type { Raster } from '../../pipeline/image/raster.ts'

/** Of 0 … 100: hairlines and dots of 8 pt print at 150 dpi keep their edges, a page stays near 100 KB. */
const QUALITY = 82
/** Of 0 … 6: what more gains in size costs more time than sending it. */
const EFFORT = 1

/** A picture ready to be shown. */
export type Encoded = { readonly webp: Uint8Array; readonly width: number; readonly height: number }

/** Encodes pixels as WebP, scaled down to at most `maxWidth` across and never up. The same pixels give the same bytes. */
export async function encodeWebp(raster: Raster, maxWidth: number): Promise<Encoded> {
  const { width, height, channels, data } = raster
  const across = Math.max(1, Math.min(width, maxWidth, LONGEST, Math.floor((LONGEST * width) / height)))
  const down = Math.max(1, Math.round((height * across) / width))
  const picture = sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
  const scaled = across === width ? picture : picture.resize(across, down, { fit: 'fill', kernel: 'mitchell' })
  const bytes = await scaled
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .webp({ quality: QUALITY, effort: EFFORT })
    .toBuffer()
  return { webp: new Uint8Array(bytes), width: across, height: down }
}

/** Pixels of a side that the format can hold. */
const LONGEST = 16_383
