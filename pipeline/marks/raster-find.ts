import type { Ruling } from '../../schemas/geometry.ts'
import type { Mask } from '../image/raster.ts'
import { RASTER_RULINGS } from '../thresholds.ts'
import type { Upright } from '../upright/types.ts'
import { joinRulings } from './join.ts'
import { acceptTraces } from './raster-accept.ts'
import { completeRulings } from './raster-complete.ts'
import { halveMask, transposeMask } from './raster-mask.ts'
import { groupRuns, levelRuns, thicknessOf } from './raster-runs.ts'
import { rulingOf, type Trace, traceOf } from './raster-trace.ts'

/** Every step from ink to rulings, each kept for inspection. Traces are in pixels of the upright page, rulings in points. */
export type RasterRulings = {
  readonly traces: readonly Trace[]
  /** Line-like ink that is no ruling: strokes of characters. */
  readonly strokes: readonly Trace[]
  /** Where ink is a ruling's, completed stretches included. */
  readonly erasable: readonly Trace[]
  readonly dpi: number
  readonly joined: readonly Ruling[]
  readonly rulings: readonly Ruling[]
}

/**
 * The rulings of an upright page: level and upright runs of thin ink, traced along their lean, told from the strokes of
 * characters by their length and by what they stand on, joined, and completed where a wall is seen in part.
 */
export function findRasterRulings(upright: Pick<Upright, 'gray' | 'ink' | 'dpi'>): RasterRulings {
  const { ink, dpi } = upright
  const halved = dpi > RASTER_RULINGS.finest
  const small = halved ? halveMask(ink) : ink
  const pointsPerPixel = 72 / (halved ? dpi / 2 : dpi)
  const candidates = [
    ...tracesOf('horizontal', small, pointsPerPixel),
    ...tracesOf('vertical', transposeMask(small), pointsPerPixel),
  ]
  const { accepted, rejected } = acceptTraces(candidates, pointsPerPixel)
  const joined = joinRulings(accepted.map((t) => rulingOf(t, pointsPerPixel)))
  const rulings = completeRulings(joined, upright)
  const full = (t: Trace) => (halved ? doubled(t) : t)
  const traces = accepted.map(full)
  return { traces, strokes: rejected.map(full), erasable: traces, dpi, joined, rulings }
}

function tracesOf(kind: Ruling['kind'], ink: Mask, pointsPerPixel: number): Trace[] {
  const thickness = thicknessOf(ink)
  const runs = levelRuns(thickness, pointsPerPixel)
  return groupRuns(runs).flatMap((group) => traceOf(kind, group, runs, thickness, pointsPerPixel) ?? [])
}

function doubled({ kind, from, to, step, tops, bottoms, clean }: Trace): Trace {
  return {
    kind,
    clean,
    from: 2 * from,
    to: 2 * to,
    step: 2 * step,
    tops: tops.map((t) => 2 * t),
    bottoms: bottoms.map((b) => 2 * b),
  }
}
