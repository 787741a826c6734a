import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { PageImage } from '../../../pipeline/upright/types.ts'

/** An A5-like page of 400 × 300 points at 150 dpi, drawn in points. */
export function drawnPage(draw: (context: SKRSContext2D) => void, turn = 0): PageImage {
  const [width, height, scale] = [400, 300, 150 / 72]
  const canvas = createCanvas(Math.round(width * scale), Math.round(height * scale))
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  if (turn === 180) {
    context.translate(canvas.width, canvas.height)
    context.rotate(Math.PI)
  }
  context.scale(scale, scale)
  context.fillStyle = '#000'
  context.strokeStyle = '#000'
  context.lineWidth = 0.8
  context.font = '12px sans-serif'
  draw(context)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const grey = new Uint8Array(canvas.width * canvas.height).map((_, i) => data[4 * i]!)
  return { raster: { width: canvas.width, height: canvas.height, data: grey, channels: 1 }, width, height }
}

/** Rules of a table with these edges, and a text in the middle of each cell, row by row. */
export function drawTable(
  context: SKRSContext2D,
  xs: readonly number[],
  ys: readonly number[],
  texts: readonly string[],
): void {
  context.beginPath()
  for (const x of xs) {
    context.moveTo(x, ys[0]!)
    context.lineTo(x, ys.at(-1)!)
  }
  for (const y of ys) {
    context.moveTo(xs[0]!, y)
    context.lineTo(xs.at(-1)!, y)
  }
  context.stroke()
  context.textAlign = 'center'
  texts.forEach((text, i) => {
    const [column, row] = [i % (xs.length - 1), Math.floor(i / (xs.length - 1))]
    context.fillText(text, (xs[column]! + xs[column + 1]!) / 2, (ys[row]! + ys[row + 1]!) / 2 + 4)
  })
}
