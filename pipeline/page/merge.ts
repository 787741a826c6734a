import type { Box } from '../../schemas/geometry.ts'
import type { Grid, GridCell, Line, PageReading, Placement } from '../../schemas/page.ts'
import { inBox, overlaps } from '../grid/boxes.ts'
import { mapBoxToPage } from '../upright/warp.ts'

/**
 * A page with text of its own and what was read in its pictures (`pictured`, points of that page): the text layer's word
 * counts wherever it has one. Boxes of what was read are brought to the page that the file shows, and from there to the
 * page as its own text was read, which may have been turned by quarters.
 */
export function mergePictured(own: PageReading, seen: PageReading, pictured: readonly Box[]): PageReading {
  const place = (box: Box): [number, number, number, number] => {
    const [x0, y0, x1, y1] = seen.placement ? mapBoxToPage(seen.placement, box, seen.placement) : box
    return own.placement ? turned(own.placement, [x0, y0, x1, y1]) : [x0, y0, x1, y1]
  }
  const isPictured = (box: Box) => pictured.some((picture) => inBox(picture, box))
  const ownBoxes = own.grids.flatMap(({ box }) => (box ? [box] : []))
  const grids = seen.grids
    .map((grid) => placeGrid(grid, place))
    .filter(({ box }) => box !== null && isPictured(box) && !ownBoxes.some((o) => overlaps(o, box)))
  const taken = [...ownBoxes, ...grids.flatMap(({ box }) => (box ? [box] : [])), ...own.lines.flatMap(lineBox)]
  const lines = seen.lines
    .map((line): Line => ({ ...line, box: line.box && place(line.box) }))
    .filter(({ box }) => box !== null && isPictured(box) && !taken.some((t) => overlaps(t, box)))
  return {
    ...own,
    grids: [...own.grids, ...grids].sort((a, b) => top(a.box) - top(b.box) || left(a.box) - left(b.box)),
    lines: insert(own.lines, lines),
    problems: [...own.problems, ...seen.problems],
  }
}

/** A box of the page that the file shows on a page that was turned by quarters. */
function turned({ points, step }: Placement, [x0, y0, x1, y1]: Box): [number, number, number, number] {
  // The mesh's first row begins with the corner and the node to its right, its second with the node below the corner.
  const [cornerX, cornerY, rightX, rightY, belowX, belowY] = points as [number, number, number, number, number, number]
  const across = (x: number, y: number) =>
    ((x - cornerX) * (rightX - cornerX) + (y - cornerY) * (rightY - cornerY)) / step
  const down = (x: number, y: number) =>
    ((x - cornerX) * (belowX - cornerX) + (y - cornerY) * (belowY - cornerY)) / step
  const xs = [across(x0, y0), across(x1, y1)].sort((a, b) => a - b)
  const ys = [down(x0, y0), down(x1, y1)].sort((a, b) => a - b)
  return [xs[0]!, ys[0]!, xs[1]!, ys[1]!]
}

function placeGrid(grid: Grid, place: (box: Box) => [number, number, number, number]): Grid {
  const cells = grid.cells.map((cell): GridCell => ({ ...cell, box: cell.box && place(cell.box) }))
  return { ...grid, box: grid.box && place(grid.box), cells }
}

/** Each line goes in front of the first that begins below it; those there keep their reading order. */
function insert(lines: readonly Line[], added: readonly Line[]): Line[] {
  const all = [...lines]
  for (const line of added) {
    const at = all.findIndex((other) => top(other.box) > top(line.box))
    all.splice(at < 0 ? all.length : at, 0, line)
  }
  return all
}

function lineBox({ box }: Line): Box[] {
  return box ? [box] : []
}

function top(box: Box | null): number {
  return box?.[1] ?? 0
}

function left(box: Box | null): number {
  return box?.[0] ?? 0
}
