import type { Mask } from '../image/raster.ts'
import { RASTER_RULINGS } from '../thresholds.ts'

/** Level runs of ink, thin ones: row `y`, columns `from` … `to` (exclusive), all parallel arrays in reading order. */
export type Runs = { readonly y: readonly number[]; readonly from: readonly number[]; readonly to: readonly number[] }

/** For each pixel of ink how many rows of ink stand on one another there, saturated at 255; 0 on paper. */
export function thicknessOf({ width, height, data }: Mask): Mask {
  const count = new Uint8Array(width * height)
  for (let x = 0; x < width; x++) count[x] = data[x]!
  for (let i = width; i < count.length; i++) if (data[i]) count[i] = Math.min(254, count[i - width]!) + 1
  for (let i = count.length - width - 1; i >= 0; i--) {
    const below = count[i + width]!
    if (below > 0 && count[i]! > 0) count[i] = below
  }
  return { width, height, data: count }
}

/**
 * Stretches of a row that look like a level line: thin ink in this row or its neighbours nearly everywhere. What is
 * thick there (something crosses) weighs little against it, paper a lot; a stretch ends where its score has fallen by
 * `drop` below its best (the X-drop of sequence alignment). A line that leans gives runs in neighbouring rows.
 */
export function levelRuns(thickness: Mask, pointsPerPixel: number): Runs {
  const { width, height, data } = thickness
  const thinnest = Math.max(3, Math.round(RASTER_RULINGS.thin / pointsPerPixel))
  const shortest = Math.max(6, Math.round(RASTER_RULINGS.shortest / pointsPerPixel))
  const drop = -RASTER_RULINGS.paper * Math.max(2, RASTER_RULINGS.gap / pointsPerPixel)
  const bits = Uint8Array.from({ length: 256 }, (_, t) => (t === 0 ? 0 : t <= thinnest ? 2 : 1))
  const gain = [RASTER_RULINGS.paper, RASTER_RULINGS.thick, 1, 1]
  const runs = { y: [] as number[], from: [] as number[], to: [] as number[] }
  const kind = new Uint8Array(width)
  for (let y = 0; y < height; y++) {
    const row = y * width
    const above = y > 0 ? row - width : row
    const below = y < height - 1 ? row + width : row
    for (let x = 0; x < width; x++) kind[x] = bits[data[above + x]!]! | bits[data[row + x]!]! | bits[data[below + x]!]!
    let x = 0
    while (x < width) {
      if (kind[x]! < 2) {
        x++
        continue
      }
      const from = x
      let [score, best, end, thin, thinAtEnd] = [0, 0, x, 0, 0]
      for (; x < width; x++) {
        const k = kind[x]!
        score += gain[k]!
        if (k >= 2) thin++
        if (score >= best && k >= 2) {
          best = score
          end = x + 1
          thinAtEnd = thin
        } else if (score < best - drop) break
      }
      x = end + 1
      if (end - from < shortest || thinAtEnd < RASTER_RULINGS.thinShare * (end - from)) continue
      runs.y.push(y)
      runs.from.push(from)
      runs.to.push(end)
    }
  }
  return runs
}

/** Groups runs that overlap in neighbouring rows; each group is a list of indices into `runs`, top to bottom. */
export function groupRuns({ y, from, to }: Runs): number[][] {
  const parent = y.map((_, i) => i)
  const root = (i: number): number => {
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!
      i = parent[i]!
    }
    return i
  }
  let above = 0
  for (let i = 0; i < y.length; i++) {
    while (y[above]! < y[i]! - 1 || (y[above] === y[i]! - 1 && to[above]! <= from[i]!)) above++
    for (let j = above; y[j] === y[i]! - 1 && from[j]! < to[i]!; j++) parent[root(i)] = root(j)
  }
  const groups = new Map<number, number[]>()
  for (let i = 0; i < y.length; i++) {
    const key = root(i)
    const group = groups.get(key)
    if (group) group.push(i)
    else groups.set(key, [i])
  }
  return [...groups.values()]
}
