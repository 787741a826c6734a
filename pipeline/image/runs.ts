import type { Mask } from './raster.ts'

/** Ink's horizontal runs, top to bottom and left to right: pixels `from` … `to` - 1 of `row`. */
export type Runs = {
  readonly count: number
  readonly row: Int32Array
  readonly from: Int32Array
  readonly to: Int32Array
}

/** Runs of at least `shortest` pixels; paper of up to `gap` pixels within one is overlooked. */
export function runsOf(mask: Mask, shortest = 1, gap = 0): Runs {
  const { width, height, data } = mask
  let room = 1 << 14
  let row = new Int32Array(room)
  let from = new Int32Array(room)
  let to = new Int32Array(room)
  let count = 0
  const keep = (y: number, start: number, end: number) => {
    if (end - start < shortest) return
    if (count === room) {
      room *= 2
      row = grown(row, room)
      from = grown(from, room)
      to = grown(to, room)
    }
    row[count] = y
    from[count] = start
    to[count++] = end
  }
  for (let y = 0; y < height; y++) {
    const base = y * width
    let start = -1
    let end = -1
    for (let x = 0; x < width; x++) {
      if (data[base + x] === 0) continue
      if (start >= 0 && x - end > gap) {
        keep(y, start, end)
        start = x
      } else if (start < 0) start = x
      end = x + 1
    }
    if (start >= 0) keep(y, start, end)
  }
  return { count, row: row.subarray(0, count), from: from.subarray(0, count), to: to.subarray(0, count) }
}

/**
 * Numbers the pieces that runs hang together in: of every run the piece, counted from 0 in order of first appearance.
 * Runs of neighbouring rows touch where they overlap or come within `reach` pixels sideways (1: diagonal neighbours).
 */
export function linkRuns(runs: Runs, reach = 1): { readonly pieces: number; readonly piece: Int32Array } {
  const { count, row, from, to } = runs
  const parent = Int32Array.from({ length: count }, (_, i) => i)
  const root = (i: number) => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  for (let i = 0, above = 0; i < count; i++) {
    while (above < i && (row[above]! < row[i]! - 1 || (row[above] === row[i]! - 1 && to[above]! + reach <= from[i]!)))
      above++
    for (let j = above; j < i && row[j] === row[i]! - 1 && from[j]! < to[i]! + reach; j++) {
      const [a, b] = [root(i), root(j)]
      if (a !== b) parent[Math.max(a, b)] = Math.min(a, b)
    }
  }
  const piece = new Int32Array(count)
  let pieces = 0
  for (let i = 0; i < count; i++) piece[i] = parent[i] === i ? pieces++ : piece[root(i)]!
  return { pieces, piece }
}

function grown(old: Int32Array<ArrayBuffer>, room: number): Int32Array<ArrayBuffer> {
  const fresh = new Int32Array(room)
  fresh.set(old)
  return fresh
}
