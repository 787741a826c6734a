import type { Box, Ruling } from '../../schemas/geometry.ts'
import type { PlacedWord } from '../open/words.ts'
import { INFER } from '../thresholds.ts'
import { chunkLines } from './chunks.ts'
import { guttersOf, settleGutters } from './gutters.ts'
import { inferLattice } from './infer.ts'
import { boxOf, type Lattice, type Place, placesOf } from './lattice.ts'
import { levelsOf, regionsOf } from './levels.ts'
import { columnOf, rowsOfLines } from './rows.ts'

/** A lattice, and whether its edges are all drawn. */
export type Refined = { readonly lattice: Lattice; readonly origin: 'ruled' | 'inferred' }

/**
 * A ruled lattice with what its rulings leave out: columns of a table that has none inside, rows of one whose figures
 * stand stacked in tall cells. Null for a box round something that is no table.
 */
export function refineLattice(lattice: Lattice, words: readonly PlacedWord[]): Refined | null {
  if (lattice.xs.length > 2) {
    const split = splitRows(splitColumns(splitSpans(lattice, words), words), words)
    if (split !== lattice) return { lattice: split, origin: 'inferred' }
    return placesOf(lattice).length > 1 ? { lattice, origin: 'ruled' } : null
  }
  const [x0, x1] = [lattice.xs[0]!, lattice.xs[1]!]
  const box: Box = [x0, lattice.ys[0]!, x1, lattice.ys[lattice.ys.length - 1]!]
  const levels = levelsOf(lattice.ys.map((at): Ruling => ({ kind: 'horizontal', at, from: x0, to: x1, thickness: 0 })))
  const inferred = inferLattice(box, levels, words)
  return inferred && { lattice: inferred, origin: 'inferred' }
}

/** Tables that have horizontal rules only. */
export function inferFromRules(horizontals: readonly Ruling[], words: readonly PlacedWord[]): Lattice[] {
  const parts = (box: Box): boolean => {
    const inside = words.filter((w) => inBox(box, w.box))
    const lines = chunkLines(inside, 0.85)
    const em = lines[0]?.em ?? 8
    if (lines.length === 0) return box[3] - box[1] > 0.8 * em
    // Prose or a caption between two rules; a single tight line is a section heading inside a table.
    return lines.every((l) => l.chunks.length === 1) && box[3] - box[1] > 2.4 * em
  }
  return regionsOf(levelsOf(horizontals), parts)
    .map((region) => inferLattice(region.box, region.levels, words))
    .filter((l): l is Lattice => l !== null)
}

/**
 * Puts walls into cells that reach over several columns where their words keep to the columns drawn elsewhere (in the
 * header, mostly): two rows must say so, and none of the rows alike may have a word across the edge.
 */
function splitSpans(lattice: Lattice, words: readonly PlacedWord[]): Lattice {
  const wide = placesOf(lattice).filter((p) => p.columnSpan > 1)
  const right = lattice.right.map((row) => [...row])
  let changed = false
  const groups = new Map<string, Place[]>()
  for (const p of wide) {
    const key = `${p.column}+${p.columnSpan}`
    groups.set(key, [...(groups.get(key) ?? []), p])
  }
  for (const group of groups.values()) {
    const inner = lattice.xs.slice(group[0]!.column + 1, group[0]!.column + group[0]!.columnSpan)
    const lines = group.map((p) =>
      chunkLines(
        words.filter((w) => inBox(boxOf(lattice, p), w.box)),
        1,
      ),
    )
    const several = group.filter((_, i) => lines[i]!.some((l) => l.chunks.length > 1))
    const across = lines
      .flat()
      .some((l) => l.chunks.length > 1 && l.chunks.some((c) => inner.some((x) => c.box[0] < x - 1 && c.box[2] > x + 1)))
    if (several.length < 2 || across) continue
    changed = true
    for (const p of several)
      for (let r = p.row; r < p.row + p.rowSpan; r++)
        for (let c = p.column; c < p.column + p.columnSpan - 1; c++) right[r]![c] = true
  }
  return changed ? { ...lattice, right } : lattice
}

/** Parts columns whose lines clearly stand in several columns of figures, with no ruling drawn between them. */
function splitColumns(lattice: Lattice, words: readonly PlacedWord[]): Lattice {
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

/** Cuts tall rows where figures of several columns stand stacked, each with its own label. */
function splitRows(lattice: Lattice, words: readonly PlacedWord[]): Lattice {
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

function inBox(box: Box, word: Box): boolean {
  const [x, y] = [(word[0] + word[2]) / 2, (word[1] + word[3]) / 2]
  return x >= box[0] && x < box[2] && y >= box[1] && y < box[3]
}
