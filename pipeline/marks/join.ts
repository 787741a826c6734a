import type { Ruling } from '../../schemas/geometry.ts'
import { RULINGS } from '../thresholds.ts'

/**
 * Makes one ruling of all pieces of one line: parallel ones closer than the snapping distance (double lines, the edges
 * of neighbouring fills), pieces end to end, the marks of a dashed or dotted line. Long rulings set the places that
 * short ones snap to. Comes out ordered by kind, place and start.
 */
export function joinRulings(rulings: readonly Ruling[]): Ruling[] {
  return (['horizontal', 'vertical'] as const).flatMap((kind) =>
    bands(rulings.filter((r) => r.kind === kind))
      .flatMap((band) => joinBand(band))
      .filter((r) => r.to - r.from >= RULINGS.shortest)
      .sort((a, b) => a.at - b.at || a.from - b.from),
  )
}

/** Groups parallel rulings by place: longest first, each joins the nearest place taken so far or takes its own. */
function bands(rulings: readonly Ruling[]): Ruling[][] {
  const places: { at: number; members: Ruling[] }[] = []
  const byLength = [...rulings].sort((a, b) => b.to - b.from - (a.to - a.from) || a.at - b.at || a.from - b.from)
  for (const ruling of byLength) {
    const near = nearest(places, ruling.at)
    const place = places[near]
    if (place && Math.abs(place.at - ruling.at) <= RULINGS.snap) place.members.push(ruling)
    else places.splice(insertion(places, ruling.at), 0, { at: ruling.at, members: [ruling] })
  }
  return places.map((p) => p.members)
}

function insertion(places: readonly { at: number }[], at: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const mid = (low + high) >> 1
    if (places[mid]!.at < at) low = mid + 1
    else high = mid
  }
  return low
}

function nearest(places: readonly { at: number }[], at: number): number {
  const after = insertion(places, at)
  const before = after - 1
  if (before < 0) return after
  if (after >= places.length) return before
  return at - places[before]!.at <= places[after]!.at - at ? before : after
}

function joinBand(band: readonly Ruling[]): Ruling[] {
  const pieces = [...band].sort((a, b) => a.from - b.from || a.to - b.to)
  const joined: Ruling[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const piece of pieces) {
    const group = joined[joined.length - 1]
    if (group && piece.from - end <= reach(group, piece)) group.push(piece)
    else joined.push([piece])
    end = group === joined[joined.length - 1] ? Math.max(end, piece.to) : piece.to
  }
  return joined.filter((g) => !isLoneDots(g)).map(merge)
}

/** How far apart two pieces may lie: the marks of a dashed line further than the pieces of a broken one. */
function reach(group: readonly Ruling[], next: Ruling): number {
  const last = group[group.length - 1]!
  const [a, b] = [last.to - last.from, next.to - next.from]
  const alike = Math.max(a, b) <= 14 && Math.min(a, b) >= 0.3 * Math.max(a, b)
  return alike ? Math.max(RULINGS.gap, RULINGS.dashGap * Math.min(a, b)) : RULINGS.gap
}

/** A few dots in a row are an ellipsis, not a dotted line. */
function isLoneDots(group: readonly Ruling[]): boolean {
  return group.length < 6 && group.every((r) => r.to - r.from <= RULINGS.dot)
}

function merge(group: readonly Ruling[]): Ruling {
  let weight = 0
  let sum = 0
  let [from, to, thickness] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (const r of group) {
    const length = Math.max(r.to - r.from, 0.01)
    weight += length
    sum += r.at * length
    from = Math.min(from, r.from)
    to = Math.max(to, r.to)
    thickness = Math.max(thickness, r.thickness)
  }
  return { kind: group[0]!.kind, at: sum / weight, from, to, thickness }
}
