import type { Fill, Stroke } from '../../pipeline/open/drawing.ts'
import type { Box } from '../../schemas/geometry.ts'
import { apply, type Matrix, stretch } from './matrix.ts'
import { intersect } from './state.ts'

/** pdf.js's codes inside a path buffer (DrawOPS): code, then its coordinates. */
const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3
const CLOSE = 4

type Point = readonly [x: number, y: number]

/** One subpath on the page: its corners in order, whether it ended closed, and whether it bends. */
export type Subpath = { readonly points: readonly Point[]; readonly closed: boolean; readonly curved: boolean }

/** The subpaths of a path buffer, mapped to the page. A bend keeps its end point only. */
export function subpaths(buffer: ArrayLike<number>, ctm: Matrix): Subpath[] {
  const found: Subpath[] = []
  let points: Point[] = []
  let bends: number[] = []
  const finish = (closed: boolean) => {
    if (points.length > 1) found.push({ points, closed, curved: bends.length > 0 })
    points = []
    bends = []
  }
  const at = (i: number) => apply(ctm, buffer[i] ?? 0, buffer[i + 1] ?? 0)
  for (let i = 0; i < buffer.length; ) {
    const code = buffer[i++]
    if (code === MOVE) {
      finish(false)
      points.push(at(i))
      i += 2
    } else if (code === LINE) {
      points.push(at(i))
      i += 2
    } else if (code === CURVE || code === QUADRATIC) {
      bends.push(points.length)
      i += code === CURVE ? 6 : 4
      points.push(at(i - 2))
    } else if (code === CLOSE) {
      const start = points[0]
      finish(true)
      if (start) points.push(start)
    } else break
  }
  finish(false)
  return found
}

/** The straight strokes of subpaths, cut to the clip. Bends are left out: no table is ruled with them. */
export function strokesOf(paths: readonly Subpath[], ctm: Matrix, lineWidth: number, clip: Box): Stroke[] {
  const width = lineWidth * stretch(ctm)
  const strokes: Stroke[] = []
  for (const path of paths) {
    if (path.curved && path.points.length > 40) continue
    const ends = path.closed && path.points[0] ? [...path.points, path.points[0]] : path.points
    for (let i = 1; i < ends.length; i++) {
      const [a, b] = [ends[i - 1]!, ends[i]!]
      const stroke = clipStroke({ x0: a[0], y0: a[1], x1: b[0], y1: b[1], width }, clip)
      if (stroke) strokes.push(stroke)
    }
  }
  return strokes
}

/** The filled outlines' extents, cut to the clip. */
export function fillsOf(paths: readonly Subpath[], clip: Box, order: number): Fill[] {
  const fills: Fill[] = []
  for (const path of paths) {
    const xs = path.points.map((p) => p[0])
    const ys = path.points.map((p) => p[1])
    const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
    const cut = intersect(box, clip)
    if (cut[2] < clip[0] || cut[0] > clip[2] || cut[3] < clip[1] || cut[1] > clip[3]) continue
    if (box[2] < clip[0] || box[0] > clip[2] || box[3] < clip[1] || box[1] > clip[3]) continue
    const extent = (box[2] - box[0]) * (box[3] - box[1])
    fills.push({ box: cut, rectangle: !path.curved && area(path.points) >= 0.9 * extent, curved: path.curved, order })
  }
  return fills
}

export function extentOf(paths: readonly Subpath[]): Box | null {
  if (paths.length === 0) return null
  const all = paths.flatMap((p) => p.points)
  const xs = all.map((p) => p[0])
  const ys = all.map((p) => p[1])
  const low = (values: number[]) => values.reduce((m, v) => Math.min(m, v), Number.POSITIVE_INFINITY)
  const high = (values: number[]) => values.reduce((m, v) => Math.max(m, v), Number.NEGATIVE_INFINITY)
  return [low(xs), low(ys), high(xs), high(ys)]
}

/** Twice-signed shoelace, halved. */
function area(points: readonly Point[]): number {
  let sum = 0
  for (let i = 0; i < points.length; i++) {
    const [a, b] = [points[i]!, points[(i + 1) % points.length]!]
    sum += a[0] * b[1] - b[0] * a[1]
  }
  return Math.abs(sum) / 2
}

function clipStroke(s: Stroke, clip: Box): Stroke | null {
  const half = s.width / 2
  const [x0, x1] = [Math.min(s.x0, s.x1), Math.max(s.x0, s.x1)]
  const [y0, y1] = [Math.min(s.y0, s.y1), Math.max(s.y0, s.y1)]
  if (x1 + half < clip[0] || x0 - half > clip[2] || y1 + half < clip[1] || y0 - half > clip[3]) return null
  const clamp = (v: number, low: number, high: number) => Math.min(Math.max(v, low), high)
  // Only level and upright strokes are cut: nobody looks at the others' ends.
  if (y1 - y0 <= x1 - x0 && y1 - y0 < 1)
    return { ...s, x0: clamp(s.x0, clip[0], clip[2]), x1: clamp(s.x1, clip[0], clip[2]) }
  if (x1 - x0 < 1) return { ...s, y0: clamp(s.y0, clip[1], clip[3]), y1: clamp(s.y1, clip[1], clip[3]) }
  return s
}
