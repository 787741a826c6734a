import type { Ruling } from '../../schemas/geometry.ts'
import { STREAKS } from '../thresholds.ts'
import { middleAt, type Trace } from './raster-trace.ts'

/**
 * Lines that a fax lost in transmission, or that dust draws down a scanner's page: long ones that run to the picture's
 * very edge, where most of their kind end within the sheet. `width` and `height` are the picture's, in pixels. A line at
 * which walls end is a table's, whatever lies on it.
 */
export function streaksAmong(
  traces: readonly Trace[],
  width: number,
  height: number,
  pointsPerPixel: number,
): ReadonlySet<Trace> {
  const streaks = new Set<Trace>()
  const long = traces.filter((t) => t.to - t.from >= STREAKS.shortest / pointsPerPixel)
  for (const kind of ['horizontal', 'vertical'] as const) {
    const own = long.filter((t) => t.kind === kind)
    const edge = STREAKS.edge / pointsPerPixel
    const last = (kind === 'horizontal' ? width : height) - edge
    const reaching = own.filter((t) => t.from <= edge || t.to >= last)
    if (reaching.length === 0 || reaching.length > own.length * STREAKS.share) continue
    for (const trace of reaching)
      if (!holdsWalls(trace, long, pointsPerPixel))
        for (const part of inLine(trace, traces, kind, pointsPerPixel)) streaks.add(part)
  }
  return streaks
}

/** Whether walls end at a line, as those of a table do at its borders, rather than go through it. */
function holdsWalls(line: Trace, long: readonly Trace[], pointsPerPixel: number): boolean {
  const near = STREAKS.reach / pointsPerPixel
  const ending = long.filter((wall) => {
    if (wall.kind === line.kind) return false
    return [wall.from, wall.to].some((end) => {
      const across = middleAt(wall, end)
      return across >= line.from - near && across <= line.to + near && Math.abs(middleAt(line, across) - end) <= near
    })
  })
  return ending.length >= STREAKS.walls
}

/** A streak with its pieces: what goes on in line with it over gaps that specks and crossing print leave. */
function inLine(streak: Trace, traces: readonly Trace[], kind: Ruling['kind'], pointsPerPixel: number): Set<Trace> {
  const gap = STREAKS.gap / pointsPerPixel
  const near = STREAKS.inLine / pointsPerPixel
  const parts = new Set([streak])
  for (const part of parts)
    for (const other of traces) {
      if (other.kind !== kind || parts.has(other)) continue
      const apart = Math.max(other.from - part.to, part.from - other.to)
      if (apart < 0 || apart > gap) continue
      const along = other.to <= part.from ? part.from : part.to
      if (Math.abs(middleAt(other, along) - middleAt(part, along)) <= near) parts.add(other)
    }
  return parts
}
