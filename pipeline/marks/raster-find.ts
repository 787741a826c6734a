import type { Ruling } from '../../schemas/geometry.ts'
import { touch } from '../grid/components.ts'
import { RASTER_RULINGS } from '../thresholds.ts'
import type { Upright } from '../upright/types.ts'
import { joinRulings } from './join.ts'
import { acceptTraces } from './raster-accept.ts'
import { completeRulings } from './raster-complete.ts'
import { halveGray, halveMask, transpose } from './raster-mask.ts'
import { type LinePlane, planeOf } from './raster-plane.ts'
import { groupRuns, levelRuns, partGroup } from './raster-runs.ts'
import { streaksAmong } from './raster-streaks.ts'
import { rulingOf, type Trace, traceOf } from './raster-trace.ts'

/**
 * Every step from ink to rulings, each kept for inspection. Traces are in pixels of the upright page, streaks across the
 * sheet among them; rulings are in points.
 */
export type RasterRulings = {
  readonly traces: readonly Trace[]
  /** Line-like ink that is no ruling: strokes of characters. */
  readonly strokes: readonly Trace[]
  /** Walls seen in part, whole. */
  readonly completed: readonly Trace[]
  readonly joined: readonly Ruling[]
  readonly rulings: readonly Ruling[]
  /** Pixels per inch of the traces. */
  readonly dpi: number
}

/**
 * The rulings of an upright page: level and upright runs of thin ink, traced along their lean, told from the strokes of
 * characters by their length and by what they stand on, joined, and completed where a wall is seen in part.
 */
export function findRasterRulings(upright: Pick<Upright, 'gray' | 'ink' | 'dpi'>): RasterRulings {
  const halved = upright.dpi > RASTER_RULINGS.finest
  const ink = halved ? halveMask(upright.ink) : upright.ink
  const gray = halved ? halveGray(upright.gray) : upright.gray
  const pointsPerPixel = 72 / (halved ? upright.dpi / 2 : upright.dpi)
  const level = planeOf(ink, gray, pointsPerPixel)
  const turned = planeOf(transpose(ink), transpose(gray), pointsPerPixel)
  const all = [...tracesOf('horizontal', level, pointsPerPixel), ...tracesOf('vertical', turned, pointsPerPixel)]
  const streaks = streaksAmong(all, ink.width, ink.height, pointsPerPixel)
  const candidates = all.filter((t) => !streaks.has(t))
  const ruling = (t: Trace) => rulingOf(t, pointsPerPixel)
  const planes = { horizontal: level, vertical: turned }
  const first = acceptTraces(candidates, [], pointsPerPixel)
  const walls = completeRulings(joinRulings(first.accepted.map(ruling)), first.accepted, planes, pointsPerPixel).added
  // Walls made whole are new ground for short pieces to stand on.
  const { accepted, rejected } = acceptTraces(candidates, walls, pointsPerPixel)
  const joined = joinRulings(accepted.map(ruling))
  const { rulings, added } = completeRulings(joined, accepted, planes, pointsPerPixel)
  const [width, height] = [ink.width * pointsPerPixel, ink.height * pointsPerPixel]
  const full = (t: Trace) => (halved ? doubled(t) : t)
  return {
    traces: [...accepted, ...streaks].map(full),
    strokes: rejected.map(full),
    completed: added.map(full),
    joined,
    rulings: rulings.filter((r) => !isRim(r, rulings, r.kind === 'horizontal' ? height : width)),
    dpi: upright.dpi,
  }
}

/** The sheet's edge or its shadow: a line near the picture's edge that touches no other. `size` is the page's across it, in points. */
function isRim(ruling: Ruling, rulings: readonly Ruling[], size: number): boolean {
  if (Math.min(ruling.at, size - ruling.at) > RASTER_RULINGS.rim) return false
  return !rulings.some((o) => {
    if (o.kind === ruling.kind) return false
    return ruling.kind === 'horizontal' ? touch(ruling, o) : touch(o, ruling)
  })
}

function tracesOf(kind: Ruling['kind'], plane: LinePlane, pointsPerPixel: number): Trace[] {
  const runs = levelRuns(plane, pointsPerPixel)
  return groupRuns(runs)
    .flatMap((group) => partGroup(group, runs, pointsPerPixel))
    .flatMap((group) => traceOf(kind, group, runs, plane, pointsPerPixel) ?? [])
}

function doubled({ kind, from, to, step, tops, bottoms, thickness, clean }: Trace): Trace {
  return {
    kind,
    clean,
    thickness: 2 * thickness,
    from: 2 * from,
    to: 2 * to,
    step: 2 * step,
    tops: tops.map((t) => 2 * t),
    bottoms: bottoms.map((b) => 2 * b),
  }
}
