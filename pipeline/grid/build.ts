import type { Box, Ruling } from '../../schemas/geometry.ts'
import type { Grid } from '../../schemas/page.ts'
import type { Inks } from '../open/ink.ts'
import type { PlacedWord } from '../open/words.ts'
import { GRIDS, INFER } from '../thresholds.ts'
import { areaOf, outlineOf, overlaps, within } from './boxes.ts'
import { inferFromColumns } from './columns-only.ts'
import { type Component, componentsOf } from './components.ts'
import { extendDown } from './extend-down.ts'
import { fillLattice, insetBox } from './fill.ts'
import { type Lattice, latticeOf } from './lattice.ts'
import { levelsOf } from './levels.ts'
import { inferFromRules, type Refined, refineLattice } from './refine.ts'

/** Every step from rulings and words to grids. */
export type Built = {
  readonly components: readonly Component[]
  readonly drawn: readonly (Lattice | null)[]
  readonly refined: readonly Refined[]
  readonly grids: readonly Grid[]
  /** The words outside all grids. */
  readonly rest: readonly PlacedWord[]
  /** Whether some component had more cells than we look at and was left out. */
  readonly cut: boolean
}

/**
 * Tables of a page: rulings that hang together → lattice → cells with spans → their words; what rulings leave out is
 * inferred from the words. After Nurminen, "Algorithmic extraction of data in tables in PDF documents" (2013), with
 * walls between neighbouring cells in place of his crossing points, so that a gap at a corner costs nothing.
 * `unread` are marks that are text without being words (pictures, lost characters): a table of them stays a table.
 */
export function buildGrids(
  rulings: readonly Ruling[],
  words: readonly PlacedWord[],
  inks: Inks | null,
  unread: readonly Box[] = [],
): Built {
  const components = componentsOf(rulings)
  const sound = components.filter((c) => (c.horizontals.length + 1) * (c.verticals.length + 1) <= GRIDS.mostCells)
  const drawn = sound.map(latticeOf)
  const lone = sound.filter((c, i) => !drawn[i] && (c.verticals.length === 0 || c.horizontals.length === 0))
  const rules = lone.flatMap((c) => c.horizontals)
  const refined = refineAll(drawn, rules, words)
  const inferred = [
    ...inferFromRules(rules, words),
    ...inferFromColumns(
      lone.flatMap((c) => c.verticals),
      words,
    ),
  ]
  for (const lattice of inferred)
    if (!refined.some((r) => overlaps(outlineOf(r.lattice), outlineOf(lattice))))
      refined.push({ lattice, origin: 'inferred' })
  const { grids, rest } = fillAll(refined, words, inks, unread)
  return { components, drawn, refined, grids, rest, cut: sound.length < components.length }
}

function refineAll(
  drawn: readonly (Lattice | null)[],
  rules: readonly Ruling[],
  words: readonly PlacedWord[],
): Refined[] {
  const lattices = drawn.filter((l): l is Lattice => l !== null)
  const outlines = lattices.map(outlineOf)
  const levels = levelsOf(rules)
  return lattices.flatMap((lattice, i) => {
    // The words of a table inside a cell say nothing about the table around it.
    const inner = outlines.filter((o) => within(o, outlines[i]!))
    const own = words.filter((w) => !inner.some((o) => overlaps(o, w.box)))
    const one = refineLattice(lattice, own)
    if (!one || levels.length > INFER.mostLevels) return one ?? []
    const extended = extendDown(one.lattice, levels, own)
    return extended === one.lattice ? one : { lattice: extended, origin: 'inferred' }
  })
}

function isBlankForm({ cells }: Grid, inks: Inks | null): boolean {
  return inks?.isBlank(cells.map((c) => insetBox(c.box!))) ?? false
}

function fillAll(
  refined: readonly Refined[],
  words: readonly PlacedWord[],
  inks: Inks | null,
  unread: readonly Box[],
): { grids: Grid[]; rest: PlacedWord[] } {
  // Inner tables first, so that a word goes to the smallest table around it.
  const order = [...refined].sort((a, b) => areaOf(outlineOf(a.lattice)) - areaOf(outlineOf(b.lattice)))
  const taken = new Set<PlacedWord>()
  const inner: Box[] = []
  const grids: Grid[] = []
  for (const { lattice, origin } of order) {
    const box = outlineOf(lattice)
    const holdsText = words.some((w) => !taken.has(w) && overlaps(box, w.box)) || unread.some((u) => overlaps(box, u))
    const grid = fillLattice(lattice, origin, words, taken, inks, inner)
    // Lines without a word among them are a drawing (a chart, a logo), unless they are the blank part of a form.
    if (!holdsText && !isBlankForm(grid, inks)) continue
    grids.push(grid)
    inner.push(box)
  }
  grids.sort((a, b) => a.box![1] - b.box![1] || a.box![0] - b.box![0])
  return { grids, rest: words.filter((w) => !taken.has(w)) }
}
