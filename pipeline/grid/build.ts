import type { Box, Ruling } from '../../schemas/geometry.ts'
import type { Grid, GridCell } from '../../schemas/page.ts'
import type { Pixels } from '../open/drawing.ts'
import { inkOf } from '../open/ink.ts'
import type { PlacedWord } from '../open/words.ts'
import { GRIDS } from '../thresholds.ts'
import { type Component, componentsOf } from './components.ts'
import { boxOf, type Lattice, latticeOf, type Place, placesOf } from './lattice.ts'
import { textOf } from './text.ts'

/** Every step from rulings and words to grids; `rest` are the words outside them. */
export type Built = {
  readonly components: readonly Component[]
  readonly lattices: readonly Lattice[]
  readonly grids: readonly Grid[]
  readonly rest: readonly PlacedWord[]
}

/**
 * Ruled tables of a page: rulings that hang together → lattice → cells with spans → their words. After Nurminen,
 * "Algorithmic extraction of data in tables in PDF documents" (2013), with walls between neighbouring cells in place
 * of his crossing points, so that a gap at a corner costs nothing.
 */
export function buildGrids(rulings: readonly Ruling[], words: readonly PlacedWord[], pixels: Pixels | null): Built {
  const components = componentsOf(rulings)
  const lattices = components.map(latticeOf).filter((l): l is Lattice => l !== null && isTable(l))
  // Inner tables first, so that a word goes to the smallest table around it.
  const order = [...lattices].sort((a, b) => area(a) - area(b))
  const taken = new Set<PlacedWord>()
  const grids = new Map<Lattice, Grid>()
  for (const lattice of order) {
    const inner = order.filter((o) => o !== lattice && area(o) < area(lattice)).map(outline)
    grids.set(lattice, fill(lattice, words, taken, pixels, inner))
  }
  const kept = lattices.map((l) => grids.get(l)!)
  return { components, lattices, grids: kept, rest: words.filter((w) => !taken.has(w)) }
}

/** A single box is a frame round prose; a single column of boxes too. */
function isTable(lattice: Lattice): boolean {
  return placesOf(lattice).length > 1 && lattice.xs.length > 2
}

function fill(
  lattice: Lattice,
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
    origin: 'ruled',
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
