import type { Gray } from '../image/raster.ts'
import { transpose } from '../image/transpose.ts'
import { STRAIGHTEN, TRACE } from '../thresholds.ts'
import { binarize } from './binarize.ts'
import { type Bend, drawStraight, type Lie } from './lie.ts'
import { leaned, leanOf, misfit, type Traces } from './misfit.ts'
import { skewOf } from './skew.ts'
import { fitSurface, folds, residuals } from './surface.ts'
import { traceRulings, traceText } from './trace.ts'
import { withoutRulings } from './without-rulings.ts'

/**
 * Finds how a page, its shading evened out and about 100 pixels to the inch, lies in its picture: first its skew, then,
 * where its lines stay bent, how they run. What the first bend straightens shows more lines, so that a second is sought.
 */
export function straighten(gray: Gray, dpi: number): Lie {
  const { width, height } = gray
  const rough = skewOf(binarize(gray, dpi, STRAIGHTEN.ceiling))
  const turned: Lie = { dpi, width, height, angle: rough, bends: [] }
  const traces = findTraces(drawStraight(gray, turned), dpi)
  const angle = rough + leanOf(traces)
  const flat: Lie = { ...turned, angle: Math.abs(angle) < STRAIGHTEN.angle ? 0 : angle }
  const straight = misfit(traces, (trace, upright) => residuals(leaned(trace, angle - rough, upright ? -1 : 1), null))
  if (!straight.told || straight.off < STRAIGHTEN.straight) return flat
  const bend = bendOf(traces, width, height, dpi, straight.off * STRAIGHTEN.better)
  if (!bend) return flat
  const bent: Lie = { ...turned, bends: [bend] }
  const more = findTraces(drawStraight(gray, bent), dpi)
  const again = bendOf(more, width, height, dpi, straight.off * STRAIGHTEN.better)
  return again ? { ...bent, bends: [bend, again] } : bent
}

/** Rulings and lines of text of a page that is about upright. */
export function findTraces(gray: Gray, dpi: number): Traces {
  const ink = binarize(gray, dpi, STRAIGHTEN.ceiling)
  const turnedInk = transpose(ink)
  const upright = traceRulings(transpose(gray), turnedInk, dpi, TRACE.standing)
  const rulings = traceRulings(gray, ink, dpi, TRACE.ruling)
  return { level: [...rulings, ...traceText(withoutRulings(ink, turnedInk, dpi), dpi)], upright }
}

/** The bend that makes the traces straight; null where they come out no straighter than `most`, or it would be steep beyond belief. */
function bendOf(traces: Traces, width: number, height: number, dpi: number, most: number): Bend | null {
  const step = STRAIGHTEN.knots * dpi
  const down = fitSurface(traces.level, width, height, step)
  const across = fitSurface(traces.upright, height, width, step)
  const left = misfit(traces, (trace, upright) => residuals(trace, upright ? across : down)).off
  return left > most || folds(down) || folds(across) ? null : { across, down }
}
