import { createCanvas } from '@napi-rs/canvas'
import type { Gray } from '../../pipeline/image/raster.ts'

/** A line of text drawn and cropped to its ink, two pixels of paper around it. `size` is the em in pixels. */
export function drawnText(text: string, size = 32, font = 'Noto Sans CJK SC, Noto Sans CJK JP, sans-serif'): Gray {
  const width = Math.ceil(size * ([...text].length + 2))
  const height = size * 2
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#000'
  context.font = `${size}px ${font}`
  context.fillText(text, size, size * 1.4)
  const { data } = context.getImageData(0, 0, width, height)
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[4 * (y * width + x)]! > 200) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  const crop = { width: right - left + 5, height: bottom - top + 5, data: new Uint8Array(0) }
  crop.data = new Uint8Array(crop.width * crop.height)
  for (let y = 0; y < crop.height; y++)
    for (let x = 0; x < crop.width; x++)
      crop.data[y * crop.width + x] = data[4 * ((top - 2 + y) * width + left - 2 + x)]!
  return crop
}
