import type { PlacedWord } from '../open/words.ts'
import { inBox } from './boxes.ts'
import { chunkLines } from './chunks.ts'
import { boxOf, type Lattice, type Place, placesOf } from './lattice.ts'

/**
 * Puts walls into cells that reach over several columns where their words keep to the columns drawn elsewhere (in the
 * header, mostly): two rows must say so, and none of the rows alike may have a word across the edge.
 */
export function splitSpans(lattice: Lattice, words: readonly PlacedWord[]): Lattice {
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
