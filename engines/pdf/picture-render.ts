import { createCanvas } from '@napi-rs/canvas'
import type { Raster } from '../../pipeline/image/raster.ts'
import { rasterOf } from '../image/grey.ts'
import type { pdfjs } from './library.ts'

/** Pixels of a rendered page at most, of its sides, and rows that are copied at a time: a canvas takes four bytes a pixel. */
const MOST = 30_000_000
const LONGEST = 30_000
const BAND = 256

/** Draws a page as a viewer shows it, at `dpi` or, where that is too much, at what the limits allow. */
export async function renderPicture(page: pdfjs.PDFPageProxy, dpi: number): Promise<Raster> {
  const unit = page.getViewport({ scale: 1 })
  const scale = Math.min(
    dpi / 72,
    Math.sqrt(MOST / (unit.width * unit.height)),
    LONGEST / Math.max(unit.width, unit.height),
  )
  const [width, height] = [unit.width, unit.height].map((s) => Math.max(1, Math.round(s * scale))) as [number, number]
  const canvas = createCanvas(width, height)
  try {
    await page.render({ canvas: canvas as never, viewport: page.getViewport({ scale }) }).promise
    const context = canvas.getContext('2d')
    const rgb = new Uint8Array(width * height * 3)
    for (let y = 0, to = 0; y < height; y += BAND) {
      const { data } = context.getImageData(0, y, width, Math.min(BAND, height - y))
      for (let from = 0; from < data.length; from += 4) {
        rgb[to++] = data[from]!
        rgb[to++] = data[from + 1]!
        rgb[to++] = data[from + 2]!
      }
    }
    return rasterOf(width, height, rgb)
  } finally {
    canvas.width = 1
    canvas.height = 1
  }
}
