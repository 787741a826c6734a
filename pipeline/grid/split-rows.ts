import type { Box } from '../../schemas/geometry.ts'
import type { PlacedWord } from '../open/words.ts'
import { inBox } from './boxes.ts'
import { chunkLines } from './chunks.ts'
import type { Lattice } from './lattice.ts'
import { columnOf, rowsOfLines } from './rows.ts'

/** Cuts tall rows where figures of several columns stand stacked, each with its own label. */
export function splitRows(lattice: Lattice, words: readonly PlacedWord[]): Lattice {
  const ys = [lattice.ys[0]!]
  const right: (readonly boolean[])[] = []
  const below: (readonly boolean[])[] = []
  const columns = lattice.xs.length - 1
  let changed = false
  for (let r = 0; r < lattice.right.length; r++) {
    const [top, bottom] = [lattice.ys[r]!, lattice.ys[r + 1]!]
    const whole = lattice.below[r]!.every(Boolean) && (r === 0 || lattice.below[r - 1]!.every(Boolean))
    const box: Box = [lattice.xs[0]!, top, lattice.xs[columns]!, bottom]
    const cuts = whole
      ? stackedCuts(
          box,
          lattice.xs,
          words.filter((w) => inBox(box, w.box)),
        )
      : []
    changed ||= cuts.length > 0
    for (const y of [...cuts, bottom]) {
      ys.push(y)
      right.push(lattice.right[r]!)
      below.push(y === bottom ? lattice.below[r]! : new Array<boolean>(columns).fill(true))
    }
  }
  return changed ? { ...lattice, ys, right, below } : lattice
}

/**
 * Where to cut. A ruled cell is only cut on strong evidence, since a number may be broken over two lines of a narrow
 * cell: three lines with figures in two columns each, and a label for each of them.
 */
function stackedCuts(box: Box, xs: readonly number[], words: readonly PlacedWord[]): number[] {
  if (words.some((w) => (w.turn ?? 0) !== 0 || w.vertical)) return []
  const lines = chunkLines(words, 99, xs)
  const figures = lines.filter((l) => new Set(l.chunks.filter((c) => c.numeric).map((c) => columnOf(c, xs))).size >= 2)
  const labels = figures.filter((l) => l.chunks.some((c) => columnOf(c, xs) === 0))
  if (figures.length < 3 || labels.length < 0.6 * figures.length) return []
  const rows = rowsOfLines(lines, xs, true)
  return rows.slice(1).map((row, i) => {
    const above = rows[i]!
    return Math.min(Math.max((above[above.length - 1]!.box[3] + row[0]!.box[1]) / 2, box[1]), box[3])
  })
}
