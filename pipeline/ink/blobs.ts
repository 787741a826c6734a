import type { Mask } from '../image/raster.ts'

/** A connected piece of ink: its bounds in pixels (x1, y1 exclusive), how many pixels it has, and its index. */
export type Blob = {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
  readonly area: number
}

/**
 * The 8-connected components of a mask with at least `least` pixels, in reading order of their first pixels. Runs of a
 * row are joined to those of the row above by union-find (after He, Chao and Suzuki, "A run-based two-scan labeling
 * algorithm", 2008).
 */
export function blobsOf({ width, height, data }: Mask, least = 1): Blob[] {
  const parent: number[] = []
  const bounds: number[] = []
  let above: number[] = []
  for (let y = 0; y < height; y++) {
    const runs: number[] = []
    const end = (y + 1) * width
    let next = 0
    let i = data.indexOf(1, y * width)
    while (i >= 0 && i < end) {
      const from = i - y * width
      while (i < end && data[i] === 1) i++
      const to = i - y * width
      const label = parent.length
      parent.push(label)
      bounds.push(from, y, to, y + 1, to - from)
      // Runs above come as triples [from, to, label]; those that end before this one starts are behind us for good.
      while (next < above.length && above[next + 1]! < from) next += 3
      for (let k = next; k < above.length && above[k]! <= to; k += 3) unite(parent, above[k + 2]!, label)
      runs.push(from, to, label)
      i = data.indexOf(1, i)
    }
    above = runs
  }
  return collect(parent, bounds, least)
}

function collect(parent: number[], bounds: readonly number[], least: number): Blob[] {
  const merged = new Map<number, [number, number, number, number, number]>()
  for (let label = 0; label < parent.length; label++) {
    const root = find(parent, label)
    const [x0, y0, x1, y1, area] = bounds.slice(label * 5, label * 5 + 5) as [number, number, number, number, number]
    const blob = merged.get(root)
    if (!blob) merged.set(root, [x0, y0, x1, y1, area])
    else {
      blob[0] = Math.min(blob[0], x0)
      blob[1] = Math.min(blob[1], y0)
      blob[2] = Math.max(blob[2], x1)
      blob[3] = Math.max(blob[3], y1)
      blob[4] += area
    }
  }
  const blobs: Blob[] = []
  for (const [x0, y0, x1, y1, area] of merged.values()) if (area >= least) blobs.push({ x0, y0, x1, y1, area })
  return blobs
}

function find(parent: number[], label: number): number {
  let root = label
  while (parent[root] !== root) root = parent[root]!
  for (let at = label; at !== root; ) {
    const next = parent[at]!
    parent[at] = root
    at = next
  }
  return root
}

function unite(parent: number[], a: number, b: number): void {
  const [rootA, rootB] = [find(parent, a), find(parent, b)]
  if (rootA < rootB) parent[rootB] = rootA
  else parent[rootA] = rootB
}
