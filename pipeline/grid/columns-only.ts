import type { Box, Ruling } from '../../schemas/geometry.ts'
import type { PlacedWord } from '../open/words.ts'
import { INFER } from '../thresholds.ts'
import { inBox } from './boxes.ts'
import { chunkLines } from './chunks.ts'
import type { Lattice } from './lattice.ts'
import { splitRows } from './split-rows.ts'

/** Tables that have vertical rules only: lines side by side, as high as each other, with figures stacked between them. */
export function inferFromColumns(verticals: readonly Ruling[], words: readonly PlacedWord[]): Lattice[] {
  if (verticals.length > INFER.mostLevels || words.length > INFER.mostWords) return []
  const rest = [...verticals].sort((a, b) => a.at - b.at)
  const found: Lattice[] = []
  while (rest.length > 0) {
    const first = rest.shift()!
    const group = [
      first,
      ...rest.filter((r) => Math.abs(r.from - first.from) <= INFER.ends && Math.abs(r.to - first.to) <= INFER.ends),
    ]
    for (const r of group.slice(1)) rest.splice(rest.indexOf(r), 1)
    if (group.length < 2) continue
    const bare = between(group, words)
    const split = splitRows(bare, words)
    if (split !== bare) found.push(split)
  }
  return found
}

/** One row of columns between the lines, and beside them where text stands at the same heights. */
function between(group: readonly Ruling[], words: readonly PlacedWord[]): Lattice {
  const places = group.map((r) => r.at)
  const top = Math.min(...group.map((r) => r.from))
  const bottom = Math.max(...group.map((r) => r.to))
  const [first, last] = [places[0]!, places[places.length - 1]!]
  const band: Box = [Number.NEGATIVE_INFINITY, top, Number.POSITIVE_INFINITY, bottom]
  const lines = chunkLines(
    words.filter((w) => inBox(band, w.box)),
    INFER.gapFewLines,
    places,
  )
  // The chunk next to the outer line on either side; a side that most lines leave empty is the table's border.
  const before = lines.flatMap((l) => l.chunks.filter((c) => c.box[2] <= first + 2).slice(-1))
  const after = lines.flatMap((l) => l.chunks.filter((c) => c.box[0] >= last - 2).slice(0, 1))
  const left = before.length >= INFER.tabular * lines.length ? [Math.min(...before.map((c) => c.box[0])) - 2] : []
  const right = after.length >= INFER.tabular * lines.length ? [Math.max(...after.map((c) => c.box[2])) + 2] : []
  const xs = [...left, ...places, ...right]
  const walls = new Array<boolean>(xs.length - 1).fill(true)
  return { xs, ys: [top, bottom], right: [walls], below: [walls], openBelow: walls.map(() => false) }
}
