import { STRAIGHTEN, TRACE } from '../thresholds.ts'
import type { Trace } from './trace.ts'

/** Lines of a page that ought to be level, and ones that ought to be upright; the latter's points have x and y swapped. */
export type Traces = { readonly level: readonly Trace[]; readonly upright: readonly Trace[] }

/**
 * Degrees by which the traces lean: level ones clockwise, upright ones counted the same way. Those that lean like most,
 * by weight, are averaged; 0 where what comes out may be chance.
 */
export function leanOf({ level, upright }: Traces): number {
  const slopes = (
    [
      [level, 1],
      [upright, -1],
    ] as const
  )
    .flatMap(([traces, sign]) =>
      traces.map(({ points, spread }) => {
        const [slope, along] = slopeOf(points)
        return { slope: sign * slope, weight: along / spread ** 2 }
      }),
    )
    .sort((a, b) => a.slope - b.slope)
  const half = slopes.reduce((sum, { weight }) => sum + weight, 0) / 2
  let sum = 0
  const middle = slopes.find(({ weight }) => {
    sum += weight
    return sum >= half
  })
  const alike = slopes.filter(({ slope }) => Math.abs(slope - (middle?.slope ?? 0)) <= STRAIGHTEN.alike)
  const weight = alike.reduce((sum, trace) => sum + trace.weight, 0)
  if (weight === 0) return 0
  const slope = alike.reduce((sum, trace) => sum + trace.slope * trace.weight, 0) / weight
  return Math.abs(slope) < STRAIGHTEN.chance / Math.sqrt(weight) ? 0 : (Math.atan(slope) * 180) / Math.PI
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

/** A trace as it lies once the page is turned back by `angle` degrees; `sign` is -1 for upright ones. */
export function leaned({ points, spread }: Trace, angle: number, sign: 1 | -1): Trace {
  const slope = Math.tan((angle * Math.PI) / 180) * sign
  return { spread, points: points.map((at, i) => (i % 2 === 0 ? at : at - points[i - 1]! * slope)) }
}

/**
 * How far off the points of the traces lie, in multiples of what is usual for their kind: nine tenths lie closer. Rulings
 * and text are asked apart, so that the many do not outvote the few; the worse of the two counts.
 */
export function misfit(traces: Traces, offs: (trace: Trace, upright: boolean) => readonly number[]) {
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
