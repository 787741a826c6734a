import type { Gray } from './raster.ts'

/** A page in square blocks: of each the levels that given shares of its pixels lie at or below. */
export type Blocks = {
  readonly size: number
  readonly columns: number
  readonly rows: number
  readonly quantiles: readonly Float32Array[]
}

/** Cuts a picture into blocks of about `size` pixels; the last of a row or column takes the remainder. */
export function blocksOf(gray: Gray, size: number, shares: readonly number[]): Blocks {
  const columns = Math.max(1, Math.round(gray.width / size))
  const rows = Math.max(1, Math.round(gray.height / size))
  const quantiles = shares.map(() => new Float32Array(columns * rows))
  const counts = new Uint32Array(columns * 256)
  const offsets = Int32Array.from({ length: gray.width }, (_, x) => Math.min(columns - 1, Math.floor(x / size)) << 8)
  for (let row = 0; row < rows; row++) {
    counts.fill(0)
    const bottom = row === rows - 1 ? gray.height : (row + 1) * size
    for (let y = row * size; y < bottom; y++)
      for (let x = 0, i = y * gray.width; x < gray.width; x++, i++) counts[offsets[x]! + gray.data[i]!]!++
    for (let c = 0; c < columns; c++) {
      const histogram = counts.subarray(c << 8, (c + 1) << 8)
      shares.forEach((share, i) => {
        quantiles[i]![row * columns + c] = quantile(histogram, share)
      })
    }
  }
  return { size, columns, rows, quantiles }
}

/** Positions of a block's neighbours to all eight sides, itself included. */
export function around(i: number, columns: number, rows: number, reach = 1): number[] {
  const row = Math.floor(i / columns)
  const column = i % columns
  const near: number[] = []
  for (let r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach); r++)
    for (let c = Math.max(0, column - reach); c <= Math.min(columns - 1, column + reach); c++)
      near.push(r * columns + c)
  return near
}

/** Whether a block lies at the picture's edge. */
export function isBorder(i: number, columns: number, rows: number): boolean {
  const [row, column] = [Math.floor(i / columns), i % columns]
  return row === 0 || column === 0 || row === rows - 1 || column === columns - 1
}

/** The pieces that marked blocks hang together in, diagonal neighbours included; each a list of positions. */
export function groups(marked: Uint8Array, columns: number, rows: number): number[][] {
  const seen = new Uint8Array(marked.length)
  const found: number[][] = []
  for (let i = 0; i < marked.length; i++) {
    if (marked[i] === 0 || seen[i] === 1) continue
    const group = [i]
    seen[i] = 1
    for (let at = 0; at < group.length; at++)
      for (const near of around(group[at]!, columns, rows)) {
        if (marked[near] === 0 || seen[near] === 1) continue
        seen[near] = 1
        group.push(near)
      }
    found.push(group)
  }
  return found
}

function quantile(counts: Uint32Array, share: number): number {
  let total = 0
  for (const count of counts) total += count
  let sum = 0
  for (let value = 0; value < 256; value++) {
    sum += counts[value]!
    if (sum >= total * share) return Math.max(1, value)
  }
  return 255
}
