import sharp from 'sharp'
import type { ReadImage } from '../../engines/image/read-image.ts'

/** Of 0 … 100: dots of 8 pt print at 150 dpi keep their edges. The original is in the archive as it is. */
const QUALITY = 85

/** A page's picture as a JPEG that says its resolution, so that it has the page's size. The same pixels give the same bytes. */
export async function pictureJpeg({ raster, width }: ReadImage): Promise<Uint8Array> {
  const { data, channels } = raster
  const picture = sharp(data, {
    raw: { width: raster.width, height: raster.height, channels },
    limitInputPixels: false,
  })
  const bytes = await picture
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .withDensity(Math.round((raster.width * 72) / width))
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer()
  return new Uint8Array(bytes)
}
