import type { Box } from '../../schemas/geometry.ts'
import type { Grid, GridCell } from '../../schemas/page.ts'
import type { Inks } from '../open/ink.ts'
import type { PlacedWord } from '../open/words.ts'
import { GRIDS } from '../thresholds.ts'
import { outlineOf, overlaps, round, roundBox } from './boxes.ts'
import { boxOf, type Lattice, type Place, placesOf } from './lattice.ts'
import { readingsOf } from './readings.ts'
import { textOf } from './text.ts'

/**
 * A lattice's cells with the words whose middle lies in each, and their ink. Words that it takes are added to `taken`;
 * `inner` are the outlines of tables inside this one, whose ink is not its cells'.
 */
export function fillLattice(
  lattice: Lattice,
  origin: Grid['origin'],
  words: readonly PlacedWord[],
  taken: Set<PlacedWord>,
  inks: Inks | null,
  inner: readonly Box[],
): Grid {
  const places = placesOf(lattice)
  const own = new Map<Place, PlacedWord[]>()
  const at = placeFinder(lattice, places)
  for (const word of words) {
    if (taken.has(word)) continue
    const place = at(word)
    if (!place) continue
    own.set(place, [...(own.get(place) ?? []), word])
    taken.add(word)
  }
  const cells = places.map((place): GridCell => {
    const box = boxOf(lattice, place)
    const inside = legible((own.get(place) ?? []).filter((word) => !isResidue(word, box)))
    const text = textOf(inside, box[2] - box[0])
    const holes = inner.filter((i) => overlaps(i, box))
    const ink = inks?.inkOf(insetBox(box), holes) ?? null
    const seen = inks?.markOf?.(box, inside)
    // A signature over two cells is one piece of ink, whose middle lies in one of them: the other is not blank.
    const mark = seen === 'blank' && (ink ?? 0) >= GRIDS.strayInk ? 'unreadable' : seen
    return {
      ...place,
      box: roundBox(box),
      text,
      ink,
      ...(mark === undefined ? {} : { mark }),
      readings: readingsOf(inside, text, box[2] - box[0]),
    }
  })
  return {
    origin,
    box: roundBox(outlineOf(lattice)),
    xs: lattice.xs.map(round),
    ys: lattice.ys.map(round),
    rows: lattice.ys.length - 1,
    columns: lattice.xs.length - 1,
    cells,
  }
}

/**
 * A bar or a bit of ink on a cell's upper or lower edge is what is left of a ruling, and so is what lies all within a hair's
 * breadth of its left or right edge and nobody was sure of.
 */
function isResidue({ mark, box, size, readings = [] }: PlacedWord, [left, top, right, bottom]: Box): boolean {
  const em = size ?? 0
  const beside = Math.min(box[2] - left, right - box[0]) < GRIDS.residueBeside * em
  if (beside && mark !== undefined && readings.every(({ score }) => score < GRIDS.residueScore)) return true
  if (mark !== 'dash' && mark !== 'unreadable') return false
  const [y, near] = [(box[1] + box[3]) / 2, GRIDS.residue * em]
  return y - top < near || bottom - y < near
}

/** Ink that nobody could read says something of a cell only where it is all there is. */
function legible(words: readonly PlacedWord[]): readonly PlacedWord[] {
  const read = words.filter(({ text }) => text !== '')
  const texts = read.filter(({ mark }) => mark !== 'dash')
  const written = texts.filter(({ mark }) => mark !== 'slash')
  if (read.some((word) => isBehindFigure(word, written)))
    return legible(words.filter((word) => !isBehindFigure(word, written)))
  // A bar above or below a cell's text is a piece of a seal or of a ruling; beside it, it may be a sign.
  const beside = (word: PlacedWord) => texts.some(({ box }) => box[1] < word.box[3] && box[3] > word.box[1])
  if (texts.length > 0) return read.filter((word) => word.mark !== 'dash' || beside(word))
  return read.length > 0 ? read : words
}

/** A bar or slash well behind a cell's only figure is dirt: a sign stands in front, and a figure's digits stand closer. */
function isBehindFigure({ mark, box, size }: PlacedWord, texts: readonly PlacedWord[]): boolean {
  const [figure] = texts
  if ((mark !== 'dash' && mark !== 'slash') || texts.length !== 1 || !/^[+-]?\d[\d,.]*$/u.test(figure!.text))
    return false
  return box[0] - figure!.box[2] >= GRIDS.apart * (size ?? figure!.size ?? 0)
}

/** Finds the place that a word's middle lies in, hanging text of a row cut open by the page's end included. */
function placeFinder(lattice: Lattice, places: readonly Place[]): (word: PlacedWord) => Place | undefined {
  const { xs, ys } = lattice
  const grid: Place[][] = Array.from({ length: ys.length - 1 }, () => [])
  for (const p of places)
    for (let r = p.row; r < p.row + p.rowSpan; r++)
      for (let c = p.column; c < p.column + p.columnSpan; c++) grid[r]![c] = p
  const last = ys.length - 2
  return (word) => {
    const x = (word.box[0] + word.box[2]) / 2
    const y = (word.box[1] + word.box[3]) / 2
    const column = stretchAt(xs, x)
    const row = stretchAt(ys, y)
    if (column < 0 || y < ys[0]!) return undefined
    if (row >= 0) return grid[row]![column]
    const place = grid[last]![column]!
    const open = lattice.openBelow.slice(place.column, place.column + place.columnSpan).every(Boolean)
    return open && y < ys[last + 1]! + GRIDS.overhang * (word.size ?? word.box[3] - word.box[1]) ? place : undefined
  }
}

/** The stretch between neighbouring edges that a coordinate lies in, by bisection; -1 outside all. */
function stretchAt(edges: readonly number[], value: number): number {
  let low = 0
  let high = edges.length - 1
  if (value < edges[0]! || value >= edges[high]!) return -1
  while (high - low > 1) {
    const mid = (low + high) >> 1
    if (edges[mid]! <= value) low = mid
    else high = mid
  }
  return low
}

/** A cell's box clear of its rulings. */
export function insetBox([x0, y0, x1, y1]: Box): Box {
  const dx = Math.min(GRIDS.inset, GRIDS.insetShare * (x1 - x0))
  const dy = Math.min(GRIDS.inset, GRIDS.insetShare * (y1 - y0))
  return [x0 + dx, y0 + dy, x1 - dx, y1 - dy]
}
