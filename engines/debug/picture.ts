import { type Canvas, createCanvas, ImageData } from '@napi-rs/canvas'
import type { Raster } from '../../pipeline/image/raster.ts'

/** A raster as a canvas, reduced by a whole factor to no less than `width` pixels across: a 600-dpi page is 35 million. */
export function pictureOf(raster: Raster, width: number): Canvas {
  const factor = Math.max(1, Math.floor(raster.width / Math.max(1, width)))
  const columns = Math.max(1, Math.floor(raster.width / factor))
  const rows = Math.max(1, Math.floor(raster.height / factor))
  const out = new Uint8ClampedArray(columns * rows * 4)
  const { channels, data } = raster
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const to = (y * columns + x) * 4
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0
        for (let dy = 0; dy < factor; dy++) {
          const row = (y * factor + dy) * raster.width + x * factor
          for (let dx = 0; dx < factor; dx++) sum += data[(row + dx) * channels + (channel % channels)] ?? 255
        }
        out[to + channel] = sum / (factor * factor)
      }
      out[to + 3] = 255
    }
  }
  const canvas = createCanvas(columns, rows)
  canvas.getContext('2d').putImageData(new ImageData(out, columns, rows), 0, 0)
  return canvas
}
