import type { Ruling } from '../../schemas/geometry.ts'
import { RASTER_RULINGS, RULINGS } from '../thresholds.ts'
import type { Upright } from '../upright/types.ts'
import { faintLine } from './raster-faint.ts'

/**
 * Walls seen in part are whole: between two neighbouring rulings across it, a line covers all or nothing. Where it
 * covers nothing, the grey page is asked for a faded one, along lines that are known elsewhere. What is not there at
 * all stays away: a cell may span it.
 */
export function completeRulings(rulings: readonly Ruling[], page: Pick<Upright, 'gray' | 'ink' | 'dpi'>): Ruling[] {
  return (['horizontal', 'vertical'] as const).flatMap((kind) => {
    const across = rulings.filter((r) => r.kind !== kind)
    return inLine(rulings.filter((r) => r.kind === kind)).flatMap((line) => completeLine(line, across, page))
  })
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
  page: Pick<Upright, 'gray' | 'ink' | 'dpi'>,
): Ruling[] {
  const at = line.reduce((sum, r) => sum + r.at * (r.to - r.from), 0) / line.reduce((sum, r) => sum + r.to - r.from, 0)
  const stops = across
    .filter((o) => at >= o.from - RULINGS.cross && at <= o.to + RULINGS.cross)
    .map((o) => o.at)
    .sort((a, b) => a - b)
  const added: Ruling[] = []
  for (let i = 1; i < stops.length; i++) {
    const [from, to] = [stops[i - 1]!, stops[i]!]
    if (to - from < RULINGS.shortest) continue
    const inside = line.filter((r) => r.to > from && r.from < to)
    const covered = inside.reduce((sum, r) => sum + Math.min(r.to, to) - Math.max(r.from, from), 0)
    const near = inside[0] ?? nearest(line, (from + to) / 2)
    const whole = covered >= RASTER_RULINGS.proof * (to - from)
    if (whole || (covered < RULINGS.cross && faintLine(page, { ...near, from, to }))) added.push({ ...near, from, to })
  }
  return merge([...line, ...added])
}

function nearest(line: readonly Ruling[], along: number): Ruling {
  const distance = (r: Ruling) => Math.max(r.from - along, along - r.to)
  return line.reduce((best, r) => (distance(r) < distance(best) ? r : best))
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
