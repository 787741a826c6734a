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
  const touching: Ruling[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const piece of pieces) {
    const group = touching[touching.length - 1]
    if (group && piece.from - end <= RULINGS.gap) group.push(piece)
    else {
      touching.push([piece])
      end = Number.NEGATIVE_INFINITY
    }
    end = Math.max(end, piece.to)
  }
  return joinDashes(touching.filter((g) => !isLoneDots(g)).map(merge))
}

/** Four or more short marks in a row, evenly long and not too far apart, are a dashed line. */
function joinDashes(marks: readonly Ruling[]): Ruling[] {
  const joined: Ruling[] = []
  let row: Ruling[] = []
  const flush = () => {
    joined.push(...(row.length >= RULINGS.fewestDashes ? [merge(row)] : row))
    row = []
  }
  for (const mark of marks) {
    const last = row[row.length - 1]
    if (last && !followsAsDash(last, mark)) flush()
    row.push(mark)
  }
  flush()
  return joined
}

function followsAsDash(a: Ruling, b: Ruling): boolean {
  const [long, short] = [Math.max(a.to - a.from, b.to - b.from), Math.min(a.to - a.from, b.to - b.from)]
  const gap = b.from - a.to
  return long <= RULINGS.dash && short >= 0.3 * long && gap <= Math.min(RULINGS.dashGap * short, RULINGS.dash)
}

/** A few dots in a row are an ellipsis, not a dotted line. */
function isLoneDots(group: readonly Ruling[]): boolean {
  return group.length > 1 && group.length < 6 && group.every((r) => r.to - r.from <= RULINGS.dot)
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
