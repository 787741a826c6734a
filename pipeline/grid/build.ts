import type { Box, Ruling } from '../../schemas/geometry.ts'
import type { Grid, GridCell } from '../../schemas/page.ts'
import type { Pixels } from '../open/drawing.ts'
import { inkOf } from '../open/ink.ts'
import type { PlacedWord } from '../open/words.ts'
import { GRIDS } from '../thresholds.ts'
import { type Component, componentsOf } from './components.ts'
import { boxOf, type Lattice, latticeOf, type Place, placesOf } from './lattice.ts'
import { inferFromRules, type Refined, refineLattice } from './refine.ts'
import { textOf } from './text.ts'

/** Every step from rulings and words to grids; `rest` are the words outside them. */
export type Built = {
  readonly components: readonly Component[]
  readonly lattices: readonly Refined[]
  readonly grids: readonly Grid[]
  readonly rest: readonly PlacedWord[]
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
  pixels: Pixels | null,
  unread: readonly Box[] = [],
): Built {
  const components = componentsOf(rulings)
  const drawn = components.map(latticeOf)
  const outlines = drawn.filter((l): l is Lattice => l !== null).map(outline)
  const refined = drawn
    .map((l) => {
      if (!l) return null
      const inner = outlines.filter((o) => within(o, outline(l)))
      return refineLattice(
        l,
        words.filter((w) => !inner.some((o) => overlaps(o, w.box))),
      )
    })
    .filter((r): r is Refined => r !== null)
  const lone = components.filter((c, i) => !drawn[i] && c.verticals.length === 0).flatMap((c) => c.horizontals)
  const boxes = refined.map((r) => outline(r.lattice))
  const ruledOnly = inferFromRules(lone, words).filter((l) => !boxes.some((b) => overlaps(b, outline(l))))
  const lattices: Refined[] = [...refined, ...ruledOnly.map((lattice): Refined => ({ lattice, origin: 'inferred' }))]
  // Inner tables first, so that a word goes to the smallest table around it.
  const order = [...lattices].sort((a, b) => area(a.lattice) - area(b.lattice))
  const taken = new Set<PlacedWord>()
  const grids = new Map<Refined, Grid>()
  for (const [i, one] of order.entries()) {
    const box = outline(one.lattice)
    const empty = !words.some((w) => !taken.has(w) && overlaps(box, w.box)) && !unread.some((u) => overlaps(box, u))
    // Lines without a word among them are a drawing: a chart, a logo.
    if (!empty)
      grids.set(
        one,
        fill(
          one,
          words,
          taken,
          pixels,
          order.slice(0, i).map((o) => outline(o.lattice)),
        ),
      )
  }
  const kept = lattices.filter((l) => grids.has(l)).map((l) => grids.get(l)!)
  kept.sort((a, b) => a.box![1] - b.box![1] || a.box![0] - b.box![0])
  return { components, lattices, grids: kept, rest: words.filter((w) => !taken.has(w)) }
}

function fill(
  { lattice, origin }: Refined,
  words: readonly PlacedWord[],
  taken: Set<PlacedWord>,
  pixels: Pixels | null,
  inner: readonly Box[],
): Grid {
  const places = placesOf(lattice)
  const cells = places.map((place): GridCell => {
    const box = boxOf(lattice, place)
    const inside = words.filter((w) => !taken.has(w) && holds(box, w.box, overhang(lattice, place)))
    for (const w of inside) taken.add(w)
    const text = textOf(inside)
    const inset: Box = [box[0] + GRIDS.inset, box[1] + GRIDS.inset, box[2] - GRIDS.inset, box[3] - GRIDS.inset]
    return {
      ...place,
      box: roundBox(box),
      text,
      ink: pixels
        ? inkOf(
            pixels,
            inset,
            inner.filter((i) => overlaps(i, box)),
          )
        : null,
      readings: text === '' ? [] : [{ reader: 'text-layer', raw: text, score: 1 }],
    }
  })
  return {
    origin,
    box: roundBox(outline(lattice)),
    xs: lattice.xs.map(round),
    ys: lattice.ys.map(round),
    rows: lattice.ys.length - 1,
    columns: lattice.xs.length - 1,
    cells,
  }
}

/** How far below its box a cell's text may hang: only where the page's end cut the table open. */
function overhang(lattice: Lattice, place: Place): number {
  const last = place.row + place.rowSpan === lattice.ys.length - 1
  const open = lattice.openBelow.slice(place.column, place.column + place.columnSpan).every(Boolean)
  return last && open ? GRIDS.overhang : 0
}

function holds(box: Box, word: Box, below: number): boolean {
  const x = (word[0] + word[2]) / 2
  const y = (word[1] + word[3]) / 2
  return x >= box[0] && x < box[2] && y >= box[1] && y < box[3] + below
}

/** Strictly inside, so that nothing lies within itself. */
function within(a: Box, b: Box): boolean {
  return (
    a[0] >= b[0] &&
    a[2] <= b[2] &&
    a[1] >= b[1] &&
    a[3] <= b[3] &&
    (a[2] - a[0] < b[2] - b[0] || a[3] - a[1] < b[3] - b[1])
  )
}

function overlaps(a: Box, b: Box): boolean {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]
}

function outline({ xs, ys }: Lattice): Box {
  return [xs[0]!, ys[0]!, xs[xs.length - 1]!, ys[ys.length - 1]!]
}

function area(lattice: Lattice): number {
  const [x0, y0, x1, y1] = outline(lattice)
  return (x1 - x0) * (y1 - y0)
}

/** Hundredths of a point: finer than any printer, and the same on every machine. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}

export function roundBox(box: Box): [number, number, number, number] {
  return [round(box[0]), round(box[1]), round(box[2]), round(box[3])]
}
