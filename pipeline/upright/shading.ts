import { around, isBorder } from '../image/blocks.ts'
import { dilate } from '../image/morphology.ts'
import type { Gray } from '../image/raster.ts'
import { SHADING } from '../thresholds.ts'
import type { Paper } from './paper.ts'
import { clearRim } from './rim.ts'

/** Evens out the shading: bare paper comes out near 250 everywhere, darker tones in proportion; what lies beside the sheet turns to paper. */
export function evenOut(gray: Gray, paper: Paper, dpi: number): Gray {
  const { width, height } = gray
  const { size, columns, rows, levels } = paper
  const data = new Uint8Array(width * height)
  const gains = new Float32Array(columns + 1)
  const block = new Uint16Array(width)
  const part = new Float32Array(width)
  for (let x = 0; x < width; x++) [block[x], part[x]] = place(x, size, columns)
  for (let y = 0; y < height; y++) {
    const [row, down] = place(y, size, rows)
    for (let c = 0; c < columns; c++) {
      const above = levels[row * columns + c]!
      const below = levels[Math.min(rows - 1, row + 1) * columns + c]!
      gains[c] = SHADING.paper / (above + (below - above) * down)
    }
    gains[columns] = gains[columns - 1]!
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const left = gains[block[x]!]!
      const value = gray.data[i]! * (left + (gains[block[x]! + 1]! - left) * part[x]!) + 0.5
      data[i] = Math.min(value, 255)
    }
  }
  const even = { width, height, data }
  clearSurroundings(even, paper, dpi)
  return even
}

/** Turns what lies beside the sheet to paper; the picture, whose shading is even, is changed. */
export function clearSurroundings(even: Gray, paper: Paper, dpi: number): void {
  if (paper.outside.includes(1)) paperOver(even, paper, dpi)
  clearRim(even, dpi)
}

/** Paints what lies beside the sheet like paper, up to the sheet's very edge: on from its blocks through dark pixels, and the edge with its shadow. */
function paperOver({ width, height, data }: Gray, { size, columns, rows, outside }: Paper, dpi: number): void {
  const blockOf = (x: number, y: number) =>
    Math.min(rows - 1, Math.floor(y / size)) * columns + Math.min(columns - 1, Math.floor(x / size))
  // 1: beside the sheet, 2: may be either, as the tips of wedges that lie along the picture's edge, 0: sheet.
  const kind = outside.map((own, i) =>
    own ? 1 : isBorder(i, columns, rows) || around(i, columns, rows).some((near) => outside[near] === 1) ? 2 : 0,
  )
  const beside = new Uint8Array(width * height)
  const front: number[] = []
  const limit = SHADING.paper * SHADING.edge
  for (let y = 0; y < height; y++)
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (kind[blockOf(x, y)] !== 1) continue
      beside[i] = 1
      if (x % size === 0 || y % size === 0 || (x + 1) % size === 0 || (y + 1) % size === 0) front.push(i)
    }
  const visit = (near: number, nx: number, ny: number) => {
    if (nx < 0 || ny < 0 || nx >= width || ny >= height || beside[near] === 1) return
    if (kind[blockOf(nx, ny)] !== 2 || data[near]! >= limit) return
    beside[near] = 1
    front.push(near)
  }
  for (let at = front.pop(); at !== undefined; at = front.pop()) {
    const x = at % width
    const y = (at - x) / width
    visit(at - 1, x - 1, y)
    visit(at + 1, x + 1, y)
    visit(at - width, x, y - 1)
    visit(at + width, x, y + 1)
  }
  const wide = dilate({ width, height, data: beside }, Math.max(1, Math.round((SHADING.rimSoft * dpi) / 72)))
  for (let i = 0; i < data.length; i++) if (wide.data[i] === 1) data[i] = SHADING.paper
}

/** Block whose centre lies before a pixel, and how far the pixel is on the way to the next centre. */
function place(x: number, size: number, count: number): [number, number] {
  const at = Math.max(0, Math.min(count - 1, (x + 0.5) / size - 0.5))
  return [Math.floor(at), at - Math.floor(at)]
}
