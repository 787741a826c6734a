import sharp from 'sharp'
import type { Raster } from '../../pipeline/image/raster.ts'

// A cache would hold pixels between pages, more threads would take the other workers' cores.
sharp.cache(false)
sharp.concurrency(1)

/** A raster in other dimensions; itself where they are its own. */
export async function resized(
  raster: Raster,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Raster> {
  if (width === raster.width && height === raster.height) return raster
  const { data } = await sharp(raster.data, {
    raw: { width: raster.width, height: raster.height, channels: raster.channels },
    limitInputPixels: false,
  })
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .toColourspace(raster.channels === 1 ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { width, height, channels: raster.channels, data: new Uint8Array(data) }
}
