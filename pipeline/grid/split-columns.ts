import type { PlacedWord } from '../open/words.ts'
import { INFER } from '../thresholds.ts'
import { inBox } from './boxes.ts'
import { chunkLines } from './chunks.ts'
import { guttersOf, settleGutters } from './gutters.ts'
import { boxOf, type Lattice, placesOf } from './lattice.ts'

/** Parts columns whose lines clearly stand in several columns of figures, with no ruling drawn between them. */
export function splitColumns(lattice: Lattice, words: readonly PlacedWord[]): Lattice {
  let { xs, right, below, openBelow } = lattice
  for (let column = xs.length - 2; column >= 0; column--) {
    const own = placesOf({ ...lattice, xs, right, below }).filter((p) => p.column === column && p.columnSpan === 1)
    const lines = own.map((p) =>
      chunkLines(
        words.filter((w) => inBox(boxOf({ xs, ys: lattice.ys }, p), w.box)),
        INFER.gapFewLines,
      ),
    )
    const all = lines.flat()
    const telling = all.filter((l) => l.chunks.length > 1)
    const figures = telling.flatMap((l) => l.chunks).filter((c) => c.numeric).length
    if (telling.length < Math.max(INFER.fewestAgreeing, INFER.agreeing * all.length)) continue
    if (figures < 0.5 * telling.flatMap((l) => l.chunks).length) continue
    const cuts = settleGutters(guttersOf(telling), all)
    if (cuts.length === 0) continue
    const walled = new Set<number>()
    own.forEach((p, i) => {
      const across = lines[i]!.some((l) => l.chunks.some((c) => cuts.some((x) => c.box[0] < x - 1 && c.box[2] > x + 1)))
      if (!across) for (let r = p.row; r < p.row + p.rowSpan; r++) walled.add(r)
    })
    const insert = <T>(row: readonly T[], inner: T, last: T): T[] => [
      ...row.slice(0, column),
      ...cuts.map(() => inner),
      last,
      ...row.slice(column + 1),
    ]
    xs = [...xs.slice(0, column + 1), ...cuts, ...xs.slice(column + 1)]
    right = right.map((row, r) => insert(row, walled.has(r), row[column]!))
    below = below.map((row) => insert(row, row[column]!, row[column]!))
    openBelow = insert(openBelow, openBelow[column]!, openBelow[column]!)
  }
  return xs === lattice.xs ? lattice : { ...lattice, xs, right, below, openBelow }
}
