import { RASTER_RULINGS } from '../thresholds.ts'
import { bendOf, middleAt, type Trace } from './raster-trace.ts'

/** Traces that are rulings, and those that are strokes of characters. */
export type Sorted = { readonly accepted: readonly Trace[]; readonly rejected: readonly Trace[] }

/**
 * Which traces are rulings and not strokes of characters: the long ones, then the short ones that reach from one ruling
 * to another, or that stand on one and continue a parallel one. `walls` are stretches of rulings known otherwise.
 */
export function acceptTraces(traces: readonly Trace[], walls: readonly Trace[], pointsPerPixel: number): Sorted {
  const straight = traces.filter(
    (t) => bendOf(t) * pointsPerPixel <= RASTER_RULINGS.bend + RASTER_RULINGS.lean * (t.to - t.from) * pointsPerPixel,
  )
  const isSeed = ({ from, to, clean }: Trace) =>
    RASTER_RULINGS.seeds.some((s) => to - from >= s.length / pointsPerPixel && clean >= s.clean)
  let accepted = [...straight.filter(isSeed), ...walls]
  let rest = straight.filter((t) => !isSeed(t) && t.clean >= RASTER_RULINGS.clean)
  for (let round = 0; round < RASTER_RULINGS.rounds; round++) {
    const more = belonging(rest, accepted, pointsPerPixel)
    if (more.size === 0) break
    accepted = [...accepted, ...more]
    rest = rest.filter((t) => !more.has(t))
  }
  const alone = RASTER_RULINGS.alone / pointsPerPixel
  const kept = new Set(
    accepted.filter(
      (t) =>
        t.to - t.from >= alone ||
        accepted.some((o) => crosses(t, o, pointsPerPixel)) ||
        (t.clean >= RASTER_RULINGS.cleanEnd && gapTo(t, accepted, pointsPerPixel) < Number.POSITIVE_INFINITY),
    ),
  )
  for (const wall of walls) kept.delete(wall)
  return { accepted: [...kept], rejected: traces.filter((t) => !kept.has(t)) }
}

function belonging(rest: readonly Trace[], accepted: readonly Trace[], pointsPerPixel: number): Set<Trace> {
  const more = new Set<Trace>()
  const half: Trace[] = []
  for (const trace of rest) {
    const start = standsOn(trace, trace.from, accepted, pointsPerPixel)
    const end = standsOn(trace, trace.to, accepted, pointsPerPixel)
    if (start && end) more.add(trace)
    else if (trace.clean >= RASTER_RULINGS.cleanEnd) {
      if (start || end || passes(trace, accepted, pointsPerPixel)) half.push(trace)
      else if (follows(trace, accepted, pointsPerPixel)) more.add(trace)
    }
  }
  // Both stumps of a wall broken in the middle speak for each other.
  const others = [...accepted, ...half]
  for (const trace of half) if (gapTo(trace, others, pointsPerPixel) < Number.POSITIVE_INFINITY) more.add(trace)
  return more
}

/** Whether an end of a trace lies on a ruling across it. */
function standsOn(trace: Trace, end: number, accepted: readonly Trace[], pointsPerPixel: number): boolean {
  const across = middleAt(trace, end)
  const near = RASTER_RULINGS.touch / pointsPerPixel
  return accepted.some((o) => {
    if (o.kind === trace.kind || across < o.from - near || across > o.to + near) return false
    return Math.abs(middleAt(o, across) - end) <= o.thickness / 2 + near
  })
}

/** Whether a trace goes through a ruling: characters keep off them. */
function passes(trace: Trace, accepted: readonly Trace[], pointsPerPixel: number): boolean {
  const clear = RASTER_RULINGS.touch / pointsPerPixel
  return accepted.some((o) => {
    if (o.kind === trace.kind) return false
    const at = middleAt(o, middleAt(trace, (trace.from + trace.to) / 2))
    return at > trace.from + clear && at < trace.to - clear && crosses(trace, o, pointsPerPixel)
  })
}

/** Whether a trace goes on where a ruling in line with it breaks off. */
function follows(trace: Trace, accepted: readonly Trace[], pointsPerPixel: number): boolean {
  if ((trace.to - trace.from) * pointsPerPixel < RASTER_RULINGS.following) return false
  return gapTo(trace, accepted, pointsPerPixel) * pointsPerPixel <= RASTER_RULINGS.followed
}

/** How far along the nearest of other traces in line with one begins or ends, in pixels; infinite where none is. */
function gapTo(trace: Trace, others: readonly Trace[], pointsPerPixel: number): number {
  const near = RASTER_RULINGS.inLine / pointsPerPixel
  let nearest = Number.POSITIVE_INFINITY
  for (const o of others) {
    if (o.kind !== trace.kind || o === trace) continue
    const gap = Math.max(o.from - trace.to, trace.from - o.to)
    if (gap < 0 || gap >= nearest) continue
    const along = o.to <= trace.from ? trace.from : trace.to
    if (Math.abs(middleAt(o, along) - middleAt(trace, along)) <= near) nearest = gap
  }
  return nearest
}

function crosses(a: Trace, b: Trace, pointsPerPixel: number): boolean {
  if (a.kind === b.kind) return false
  const near = RASTER_RULINGS.reach / pointsPerPixel
  const [atA, atB] = [middleAt(a, middleAt(b, (a.from + a.to) / 2)), middleAt(b, middleAt(a, (b.from + b.to) / 2))]
  return atB >= a.from - near && atB <= a.to + near && atA >= b.from - near && atA <= b.to + near
}
