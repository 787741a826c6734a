import type { ReadImage } from '../../../engines/image/read-image.ts'
import { mapBoxToPage } from '../../../pipeline/upright/warp.ts'
import type { Box } from '../../../schemas/geometry.ts'
import type { PageText } from './page-text.ts'

/** A box of the upright page → whole pixels of the page's picture: x, y, width, height, at least one pixel each way. */
export type ToPicture = (box: Box) => readonly [x: number, y: number, width: number, height: number]

/** Places of a page's text on its picture. */
export function onPicture({ raster, width, height }: ReadImage, { placement }: PageText): ToPicture {
  const [across, down] = [raster.width / width, raster.height / height]
  return (box) => {
    const [x0, y0, x1, y1] = mapBoxToPage(placement, box, { width, height })
    const x = Math.min(raster.width - 1, Math.floor(x0 * across))
    const y = Math.min(raster.height - 1, Math.floor(y0 * down))
    const right = Math.min(raster.width, Math.max(x + 1, Math.ceil(x1 * across)))
    const bottom = Math.min(raster.height, Math.max(y + 1, Math.ceil(y1 * down)))
    return [x, y, right - x, bottom - y]
  }
}
