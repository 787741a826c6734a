import type { Box, Ruling } from '../../schemas/geometry.ts'
import type { PlacedWord } from '../open/words.ts'
import { GRIDS, INFER } from '../thresholds.ts'
import { inBox, outlineOf } from './boxes.ts'
import { chunkLines } from './chunks.ts'
import { inferLattice } from './infer.ts'
import { type Lattice, placesOf } from './lattice.ts'
import { levelsOf, regionsOf } from './levels.ts'
import { splitColumns } from './split-columns.ts'
import { splitRows } from './split-rows.ts'
import { splitSpans } from './split-spans.ts'

/** A lattice, and whether its edges are all drawn. */
export type Refined = { readonly lattice: Lattice; readonly origin: 'ruled' | 'inferred' }

/**
 * A ruled lattice with what its rulings leave out: columns of a table that has none inside, rows of one whose figures
 * stand stacked in tall cells. Null for a box round something that is no table.
 */
export function refineLattice(lattice: Lattice, words: readonly PlacedWord[]): Refined | null {
  if (lattice.xs.length > 2) {
    const cells = (lattice.xs.length - 1) * (lattice.ys.length - 1)
    if (cells > GRIDS.mostRefined) return { lattice, origin: 'ruled' }
    const split = splitRows(splitColumns(splitSpans(lattice, words), words), words)
    if (split !== lattice) return { lattice: split, origin: 'inferred' }
    return placesOf(lattice).length > 1 ? { lattice, origin: 'ruled' } : null
  }
  const [x0, x1] = [lattice.xs[0]!, lattice.xs[1]!]
  const levels = levelsOf(lattice.ys.map((at): Ruling => ({ kind: 'horizontal', at, from: x0, to: x1, thickness: 0 })))
  const inferred = inferLattice(outlineOf(lattice), levels, words)
  return inferred && { lattice: inferred, origin: 'inferred' }
}

/** Tables that have horizontal rules only. */
export function inferFromRules(horizontals: readonly Ruling[], words: readonly PlacedWord[]): Lattice[] {
  const levels = levelsOf(horizontals)
  if (levels.length > INFER.mostLevels) return []
  const parts = (box: Box): boolean => {
    const inside = words.filter((w) => inBox(box, w.box))
    const lines = chunkLines(inside, INFER.gapFewLines)
    const em = lines[0]?.em ?? 8
    if (lines.length === 0) return box[3] - box[1] > 0.8 * em
    // Prose or a caption between two rules; a single tight line is a section heading inside a table.
    return lines.every((l) => l.chunks.length === 1) && box[3] - box[1] > 2.4 * em
  }
  return regionsOf(levels, parts)
    .map((region) => inferLattice(region.box, region.levels, words))
    .filter((l): l is Lattice => l !== null)
}
