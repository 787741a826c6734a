import type { Box } from '../../schemas/geometry.ts'
import type { PlacedWord } from '../open/words.ts'
import { INFER } from '../thresholds.ts'
import { inBox } from './boxes.ts'
import { type ChunkLine, chunkLines } from './chunks.ts'
import type { Lattice } from './lattice.ts'
import type { Level } from './levels.ts'
import { rowsOfLines } from './rows.ts'

/**
 * Takes in the body of a table of which only the header is boxed: lines that keep to the header's columns, down to
 * rules as wide as the header.
 */
export function extendDown(lattice: Lattice, levels: readonly Level[], words: readonly PlacedWord[]): Lattice {
  let { ys, right, below } = lattice
  const { xs } = lattice
  const columns = xs.length - 1
  const [left, end] = [xs[0]!, xs[columns]!]
  const walls = new Array<boolean>(columns).fill(true)
  for (const level of levels) {
    const top = ys[ys.length - 1]!
    const alike = Math.abs(level.from - left) <= INFER.ends && Math.abs(level.to - end) <= INFER.ends
    if (level.y <= top || !alike) continue
    const box: Box = [left, top, end, level.y]
    const lines = chunkLines(
      words.filter((w) => inBox(box, w.box)),
      INFER.gapFewLines,
      xs.slice(1, -1),
      INFER.gapAtGutter,
    )
    if (!keepsTo(lines, box, xs)) break
    const rows = rowsOfLines(lines, xs, false)
    const bottoms = rows.map((row, i) => {
      const next = rows[i + 1]
      return next ? (row[row.length - 1]!.box[3] + next[0]!.box[1]) / 2 : level.y
    })
    ys = [...ys, ...bottoms]
    right = [...right, ...rows.map(() => walls)]
    below = [...below, ...rows.map(() => walls)]
  }
  return ys === lattice.ys ? lattice : { ...lattice, ys, right, below }
}

/** Lines follow the header and each other closely, most in several columns and hardly any across an edge. */
function keepsTo(lines: readonly ChunkLine[], box: Box, xs: readonly number[]): boolean {
  const several = lines.filter((l) => l.chunks.length > 1)
  const across = lines.filter((l) =>
    l.chunks.some((c) => xs.slice(1, -1).some((x) => c.box[0] < x - 1 && c.box[2] > x + 1)),
  )
  const tops = lines.map((l, i) => l.box[1] - (i === 0 ? box[1] : lines[i - 1]!.box[3]))
  return (
    several.length >= INFER.tabular * lines.length &&
    several.length > 0 &&
    across.length <= INFER.strays * lines.length &&
    tops.every((gap, i) => gap <= INFER.nextLine * lines[i]!.em)
  )
}
