import type { Gray, Mask } from '../image/raster.ts'
import { linkRuns, type Runs, runsOf } from '../image/runs.ts'
import { TRACE } from '../thresholds.ts'

/** A line of the page that ought to be level, as it lies: points along it in pixels, x and y alternating. */
export type Trace = {
  readonly points: readonly number[]
  /** How far, in pixels, a point may be off without saying anything. */
  readonly spread: number
}

/**
 * Follows the near-level rulings of a page at about 100 pixels per inch: level runs of ink that touch end to end make a
 * line when it is `shortest` points long at least, and thin; its height is taken from the grey of the pixels about it.
 */
export function traceRulings(gray: Gray, ink: Mask, dpi: number, shortest: number): Trace[] {
  const runs = runsOf(ink, Math.round((TRACE.run * dpi) / 72), 1)
  const { pieces, piece } = linkRuns(runs, TRACE.reach)
  const long = (shortest * dpi) / 72
  const thick = (TRACE.thickest * dpi) / 72
  return extents(runs, piece, pieces).flatMap(({ from, to, area, members }) => {
    if (to - from < long || area / (to - from) > thick) return []
    const points = heights(gray, runs, members, from, to, Math.max(2, Math.round((TRACE.step * dpi) / 72)))
    return points.length >= 6 && unevenness(points) < TRACE.uneven ? [{ points, spread: TRACE.rulingSpread }] : []
  })
}

/**
 * Follows lines of text: ink smeared over the gaps between characters makes strips, and the middle between a strip's
 * upper and lower edge is its course.
 */
export function traceText(ink: Mask, dpi: number): Trace[] {
  const em = dpi / 72
  const runs = runsOf(ink, 1, Math.round(TRACE.smear * em))
  const { pieces, piece } = linkRuns(runs, 0)
  return extents(runs, piece, pieces).flatMap(({ from, to, top, bottom, area, members }) => {
    const height = area / (to - from)
    if (to - from < TRACE.text * em || height < TRACE.lowest * em || height > TRACE.highest * em) return []
    if (bottom - top > height * 2 + (to - from) * TRACE.lean) return []
    const points = middles(runs, members, from, to, Math.round(TRACE.letters * em))
    return points.length >= 6 ? [{ points, spread: TRACE.textSpread }] : []
  })
}

type Extent = { from: number; to: number; top: number; bottom: number; area: number; members: number[] }

function extents(runs: Runs, piece: Int32Array, pieces: number): Extent[] {
  const all: Extent[] = Array.from({ length: pieces }, () => ({
    from: Number.POSITIVE_INFINITY,
    to: 0,
    top: Number.POSITIVE_INFINITY,
    bottom: 0,
    area: 0,
    members: [],
  }))
  for (let i = 0; i < runs.count; i++) {
    const extent = all[piece[i]!]!
    extent.from = Math.min(extent.from, runs.from[i]!)
    extent.to = Math.max(extent.to, runs.to[i]!)
    extent.top = Math.min(extent.top, runs.row[i]!)
    extent.bottom = Math.max(extent.bottom, runs.row[i]! + 1)
    extent.area += runs.to[i]! - runs.from[i]!
    extent.members.push(i)
  }
  return all
}

/** Pixels by which points stray from their neighbours' course on average; strokes of neighbouring characters jump. */
function unevenness(points: readonly number[]): number {
  let sum = 0
  for (let i = 5; i < points.length; i += 2) sum += Math.abs(points[i]! - 2 * points[i - 2]! + points[i - 4]!)
  return sum / (points.length / 2 - 2)
}

/** Every `step` pixels, the height at which the grey of a ruling has its centre. */
function heights(gray: Gray, runs: Runs, members: readonly number[], from: number, to: number, step: number): number[] {
  const columns = Math.ceil((to - from) / step)
  const tops = new Int32Array(columns).fill(gray.height)
  const bottoms = new Int32Array(columns).fill(-1)
  for (const i of members) {
    const last = Math.floor((runs.to[i]! - 1 - from) / step)
    for (let c = Math.ceil((runs.from[i]! - from) / step); c <= last; c++) {
      tops[c] = Math.min(tops[c]!, runs.row[i]!)
      bottoms[c] = Math.max(bottoms[c]!, runs.row[i]!)
    }
  }
  const points: number[] = []
  for (let c = 0; c < columns; c++) {
    if (bottoms[c]! < 0) continue
    const x = from + c * step
    let weight = 0
    let sum = 0
    for (let y = Math.max(0, tops[c]! - 1); y <= Math.min(gray.height - 1, bottoms[c]! + 1); y++) {
      const dark = Math.max(0, TRACE.white - gray.data[y * gray.width + x]!)
      weight += dark
      sum += dark * (y + 0.5)
    }
    if (weight > 0) points.push(x + 0.5, sum / weight)
  }
  return points
}

/** Of every stretch of a strip, the middle of its upper and lower edge; stretches much lower than the rest (dashes, commas) are left out. */
function middles(runs: Runs, members: readonly number[], from: number, to: number, stretch: number): number[] {
  const columns = Math.max(1, Math.floor((to - from) / stretch))
  const tops = new Int32Array(columns).fill(1 << 30)
  const bottoms = new Int32Array(columns).fill(-1)
  for (const i of members) {
    const last = Math.min(columns - 1, Math.floor((runs.to[i]! - 1 - from) / stretch))
    for (let c = Math.floor((runs.from[i]! - from) / stretch); c <= last; c++) {
      tops[c] = Math.min(tops[c]!, runs.row[i]!)
      bottoms[c] = Math.max(bottoms[c]!, runs.row[i]! + 1)
    }
  }
  const tall = Array.from(bottoms, (bottom, c) => bottom - tops[c]!).sort((a, b) => a - b)[columns >> 1]!
  const points: number[] = []
  for (let c = 0; c < columns; c++) {
    const height = bottoms[c]! - tops[c]!
    if (height > tall * 0.8 && height < tall * 1.25)
      points.push(from + (c + 0.5) * stretch, (tops[c]! + bottoms[c]!) / 2)
  }
  return points
}
