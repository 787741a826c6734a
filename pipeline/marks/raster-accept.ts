import { RASTER_RULINGS } from '../thresholds.ts'
import { middleAt, type Trace, thicknessOfTrace } from './raster-trace.ts'

/**
 * Which traces are rulings and not strokes of characters: the long ones, then the short ones that reach from one ruling
 * to another, or that stand on one and continue a parallel one.
 */
export function acceptTraces(
  traces: readonly Trace[],
  pointsPerPixel: number,
): { accepted: Trace[]; rejected: Trace[] } {
  const isSeed = ({ from, to, clean }: Trace) =>
    RASTER_RULINGS.seeds.some((s) => to - from >= s.length / pointsPerPixel && clean >= s.clean)
  let accepted = traces.filter(isSeed)
  let rest = traces.filter((t) => !isSeed(t) && t.clean >= RASTER_RULINGS.clean)
  for (let round = 0; round < RASTER_RULINGS.rounds; round++) {
    const more = rest.filter((t) => belongs(t, accepted, pointsPerPixel))
    if (more.length === 0) break
    accepted = [...accepted, ...more]
    rest = rest.filter((t) => !more.includes(t))
  }
  const alone = RASTER_RULINGS.alone / pointsPerPixel
  const kept = accepted.filter((t) => t.to - t.from >= alone || accepted.some((o) => crosses(t, o, pointsPerPixel)))
  return { accepted: kept, rejected: traces.filter((t) => !kept.includes(t)) }
}

function belongs(trace: Trace, accepted: readonly Trace[], pointsPerPixel: number): boolean {
  const start = standsOn(trace, trace.from, accepted, pointsPerPixel)
  const end = standsOn(trace, trace.to, accepted, pointsPerPixel)
  if (start && end) return true
  return (start || end) && trace.clean >= RASTER_RULINGS.cleanEnd && continues(trace, accepted, pointsPerPixel)
}

/** Whether an end of a trace lies on a ruling across it. */
function standsOn(trace: Trace, end: number, accepted: readonly Trace[], pointsPerPixel: number): boolean {
  const across = middleAt(trace, end)
  const near = RASTER_RULINGS.touch / pointsPerPixel
  return accepted.some((o) => {
    if (o.kind === trace.kind || across < o.from - near || across > o.to + near) return false
    return Math.abs(middleAt(o, across) - end) <= thicknessOfTrace(o) / 2 + near
  })
}

function continues(trace: Trace, accepted: readonly Trace[], pointsPerPixel: number): boolean {
  const near = RASTER_RULINGS.inLine / pointsPerPixel
  return accepted.some((o) => {
    if (o.kind !== trace.kind) return false
    const along = o.to <= trace.from ? trace.from : trace.to
    return (o.to <= trace.from || o.from >= trace.to) && Math.abs(middleAt(o, along) - middleAt(trace, along)) <= near
  })
}

function crosses(a: Trace, b: Trace, pointsPerPixel: number): boolean {
  if (a.kind === b.kind) return false
  const near = RASTER_RULINGS.reach / pointsPerPixel
  const [atA, atB] = [middleAt(a, middleAt(b, (a.from + a.to) / 2)), middleAt(b, middleAt(a, (b.from + b.to) / 2))]
  return atB >= a.from - near && atB <= a.to + near && atA >= b.from - near && atA <= b.to + near
}
