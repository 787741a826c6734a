import type { Ruling } from '../../schemas/geometry.ts'
import { RASTER_RULINGS, RULINGS } from '../thresholds.ts'
import { type LinePlane, PAPER, THIN } from './raster-plane.ts'
import { middleAt, partAt, type Trace } from './raster-trace.ts'

/** Rulings with their broken walls made whole, and where the added stretches run. */
export type Completed = { readonly rulings: readonly Ruling[]; readonly added: readonly Trace[] }

type Planes = { readonly horizontal: LinePlane; readonly vertical: LinePlane }

/**
 * Walls seen in part are whole: from one ruling across it to the next, a line covers all or nothing. What is not there
 * at all stays away: a cell may span it. Planes and traces are in pixels, rulings in points.
 */
export function completeRulings(
  rulings: readonly Ruling[],
  traces: readonly Trace[],
  planes: Planes,
  pointsPerPixel: number,
): Completed {
  let done: Completed = { rulings, added: [] }
  // Each way's walls are the other's stops, so the first way goes twice.
  for (const kind of ['horizontal', 'vertical', 'horizontal'] as const) {
    const across = done.rulings.filter((r) => r.kind !== kind)
    const own = traces.filter((t) => t.kind === kind)
    const lines = inLine(done.rulings.filter((r) => r.kind === kind)).map((line) =>
      completeLine(line, across, own, planes[kind], pointsPerPixel),
    )
    const completed = lines.flatMap((l) => l.rulings)
    done = {
      rulings: kind === 'horizontal' ? [...completed, ...across] : [...across, ...completed],
      added: [...done.added, ...lines.flatMap((l) => l.added)],
    }
  }
  return done
}

/** Rulings of one place along the page. */
function inLine(rulings: readonly Ruling[]): Ruling[][] {
  const lines: Ruling[][] = []
  for (const r of [...rulings].sort((a, b) => a.at - b.at || a.from - b.from)) {
    const line = lines[lines.length - 1]
    if (line && r.at - line[line.length - 1]!.at <= RULINGS.snap / 2) line.push(r)
    else lines.push([r])
  }
  return lines
}

function completeLine(
  line: readonly Ruling[],
  across: readonly Ruling[],
  traces: readonly Trace[],
  plane: LinePlane,
  pointsPerPixel: number,
): Completed {
  const at = line.reduce((sum, r) => sum + r.at * (r.to - r.from), 0) / line.reduce((sum, r) => sum + r.to - r.from, 0)
  const own = traces.filter((t) => Math.abs(middleAt(t, (t.from + t.to) / 2) * pointsPerPixel - at) <= RULINGS.snap)
  const stops = across
    .filter((o) => at >= o.from - RULINGS.cross && at <= o.to + RULINGS.cross)
    .sort((a, b) => a.at - b.at || a.from - b.from)
  const added: Ruling[] = []
  const paths: Trace[] = []
  for (let i = 1; i < stops.length; i++) {
    const from = stops[i - 1]!.at + stops[i - 1]!.thickness / 2
    const to = stops[i]!.at - stops[i]!.thickness / 2
    if (to - from < RULINGS.shortest) continue
    const covered = line.reduce((sum, r) => sum + Math.max(0, Math.min(r.to, to) - Math.max(r.from, from)), 0)
    if (covered >= to - from - 1) continue
    const close = own.filter(
      (t) => Math.max(t.from * pointsPerPixel - to, from - t.to * pointsPerPixel) <= RASTER_RULINGS.farthest,
    )
    if (close.length === 0) continue
    const path = pathOf(close, from / pointsPerPixel, to / pointsPerPixel)
    if (!isWall(path, plane, pointsPerPixel)) continue
    paths.push(path)
    const thickness = path.thickness * pointsPerPixel
    added.push({ kind: line[0]!.kind, at, from: stops[i - 1]!.at, to: stops[i]!.at, thickness })
  }
  return { rulings: merge([...line, ...added]), added: paths }
}

/** Where a line runs between two places along it, by its nearest traces before and after. */
function pathOf(traces: readonly Trace[], from: number, to: number): Trace {
  const [a, b] = [Math.round(from), Math.max(Math.round(to), Math.round(from) + 1)]
  const nearest = (along: number) => {
    const distance = (t: Trace) => Math.max(t.from - along, along - t.to)
    return traces.reduce((best, t) => (distance(t) < distance(best) ? t : best))
  }
  const [first, last] = [nearest(a), nearest(b)]
  const { thickness } = last.to - last.from > first.to - first.from ? last : first
  const half = thickness / 2
  const step = first.step
  const blocks = Math.max(1, Math.round((b - a) / step))
  const middles = Array.from({ length: blocks }, (_, i) => {
    const share = (i + 0.5) / blocks
    const along = a + share * (b - a)
    return middleAt(first, along) * (1 - share) + middleAt(last, along) * share
  })
  return {
    kind: first.kind,
    from: a,
    to: b,
    step,
    tops: middles.map((m) => Math.round(m - half)),
    bottoms: middles.map((m) => Math.max(Math.round(m - half) + 1, Math.round(m + half))),
    thickness: Math.max(1, thickness),
    clean: 0,
  }
}

/**
 * Whether enough of a wall is seen on its path: a piece standing on one of its ends with a share of the whole, or a
 * larger share anywhere on a path longer than a character is high.
 */
function isWall(path: Trace, plane: LinePlane, pointsPerPixel: number): boolean {
  const reach = Math.max(1, Math.round(RASTER_RULINGS.beside / pointsPerPixel))
  const most = path.thickness + Math.max(1, Math.round(RASTER_RULINGS.ragged / pointsPerPixel))
  const length = path.to - path.from
  const near = Math.max(1, Math.round(RASTER_RULINGS.touch / pointsPerPixel))
  const shortest = RASTER_RULINGS.piece / pointsPerPixel
  const crack = Math.max(1, Math.round(RASTER_RULINGS.crack / pointsPerPixel))
  let [covered, crossed, stands, start, end, lastEnd, widest] = [0, 0, false, -1, -1, 0, 0]
  const close = () => {
    if (start >= 0 && end - start >= shortest) {
      covered += end - start
      widest = Math.max(widest, start - lastEnd)
      lastEnd = end
      if ((start <= near || end >= length - near) && end - start >= RASTER_RULINGS.standing * length) stands = true
    }
    start = -1
  }
  for (let i = 0; i < length; i++) {
    const block = Math.min(path.tops.length - 1, Math.floor(i / path.step))
    const part = partAt(plane, path.from + i, path.tops[block]! - reach, path.bottoms[block]! + reach, most)
    if (part === THIN) {
      if (start >= 0 && i - end > crack) close()
      if (start < 0) start = i
      end = i + 1
    } else if (part !== PAPER) crossed++
  }
  close()
  if (Math.max(widest, length - lastEnd) > RASTER_RULINGS.widest / pointsPerPixel) return false
  const free = length - Math.min(crossed, length / 2)
  if (stands && covered >= RASTER_RULINGS.proof * free) return true
  return covered >= RASTER_RULINGS.proofAlone * free && length >= RASTER_RULINGS.proofLength / pointsPerPixel
}

function merge(pieces: readonly Ruling[]): Ruling[] {
  const merged: Ruling[] = []
  for (const r of [...pieces].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged[merged.length - 1]
    if (last && r.from - last.to <= RULINGS.gap) {
      const [a, b] = [last.to - last.from, r.to - r.from]
      merged[merged.length - 1] = {
        ...last,
        at: (last.at * a + r.at * b) / (a + b),
        to: Math.max(last.to, r.to),
        thickness: Math.max(last.thickness, r.thickness),
      }
    } else merged.push(r)
  }
  return merged
}
