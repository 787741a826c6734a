import type { Box } from '../../schemas/geometry.ts'
import type { PlacedWord } from '../open/words.ts'
import { inBox } from './boxes.ts'
import { type ChunkLine, chunkLines } from './chunks.ts'
import { boxOf, type Lattice, type Place, placesOf } from './lattice.ts'
import { columnOf } from './rows.ts'

/**
 * Puts walls into cells that reach over several columns where their figures keep to the columns drawn elsewhere (in
 * the header, mostly). Two rows must show it with figures in most of the columns, and none of the rows alike may have
 * a word across an edge or two texts in one column: spaced-out headings do that.
 */
export function splitSpans(lattice: Lattice, words: readonly PlacedWord[]): Lattice {
  const right = lattice.right.map((row) => [...row])
  let changed = false
  for (const group of alike(placesOf(lattice).filter((p) => p.columnSpan > 1))) {
    const { column, columnSpan } = group[0]!
    const edges = lattice.xs.slice(column, column + columnSpan + 1)
    const lines = group.map((p) => chunkLines(wordsIn(boxOf(lattice, p), words), 1).filter((l) => l.chunks.length > 1))
    const several = group.filter((_, i) => lines[i]!.length > 0)
    if (several.length < 2 || !lines.flat().every((l) => keepsTo(l, edges))) continue
    changed = true
    for (const p of several)
      for (let r = p.row; r < p.row + p.rowSpan; r++) right[r]!.fill(true, column, column + columnSpan - 1)
  }
  return changed ? { ...lattice, right } : lattice
}

/** Places that reach over the same columns. */
function alike(places: readonly Place[]): Place[][] {
  const groups = new Map<string, Place[]>()
  for (const p of places) {
    const key = `${p.column}+${p.columnSpan}`
    groups.set(key, [...(groups.get(key) ?? []), p])
  }
  return [...groups.values()]
}

/** One text a column at most, none across an edge, figures in half of the columns and more. */
function keepsTo({ chunks }: ChunkLine, edges: readonly number[]): boolean {
  const across = chunks.some((c) => edges.some((x) => c.box[0] < x - 1 && c.box[2] > x + 1))
  const columns = chunks.map((c) => columnOf(c, edges))
  const figures = chunks.filter((c) => c.numeric).length
  return !across && new Set(columns).size === chunks.length && figures >= (edges.length - 1) / 2
}

function wordsIn(box: Box, words: readonly PlacedWord[]): PlacedWord[] {
  return words.filter((w) => inBox(box, w.box))
}
