import type { Box, Ruling } from '../../schemas/geometry.ts'
import { GRIDS, RULINGS } from '../thresholds.ts'
import type { Component } from './components.ts'

/** A cell's place in a lattice, without its text. */
export type Place = {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

/**
 * Column and row edges of a table and the walls between its smallest cells. `right[r][c]` is the wall at the right of
 * cell (r, c), `below[r][c]` the one under it; `closed` says of each side whether a ruling runs there.
 */
export type Lattice = {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly right: readonly (readonly boolean[])[]
  readonly below: readonly (readonly boolean[])[]
  /** Which columns the table leaves without a closing line at its foot, for text hanging over the page's end. */
  readonly openBelow: readonly boolean[]
}

/**
 * The lattice of a component. Edges lie where rulings lie, and where the others end if a side was left open (tables
 * without left and right borders, tables cut by the page's end). Null where no cell comes of it.
 */
export function latticeOf({ horizontals, verticals }: Component): Lattice | null {
  if (horizontals.length + verticals.length < 3) return null
  const xs = edges(verticals, horizontals)
  const ys = edges(horizontals, verticals)
  return prune(xs, ys, horizontals, verticals)
}

/** Cells as rectangles: smallest cells without a wall between them are one; what is no rectangle is cut into some. */
export function placesOf({ xs, ys, right, below }: Lattice): Place[] {
  const [rows, columns] = [ys.length - 1, xs.length - 1]
  const taken = Array.from({ length: rows }, () => new Array<boolean>(columns).fill(false))
  const places: Place[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken[row]![column]) continue
      let columnSpan = 1
      while (
        column + columnSpan < columns &&
        !right[row]![column + columnSpan - 1] &&
        !taken[row]![column + columnSpan]
      )
        columnSpan++
      let rowSpan = 1
      while (row + rowSpan < rows && goesOn(row + rowSpan, column, columnSpan)) rowSpan++
      for (let r = row; r < row + rowSpan; r++) for (let c = column; c < column + columnSpan; c++) taken[r]![c] = true
      places.push({ row, column, rowSpan, columnSpan })
    }
  }
  return places

  /** The row below continues the cell: nothing above it, no wall inside, its ends where the cell's ends are. */
  function goesOn(row: number, column: number, span: number): boolean {
    for (let c = column; c < column + span; c++) {
      if (below[row - 1]![c] || taken[row]![c]) return false
      if (c < column + span - 1 && right[row]![c]) return false
    }
    const endsLeft = column === 0 || right[row]![column - 1]! || taken[row]![column - 1]!
    const endsRight = column + span === columns || right[row]![column + span - 1]!
    return endsLeft && endsRight
  }
}

/** A place's box in points. */
export function boxOf({ xs, ys }: Pick<Lattice, 'xs' | 'ys'>, place: Place): Box {
  return [xs[place.column]!, ys[place.row]!, xs[place.column + place.columnSpan]!, ys[place.row + place.rowSpan]!]
}

/** Places of `across` rulings merged to edges, plus the ends of the `along` ones where they run clearly further. */
function edges(across: readonly Ruling[], along: readonly Ruling[]): number[] {
  const found: number[] = []
  for (const at of across.map((r) => r.at).sort((a, b) => a - b)) {
    const last = found[found.length - 1]
    if (last !== undefined && at - last < GRIDS.narrowest) found[found.length - 1] = (last + at) / 2
    else found.push(at)
  }
  const outline = outlineOf(along)
  const low = outermost(
    along.map((r) => r.from),
    outline.map((r) => r.from),
  )
  const high = -outermost(
    along.map((r) => -r.to),
    outline.map((r) => -r.to),
  )
  if (found.length === 0 || found[0]! - low > GRIDS.openSide) found.unshift(low)
  if (high - found[found.length - 1]! > GRIDS.openSide) found.push(high)
  return found
}

/** The first and the last of parallel rulings: the table's own outline. */
function outlineOf(along: readonly Ruling[]): Ruling[] {
  const places = along.map((r) => r.at)
  const [first, last] = [Math.min(...places), Math.max(...places)]
  return along.filter((r) => r.at - first < GRIDS.narrowest || last - r.at < GRIDS.narrowest)
}

/**
 * The smallest value that a second one or the table's outline confirms, so that no inner line overshooting opens a
 * column of its own. The outline alone may reach that far where one merged cell fills an open side.
 */
function outermost(values: readonly number[], outline: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const [first = 0, second = first] = sorted
  const confirmed = second - first <= GRIDS.openSide || sorted.length < 3 ? first : second
  return Math.min(confirmed, ...outline)
}

/** Walls by coverage; an edge that no wall lies on is none and goes (ticks, stubs), until all are carried. */
function prune(
  xs: number[],
  ys: number[],
  horizontals: readonly Ruling[],
  verticals: readonly Ruling[],
): Lattice | null {
  for (;;) {
    const [columns, rows] = [xs.length - 1, ys.length - 1]
    if (columns < 1 || rows < 1) return null
    // wallsX[i][r]: vertical wall on edge i beside row r; wallsY[j][c]: horizontal wall on edge j under column c.
    const wallsX = xs.map((x) => spans(ys, covering(verticals, x)))
    const wallsY = ys.map((y) => spans(xs, covering(horizontals, y)))
    const idleX = new Set(xs.filter((_, i) => i > 0 && i < columns && !wallsX[i]!.includes(true)))
    const idleY = new Set(ys.filter((_, j) => j > 0 && j < rows && !wallsY[j]!.includes(true)))
    if (idleX.size + idleY.size > 0) {
      xs = xs.filter((x) => !idleX.has(x))
      ys = ys.filter((y) => !idleY.has(y))
    } else {
      const range = (n: number) => Array.from({ length: n }, (_, i) => i)
      return {
        xs,
        ys,
        right: range(rows).map((r) => range(columns).map((c) => c === columns - 1 || wallsX[c + 1]![r]!)),
        below: range(rows).map((r) => range(columns).map((c) => r === rows - 1 || wallsY[r + 1]![c]!)),
        openBelow: range(columns).map((c) => !wallsY[rows]![c]!),
      }
    }
  }
}

function covering(rulings: readonly Ruling[], at: number): Ruling[] {
  return rulings.filter((r) => Math.abs(r.at - at) < GRIDS.narrowest)
}

/** For each stretch between neighbouring edges: do the rulings cover enough of it? */
function spans(edges: readonly number[], rulings: readonly Ruling[]): boolean[] {
  return edges.slice(1).map((to, i) => {
    const from = edges[i]!
    const margin = Math.min(RULINGS.cross, (to - from) / 4)
    const covered = rulings.reduce(
      (sum, r) => sum + Math.max(0, Math.min(r.to + margin, to) - Math.max(r.from - margin, from)),
      0,
    )
    return covered >= GRIDS.wall * (to - from)
  })
}
