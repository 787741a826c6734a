import { PROSE } from '../thresholds.ts'
import type { Chunk } from './chunks.ts'

/**
 * Pieces of lines (top to bottom) of a page set in two columns that part at x: the left column before the right one,
 * band by band between the pieces that run across both.
 */
export function orderColumns(pieces: readonly Chunk[], x: number): Chunk[] {
  const ordered: Chunk[] = []
  let band: Chunk[] = []
  const flush = () => {
    ordered.push(...band.filter((p) => p.box[2] <= x), ...band.filter((p) => p.box[2] > x))
    band = []
  }
  for (const piece of pieces) {
    if (crosses(piece, x)) {
      flush()
      ordered.push(piece)
    } else band.push(piece)
  }
  flush()
  return ordered
}

/** Where two columns of prose part: hardly a piece across, on both sides enough pieces of several words; else null. */
export function columnEdge(pieces: readonly Chunk[]): number | null {
  const long = pieces.filter((p) => p.words.length >= PROSE.words)
  let best: number | null = null
  let fewest = Number.POSITIVE_INFINITY
  for (const x of new Set(long.map((p) => p.box[2] + 1))) {
    const left = long.filter((p) => p.box[2] <= x).length
    const right = long.filter((p) => p.box[0] >= x).length
    const across = pieces.filter((p) => crosses(p, x)).length
    if (Math.min(left, right) < PROSE.lines || across > PROSE.across * (left + right)) continue
    if (across < fewest) {
      fewest = across
      best = x
    }
  }
  return best
}

function crosses(piece: Chunk, x: number): boolean {
  return piece.box[0] < x && piece.box[2] > x
}
