import type { Ruling } from '../../schemas/geometry.ts'
import { RASTER_RULINGS } from '../thresholds.ts'
import { type LinePlane, PAPER, THICK, THIN } from './raster-plane.ts'
import type { Runs } from './raster-runs.ts'

/**
 * Where a line runs in a mask, in pixels: along it from `from` to `to`, and across it, for each `step` pixels along, from
 * `tops` to `bottoms` (exclusive). Along is x for a horizontal line, y for a vertical one.
 */
export type Trace = {
  readonly kind: Ruling['kind']
  readonly from: number
  readonly to: number
  readonly step: number
  readonly tops: readonly number[]
  readonly bottoms: readonly number[]
  /** Usual thickness, pixels. */
  readonly thickness: number
  /** Share of its length with ink as thick as the line and no thicker: a character's strokes have others joining them. */
  readonly clean: number
}

/** The trace of a group of runs, null where nothing runs along it. The plane is turned so that it runs level. */
export function traceOf(
  kind: Ruling['kind'],
  group: readonly number[],
  runs: Runs,
  plane: LinePlane,
  pointsPerPixel: number,
): Trace | null {
  let [from, to, first, last] = [Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0]
  for (const i of group) {
    from = Math.min(from, runs.from[i]!)
    to = Math.max(to, runs.to[i]!)
    first = Math.min(first, runs.y[i]!)
    last = Math.max(last, runs.y[i]!)
  }
  const step = Math.max(8, Math.round(RASTER_RULINGS.step / pointsPerPixel))
  const blocks = Math.max(1, Math.round((to - from) / step))
  const rows = last - first + 1
  const counts = new Int32Array(blocks * rows)
  for (const i of group) {
    const y = runs.y[i]!
    const row = y * plane.width
    for (let x = runs.from[i]!; x < runs.to[i]!; x++)
      if (plane.part[row + x]) counts[Math.min(blocks - 1, Math.floor((x - from) / step)) * rows + y - first]!++
  }
  const tops: (number | null)[] = []
  const bottoms: (number | null)[] = []
  for (let b = 0; b < blocks; b++) {
    const columns = b === blocks - 1 ? to - from - b * step : step
    let most = 0
    for (let r = 0; r < rows; r++) most = Math.max(most, counts[b * rows + r]!)
    const enough = Math.max(RASTER_RULINGS.solid * columns, 0.5 * most)
    let top: number | null = null
    let bottom: number | null = null
    for (let r = 0; r < rows; r++) {
      if (counts[b * rows + r]! < enough) continue
      top ??= first + r
      bottom = first + r + 1
    }
    tops.push(top)
    bottoms.push(bottom)
  }
  if (tops.every((t) => t === null)) return null
  const [smoothTops, smoothBottoms] = [smooth(tops), smooth(bottoms)]
  const thickness = usualThickness(smoothTops, smoothBottoms)
  const trace = { kind, from, to, step, tops: smoothTops, bottoms: smoothBottoms, thickness, clean: 0 }
  return trimmed(trace, plane, pointsPerPixel)
}

/** A trace without the specks at its ends, and its clean share measured. Null where nothing is left. */
function trimmed(trace: Trace, plane: LinePlane, pointsPerPixel: number): Trace | null {
  const most = trace.thickness + Math.max(1, Math.round(RASTER_RULINGS.ragged / pointsPerPixel))
  const parts = Uint8Array.from({ length: trace.to - trace.from }, (_, i) => {
    const block = Math.min(trace.tops.length - 1, Math.floor(i / trace.step))
    return partAt(plane, trace.from + i, trace.tops[block]! - 1, trace.bottoms[block]! + 1, most)
  })
  // The mean that shows a faint line blurs the end of a dark one.
  const inked = Uint8Array.from(parts, (_, i) => (isInked(plane, trace, i) ? THIN : PAPER))
  const dark = inked.filter((p) => p === THIN).length >= parts.length / 2
  const seen = dark ? inked : parts
  const window = Math.min(parts.length, Math.round(RASTER_RULINGS.endWindow / pointsPerPixel))
  const first = firstDense(seen, window)
  const last = parts.length - firstDense(seen.toReversed(), window)
  const dropped = Math.min(trace.tops.length - 1, Math.floor(first / trace.step))
  const blocks = Math.max(1, Math.round((last - first) / trace.step))
  if (last - first < window) return null
  const clean = parts.subarray(first, last).reduce((sum, p) => sum + (p === THIN ? 1 : 0), 0) / (last - first)
  return {
    ...trace,
    from: trace.from + first,
    to: trace.from + last,
    tops: trace.tops.slice(dropped, dropped + blocks),
    bottoms: trace.bottoms.slice(dropped, dropped + blocks),
    clean,
  }
}

function isInked({ width, height, thickness }: LinePlane, trace: Trace, i: number): boolean {
  const block = Math.min(trace.tops.length - 1, Math.floor(i / trace.step))
  for (let y = Math.max(0, trace.tops[block]! - 1); y < Math.min(height, trace.bottoms[block]! + 1); y++)
    if (thickness[y * width + trace.from + i]) return true
  return false
}

/** Where a line begins in earnest: at ink, with ink in most of the stretch after it. */
function firstDense(parts: Uint8Array, window: number): number {
  let count = 0
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] !== PAPER) count++
    if (i >= window && parts[i - window] !== PAPER) count--
    const start = i - window + 1
    if (start >= 0 && parts[start] !== PAPER && count >= RASTER_RULINGS.endShare * window) return start
  }
  return parts.length
}

/** What a line's rows `top` … `bottom` (exclusive) hold at one place along it: a piece no thicker than `most`, more, or nothing. */
export function partAt(
  { width, height, part, thickness }: LinePlane,
  x: number,
  top: number,
  bottom: number,
  most: number,
): number {
  let found = PAPER
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) {
    const i = y * width + x
    if (thickness[i]! > most) return THICK
    if (part[i] === THIN) found = THIN
  }
  return found
}

/** Its middle across, at a place along it; beyond its ends as it ends. Pixels. */
export function middleAt({ from, step, tops, bottoms }: Trace, along: number): number {
  const last = tops.length - 1
  const at = (along - from) / step - 0.5
  const i = Math.max(0, Math.min(last, Math.floor(at)))
  const j = Math.min(last, i + 1)
  const share = Math.max(0, Math.min(1, at - i))
  return ((tops[i]! + bottoms[i]!) * (1 - share) + (tops[j]! + bottoms[j]!) * share) / 2
}

/** How far its middle lies off the straight line between its ends, in pixels: the side of a seal is bent. */
export function bendOf(trace: Trace): number {
  const { from, to } = trace
  return Math.abs(middleAt(trace, (from + to) / 2) - (middleAt(trace, from) + middleAt(trace, to)) / 2)
}

function usualThickness(tops: readonly number[], bottoms: readonly number[]): number {
  const all = tops.map((t, i) => bottoms[i]! - t).sort((a, b) => a - b)
  return all[all.length >> 1]!
}

/** The straight ruling that stands for a trace, in points. */
export function rulingOf(trace: Trace, pointsPerPixel: number): Ruling {
  const { kind, from, to, tops, bottoms } = trace
  const at = tops.reduce((sum, t, i) => sum + (t + bottoms[i]!) / 2, 0) / tops.length
  return {
    kind,
    at: at * pointsPerPixel,
    from: from * pointsPerPixel,
    to: to * pointsPerPixel,
    thickness: trace.thickness * pointsPerPixel,
  }
}

/** Gaps filled from their neighbours, then the middle of each three. One of the values at least is known. */
export function smooth(values: readonly (number | null)[]): number[] {
  const filled: number[] = []
  let before: number | null = null
  values.forEach((v, i) => {
    if (v === null) {
      const after = values.findIndex((n, j) => j > i && n !== null)
      const next = after < 0 ? null : values[after]!
      v = before === null ? next! : next === null ? before : Math.round(before + (next - before) / (after - i + 1))
    }
    before = v
    filled.push(v)
  })
  return filled.map((v, i) => {
    const three = [filled[i - 1] ?? v, v, filled[i + 1] ?? v].sort((a, b) => a - b)
    return three[1]!
  })
}
