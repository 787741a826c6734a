import type { Gray, Mask } from '../image/raster.ts'
import { sampleMesh } from '../image/sample.ts'
import { transpose } from '../image/transpose.ts'
import { SHADING, STRAIGHTEN, TRACE } from '../thresholds.ts'
import { binarize } from './binarize.ts'
import { skewOf } from './skew.ts'
import { fitSurface, folds, heightAt, residuals, type Surface } from './surface.ts'
import { type Trace, traceRulings, traceText } from './trace.ts'
import { withoutRulings } from './without-rulings.ts'

/**
 * How a page lies in its picture: turned clockwise by `angle` degrees about the picture's centre and, where `bend` is
 * given, bent besides: adding `across` to x and `down` to y of a place of the turned-back picture makes its rulings and
 * lines of text straight. Pixels of the picture it was found in, `dpi` to the inch.
 */
export type Lie = {
  readonly dpi: number
  readonly width: number
  readonly height: number
  readonly angle: number
  readonly bend: { readonly across: Surface; readonly down: Surface } | null
}

/** Finds how a page, its shading evened out and about 100 pixels to the inch, lies in its picture. */
export function straighten(gray: Gray, dpi: number): Lie {
  const { width, height } = gray
  const ink = binarize(gray, dpi, STRAIGHTEN.ceiling)
  const rough = skewOf(ink)
  const level = rough === 0 ? gray : levelled(gray, rough)
  const traces = tracesOf(level, rough === 0 ? ink : binarize(level, dpi, STRAIGHTEN.ceiling), dpi)
  const angle = rough + leanOf(traces)
  const flat = { dpi, width, height, angle: Math.abs(angle) < STRAIGHTEN.angle ? 0 : angle, bend: null }
  const straight = misfit(traces, (trace, upright) => residuals(leaned(trace, angle - rough, upright ? -1 : 1), null))
  if (!straight.told || straight.off < STRAIGHTEN.straight) return flat
  const step = STRAIGHTEN.knots * dpi
  const down = fitSurface(traces.level, width, height, step)
  const across = fitSurface(traces.upright, height, width, step)
  const bent = misfit(traces, (trace, upright) => residuals(trace, upright ? across : down))
  if (bent.off > straight.off * STRAIGHTEN.better || folds(down) || folds(across)) return flat
  return { dpi, width, height, angle: rough, bend: { across, down } }
}

/** The picture's place of a place of the straightened page; both in pixels of the picture that `lie` was found in. */
export function placeInPicture(lie: Lie, x: number, y: number): readonly [x: number, y: number] {
  let [fx, fy] = [x, y]
  if (lie.bend) {
    for (let turn = 0; turn < STRAIGHTEN.turns; turn++) {
      const [nx, ny] = [x - heightAt(lie.bend.across, fy, fx), y - heightAt(lie.bend.down, fx, fy)]
      ;[fx, fy] = [nx, ny]
    }
  }
  const radians = (lie.angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const [dx, dy] = [fx - lie.width / 2, fy - lie.height / 2]
  return [lie.width / 2 + dx * cos - dy * sin, lie.height / 2 + dx * sin + dy * cos]
}

type Traces = { readonly level: readonly Trace[]; readonly upright: readonly Trace[] }

function levelled(gray: Gray, angle: number): Gray {
  const { width, height } = gray
  const lie: Lie = { dpi: 0, width, height, angle, bend: null }
  const corners = [0, height].flatMap((y) => [0, width].flatMap((x) => placeInPicture(lie, x, y)))
  // One cell of the mesh spans the picture; a turn is linear, so that nothing is lost by it.
  const step = Math.max(width, height)
  const [x0, y0] = [corners[0]!, corners[1]!]
  const across = [((corners[2]! - x0) / width) * step, ((corners[3]! - y0) / width) * step]
  const down = [((corners[4]! - x0) / height) * step, ((corners[5]! - y0) / height) * step]
  const points = [0, 1].flatMap((j) =>
    [0, 1].flatMap((i) => [x0 + i * across[0]! + j * down[0]!, y0 + i * across[1]! + j * down[1]!]),
  )
  return sampleMesh(gray, { step, columns: 2, rows: 2, points }, width, height, SHADING.paper)
}

function tracesOf(gray: Gray, ink: Mask, dpi: number): Traces {
  const turnedGray = transpose(gray)
  const turnedInk = transpose(ink)
  const upright = traceRulings(turnedGray, turnedInk, dpi)
  const rulings = traceRulings(gray, ink, dpi)
  const text = traceText(withoutRulings(ink, turnedInk, dpi), dpi)
  return { level: [...rulings, ...text], upright }
}

/** Degrees by which the traces lean on average: level ones clockwise, upright ones counted the same way. */
function leanOf({ level, upright }: Traces): number {
  let weight = 0
  let sum = 0
  for (const [traces, sign] of [
    [level, 1],
    [upright, -1],
  ] as const) {
    for (const { points, spread } of traces) {
      const [slope, w] = slopeOf(points)
      weight += w / spread ** 2
      sum += (sign * slope * w) / spread ** 2
    }
  }
  return weight > 0 ? (Math.atan(sum / weight) * 180) / Math.PI : 0
}

/** Slope of the line through points, and the weight it has in a mean of slopes: the sum of squares along it. */
function slopeOf(points: readonly number[]): [number, number] {
  const n = points.length / 2
  let [mx, my, xx, xy] = [0, 0, 0, 0]
  for (let i = 0; i < points.length; i += 2) {
    mx += points[i]! / n
    my += points[i + 1]! / n
  }
  for (let i = 0; i < points.length; i += 2) {
    xx += (points[i]! - mx) ** 2
    xy += (points[i]! - mx) * (points[i + 1]! - my)
  }
  return xx > 0 ? [xy / xx, xx] : [0, 0]
}

function leaned({ points, spread }: Trace, angle: number, sign: 1 | -1): Trace {
  const slope = Math.tan((angle * Math.PI) / 180) * sign
  return { spread, points: points.map((at, i) => (i % 2 === 0 ? at : at - points[i - 1]! * slope)) }
}

/**
 * How far off the points of the traces lie, in multiples of what is usual for their kind: nine tenths lie closer. Rulings
 * and text are asked apart, so that the many do not outvote the few; the worse of the two counts.
 */
function misfit(traces: Traces, offs: (trace: Trace, upright: boolean) => readonly number[]) {
  const shares = (kind: number) =>
    [
      ...traces.level.filter(({ spread }) => spread === kind).flatMap((t) => offs(t, false)),
      ...traces.upright.filter(({ spread }) => spread === kind).flatMap((t) => offs(t, true)),
    ]
      .map((off) => Math.abs(off) / kind)
      .sort((a, b) => a - b)
  const kinds = [shares(TRACE.rulingSpread), shares(TRACE.textSpread)]
  const telling = kinds.filter((kind) => kind.length >= STRAIGHTEN.fewest)
  return { told: telling.length > 0, off: Math.max(0, ...telling.map((kind) => kind[Math.floor(kind.length * 0.9)]!)) }
}
