import { RASTER_RULINGS } from '../thresholds.ts'
import type { LinePlane } from './raster-plane.ts'

/** Level runs of ink, thin ones: row `y`, columns `from` … `to` (exclusive), all parallel arrays in reading order. */
export type Runs = { readonly y: readonly number[]; readonly from: readonly number[]; readonly to: readonly number[] }

/**
 * Stretches of a row that look like a level line: thin ink in this row or its neighbours nearly everywhere. What is
 * thick there (something crosses) weighs little against it, paper a lot; a stretch ends where its score has fallen by
 * `drop` below its best (the X-drop of sequence alignment). A line that leans gives runs in neighbouring rows.
 */
export function levelRuns({ width, height, part }: LinePlane, pointsPerPixel: number): Runs {
  const shortest = Math.max(6, Math.round(RASTER_RULINGS.shortest / pointsPerPixel))
  const drop = -RASTER_RULINGS.paper * Math.max(2, RASTER_RULINGS.gap / pointsPerPixel)
  const gain = [RASTER_RULINGS.paper, RASTER_RULINGS.thick, 1, 1]
  const runs = { y: [] as number[], from: [] as number[], to: [] as number[] }
  const kind = new Uint8Array(width)
  for (let y = 0; y < height; y++) {
    const row = y * width
    const above = y > 0 ? row - width : row
    const below = y < height - 1 ? row + width : row
    for (let x = 0; x < width; x++) kind[x] = part[above + x]! | part[row + x]! | part[below + x]!
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
export function groupRuns({ y, from, to }: Runs, among: readonly number[] = y.map((_, i) => i)): number[][] {
  const parent = among.map((_, i) => i)
  const root = (i: number): number => {
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!
      i = parent[i]!
    }
    return i
  }
  let above = 0
  among.forEach((run, i) => {
    const before = (j: number) =>
      y[among[j]!]! < y[run]! - 1 || (y[among[j]!] === y[run]! - 1 && to[among[j]!]! <= from[run]!)
    while (above < i && before(above)) above++
    for (let j = above; j < i && y[among[j]!] === y[run]! - 1 && from[among[j]!]! < to[run]!; j++)
      parent[root(i)] = root(j)
  })
  const groups = new Map<number, number[]>()
  among.forEach((run, i) => {
    const key = root(i)
    const group = groups.get(key)
    if (group) group.push(run)
    else groups.set(key, [run])
  })
  return [...groups.values()]
}

/**
 * A group too high for one line (hatching or a seal hangs on it) taken apart: the rows about its longest run, then
 * what hangs together of the rest, as long as there are long runs.
 */
export function partGroup(group: readonly number[], runs: Runs, pointsPerPixel: number): number[][] {
  const parts: number[][] = []
  const waiting = [group]
  const least = RASTER_RULINGS.parted / pointsPerPixel
  for (let rest = waiting.pop(); rest && parts.length < RASTER_RULINGS.mostParts; rest = waiting.pop()) {
    const [first, last] = [runs.y[rest[0]!]!, runs.y[rest[rest.length - 1]!]!]
    const longest = rest.reduce((best, i) => (lengthOf(runs, i) > lengthOf(runs, best) ? i : best))
    const length = lengthOf(runs, longest)
    if (last - first + 1 <= highest(length, pointsPerPixel)) parts.push([...rest])
    else if (length >= least) {
      const reach = RASTER_RULINGS.partReach / pointsPerPixel + RASTER_RULINGS.lean * length
      const near = (i: number) => Math.abs(runs.y[i]! - runs.y[longest]!) <= reach
      parts.push(rest.filter(near))
      waiting.push(
        ...groupRuns(
          runs,
          rest.filter((i) => !near(i)),
        ),
      )
    }
  }
  return parts
}

/** Rows that a line of a length may take: a thick line's and those of its lean. */
function highest(length: number, pointsPerPixel: number): number {
  return RASTER_RULINGS.thickest / pointsPerPixel + RASTER_RULINGS.lean * length + 3
}

function lengthOf({ from, to }: Runs, i: number): number {
  return to[i]! - from[i]!
}
