import { SURFACE } from '../thresholds.ts'
import { solveSymmetric } from './solve.ts'
import type { Trace } from './trace.ts'

/** A smooth height field over a page: cubic B-spline with knots every `step` pixels. */
export type Surface = {
  readonly step: number
  readonly columns: number
  readonly rows: number
  readonly knots: Float64Array
  /** Left, top, right and bottom of where it was fitted; beyond, the height stays. */
  readonly bounds: readonly [x0: number, y0: number, x1: number, y1: number]
}

/**
 * The gentlest surface that, added to the height of each trace's points, makes every trace level: least squares of the
 * points' distance from their trace's mean, with a penalty on bending (P-splines after Eilers and Marx, "Flexible
 * smoothing with B-splines and penalties", Statistical Science 11, 1996). Traces that do not fit lose weight.
 */
export function fitSurface(traces: readonly Trace[], width: number, height: number, step: number): Surface {
  const columns = Math.ceil(width / step) + 3
  const rows = Math.ceil(height / step) + 3
  let surface: Surface = {
    step,
    columns,
    rows,
    knots: new Float64Array(columns * rows),
    bounds: boundsOf(traces, step / 4),
  }
  for (let turn = 0; turn < SURFACE.turns; turn++) surface = refit(traces, surface, turn > 0)
  return surface
}

/** The surface's height at a place, in pixels as the place is. */
export function heightAt(surface: Surface, x: number, y: number): number {
  const { step, columns, rows, knots, bounds } = surface
  const across = basis(Math.max(bounds[0], Math.min(bounds[2], x)) / step, columns)
  const down = basis(Math.max(bounds[1], Math.min(bounds[3], y)) / step, rows)
  let sum = 0
  for (let j = 0; j < 4; j++) {
    const first = (down.first + j) * columns + across.first
    for (let i = 0; i < 4; i++) sum += down.weights[j]! * across.weights[i]! * knots[first + i]!
  }
  return sum
}

/** Whether the surface is so steep anywhere it was fitted that lines would lean beyond belief or places change sides. */
export function folds(surface: Surface): boolean {
  const [x0, y0, x1, y1] = surface.bounds
  const step = surface.step / 2
  for (let y = y0; y + step <= y1; y += step)
    for (let x = x0; x + step <= x1; x += step) {
      const height = heightAt(surface, x, y)
      if (Math.abs(heightAt(surface, x + step, y) - height) > SURFACE.lean * step) return true
      if (Math.abs(heightAt(surface, x, y + step) - height) > SURFACE.squeeze * step) return true
    }
  return false
}

/** How far the points of a trace lie from its mean height after the surface is added, in pixels. */
export function residuals(trace: Trace, surface: Surface | null): number[] {
  const heights: number[] = []
  for (let i = 0; i < trace.points.length; i += 2) {
    const [x, y] = [trace.points[i]!, trace.points[i + 1]!]
    heights.push(surface ? y + heightAt(surface, x, y) : y)
  }
  const mean = heights.reduce((sum, height) => sum + height, 0) / heights.length
  return heights.map((height) => height - mean)
}

/** The box that holds the traces and `margin` pixels more. */
function boundsOf(traces: readonly Trace[], margin: number): Surface['bounds'] {
  let [x0, y0, x1, y1] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0]
  for (const { points } of traces)
    for (let i = 0; i < points.length; i += 2) {
      x0 = Math.min(x0, points[i]!)
      x1 = Math.max(x1, points[i]!)
      y0 = Math.min(y0, points[i + 1]!)
      y1 = Math.max(y1, points[i + 1]!)
    }
  return traces.length > 0 ? [x0 - margin, y0 - margin, x1 + margin, y1 + margin] : [0, 0, 0, 0]
}

function refit(traces: readonly Trace[], before: Surface, weighted: boolean): Surface {
  const { step, columns, rows, bounds } = before
  const n = columns * rows
  const a = new Float64Array(n * n)
  const b = new Float64Array(n)
  const mean = new Float64Array(n)
  for (const trace of traces) {
    const off = weighted ? residuals(trace, before) : []
    const places = new Int32Array(16)
    const weights = new Float64Array(16)
    let total = 0
    let level = 0
    mean.fill(0)
    for (let p = 0; p < trace.points.length; p += 2) {
      const [x, y] = [trace.points[p]!, trace.points[p + 1]!]
      const far = weighted ? off[p / 2]! / (trace.spread * SURFACE.outlier) : 0
      const w = 1 / (trace.spread ** 2 * (1 + far * far) ** 2)
      spread(x / step, y / step, columns, rows, places, weights)
      for (let i = 0; i < 16; i++) {
        const at = places[i]!
        mean[at]! += w * weights[i]!
        b[at]! -= w * weights[i]! * y
        for (let j = 0; j < 16; j++) if (places[j]! <= at) a[at * n + places[j]!]! += w * weights[i]! * weights[j]!
      }
      total += w
      level += w * y
    }
    const list = touchedOf(mean)
    for (const i of list) {
      b[i]! += (mean[i]! * level) / total
      for (const j of list) if (j <= i) a[i * n + j]! -= (mean[i]! * mean[j]!) / total
    }
  }
  addBending(a, columns, rows)
  addSqueeze(a, columns, rows)
  return { step, columns, rows, knots: solveSymmetric(a, b), bounds }
}

function touchedOf(mean: Float64Array): number[] {
  const list: number[] = []
  for (let i = 0; i < mean.length; i++) if (mean[i] !== 0) list.push(i)
  return list
}

/** Penalties on second differences of the knots along, down and across, and a trace of one on their size. */
function addBending(a: Float64Array, columns: number, rows: number): void {
  const n = columns * rows
  const add = (terms: readonly (readonly [number, number])[], weight: number) => {
    for (const [i, u] of terms) for (const [j, v] of terms) if (j <= i) a[i * n + j]! += weight * u * v
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      add([[at, 1]], SURFACE.size)
      if (column > 1)
        add(
          [
            [at, 1],
            [at - 1, -2],
            [at - 2, 1],
          ],
          SURFACE.bending,
        )
      if (row > 1)
        add(
          [
            [at, 1],
            [at - columns, -2],
            [at - 2 * columns, 1],
          ],
          SURFACE.bending,
        )
      if (row > 0 && column > 0)
        add(
          [
            [at, 1],
            [at - 1, -1],
            [at - columns, -1],
            [at - columns - 1, 1],
          ],
          2 * SURFACE.bending,
        )
    }
  }
}

/**
 * A penalty on the mean step from row to row. What all of a row has in common makes no trace more level but by pressing the
 * page together, its points' noise with it: nothing that traces can say.
 */
function addSqueeze(a: Float64Array, columns: number, rows: number): void {
  const n = columns * rows
  const row = Array.from({ length: columns }, (_, i) => i)
  for (let at = columns; at < n; at += columns) {
    const terms = [...row.map((i) => [at + i, 1] as const), ...row.map((i) => [at - columns + i, -1] as const)]
    for (const [i, u] of terms) for (const [j, v] of terms) if (j <= i) a[i * n + j]! += SURFACE.squeezing * u * v
  }
}

function spread(x: number, y: number, columns: number, rows: number, places: Int32Array, weights: Float64Array): void {
  const across = basis(x, columns)
  const down = basis(y, rows)
  for (let j = 0; j < 4; j++) {
    for (let i = 0; i < 4; i++) {
      places[j * 4 + i] = (down.first + j) * columns + across.first + i
      weights[j * 4 + i] = down.weights[j]! * across.weights[i]!
    }
  }
}

/** The four cubic B-splines that reach a place, given in knots; beyond the ends the height stays. */
function basis(at: number, count: number): { first: number; weights: readonly number[] } {
  const inside = Math.max(0, Math.min(count - 3, at))
  const first = Math.min(count - 4, Math.floor(inside))
  const t = inside - first
  const s = 1 - t
  return {
    first,
    weights: [
      (s * s * s) / 6,
      (3 * t * t * t - 6 * t * t + 4) / 6,
      (3 * s * s * s - 6 * s * s + 4) / 6,
      (t * t * t) / 6,
    ],
  }
}
