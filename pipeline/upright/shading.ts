import type { Gray } from '../image/raster.ts'
import { SHADING } from '../thresholds.ts'

/** Brightness of bare paper, block by block; `size` is a block's side in pixels. */
export type PaperLevels = {
  readonly size: number
  readonly columns: number
  readonly rows: number
  readonly levels: Float32Array
}

/**
 * How bright bare paper is all over the page: of every block the level that all but the ink reaches, smoothed so that
 * a block full of ink takes the level of its neighbours.
 */
export function paperLevels(gray: Gray, dpi: number): PaperLevels {
  const size = Math.max(4, Math.round((SHADING.block * dpi) / 72))
  const columns = Math.max(1, Math.round(gray.width / size))
  const rows = Math.max(1, Math.round(gray.height / size))
  const levels = blockLevels(gray, size, columns, rows)
  const paper = quantile(levels, 0.8)
  const lit = levels.map((level) => (level < paper * SHADING.dark ? 0 : level))
  const filled = fillHoles(lit, columns, rows, paper)
  return { size, columns, rows, levels: smooth(median3(filled, columns, rows), columns, rows) }
}

/** Evens out the shading: bare paper comes out near 250 everywhere, darker tones in proportion. */
export function evenOut(gray: Gray, paper: PaperLevels): Gray {
  const { width, height } = gray
  const { size, columns, rows, levels } = paper
  const data = new Uint8Array(width * height)
  const gains = new Float32Array(columns)
  const across = blockOf(width, size, columns)
  for (let y = 0; y < height; y++) {
    const [row, part] = place(y, size, rows)
    for (let c = 0; c < columns; c++) {
      const above = levels[row * columns + c]!
      const below = levels[Math.min(rows - 1, row + 1) * columns + c]!
      gains[c] = SHADING.paper / (above + (below - above) * part)
    }
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const c = across.block[x]!
      const left = gains[c]!
      const gain = left + (gains[Math.min(columns - 1, c + 1)]! - left) * across.part[x]!
      const value = gray.data[i]! * gain + 0.5
      data[i] = Math.min(value, 255)
    }
  }
  return { width, height, data }
}

function blockLevels(gray: Gray, size: number, columns: number, rows: number): Float32Array {
  const levels = new Float32Array(columns * rows)
  const counts = new Uint32Array(columns * 256)
  for (let row = 0; row < rows; row++) {
    counts.fill(0)
    const bottom = row === rows - 1 ? gray.height : Math.min(gray.height, (row + 1) * size)
    for (let y = row * size; y < bottom; y++) {
      for (let x = 0, i = y * gray.width; x < gray.width; x++, i++) {
        const column = Math.min(columns - 1, (x / size) | 0)
        counts[(column << 8) + gray.data[i]!]!++
      }
    }
    for (let c = 0; c < columns; c++)
      levels[row * columns + c] = histogramQuantile(counts.subarray(c << 8, (c + 1) << 8), SHADING.share)
  }
  return levels
}

/** The value that `share` of a histogram's count lies at or below. */
function histogramQuantile(counts: Uint32Array, share: number): number {
  let total = 0
  for (const count of counts) total += count
  let sum = 0
  for (let value = 0; value < counts.length; value++) {
    sum += counts[value]!
    if (sum >= total * share) return Math.max(1, value)
  }
  return counts.length - 1
}

function quantile(values: Float32Array, share: number): number {
  const sorted = values.slice().sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Blocks without a level (0) take the mean of their neighbours', from the outside in; a page of none takes `otherwise`. */
function fillHoles(levels: Float32Array, columns: number, rows: number, otherwise: number): Float32Array {
  const filled = levels.slice()
  for (let turn = 0; turn < columns + rows && filled.includes(0); turn++) {
    const before = filled.slice()
    for (let i = 0; i < filled.length; i++) {
      if (before[i] !== 0) continue
      let sum = 0
      let count = 0
      for (const value of around(before, i, columns, rows)) {
        if (value > 0) {
          sum += value
          count++
        }
      }
      if (count > 0) filled[i] = sum / count
    }
  }
  return filled.map((level) => level || Math.max(1, otherwise))
}

function median3(levels: Float32Array, columns: number, rows: number): Float32Array {
  return levels.map((_, i) => {
    const near = around(levels, i, columns, rows).sort((a, b) => a - b)
    return near[near.length >> 1]!
  })
}

function smooth(levels: Float32Array, columns: number, rows: number): Float32Array {
  return levels.map((_, i) => {
    const near = around(levels, i, columns, rows)
    return near.reduce((sum, level) => sum + level, 0) / near.length
  })
}

function around(levels: Float32Array, i: number, columns: number, rows: number): number[] {
  const row = Math.floor(i / columns)
  const column = i % columns
  const near: number[] = []
  for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++)
    for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++)
      near.push(levels[r * columns + c]!)
  return near
}

function blockOf(length: number, size: number, count: number) {
  const block = new Uint16Array(length)
  const part = new Float32Array(length)
  for (let x = 0; x < length; x++) [block[x], part[x]] = place(x, size, count)
  return { block, part }
}

/** Block whose centre lies before a pixel, and how far the pixel is on the way to the next centre. */
function place(x: number, size: number, count: number): [number, number] {
  const at = Math.max(0, Math.min(count - 1, (x + 0.5) / size - 0.5))
  return [Math.floor(at), at - Math.floor(at)]
}
