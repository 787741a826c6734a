import type { Box } from '../../schemas/geometry.ts'
import type { Grid, GridCell, PageReading } from '../../schemas/page.ts'
import { STITCH_EDGE } from '../thresholds.ts'

/** A cell of a table that may run over pages; `row` counts over all of them, `page` is 1-based. */
export type StitchedCell = GridCell & { readonly page: number }

/**
 * A table with the parts that page breaks made joined: rows count on, columns are those of all parts together.
 * `breaks` are the rows that begin a page. `parts` are the boxes by page.
 */
export type StitchedTable = {
  readonly rows: number
  readonly columns: number
  readonly cells: readonly StitchedCell[]
  readonly breaks: readonly number[]
  readonly parts: readonly { readonly page: number; readonly box: Box | null }[]
}

/**
 * Joins tables over page breaks: the last grid of a page and the first of the next, with nothing but page numbers
 * between them, the same outer edges and, but for spans, the same columns.
 */
export function stitch(pages: readonly PageReading[]): StitchedTable[] {
  const chains: { page: PageReading; grid: Grid }[][] = []
  pages.forEach((page, index) => {
    const grids = [...page.grids].sort((a, b) => (a.box?.[1] ?? 0) - (b.box?.[1] ?? 0))
    grids.forEach((grid, order) => {
      const chain = chains.at(-1)
      const tail = chain?.at(-1)
      const before = pages[index - 1]
      const follows = order === 0 && tail !== undefined && before !== undefined && tail.page === before
      if (follows && isLast(tail.page, tail.grid) && isFirst(page, grid) && sameEdges(tail.grid, grid))
        chain!.push({ page, grid })
      else chains.push([{ page, grid }])
    })
  })
  return chains.map(join)
}

const PAGE_NUMBER = /^[-—–―·\s\d/第页共]+$/u

function isLast(page: PageReading, grid: Grid): boolean {
  return (
    page.grids.every((other) => other === grid || (other.box?.[3] ?? 0) <= (grid.box?.[3] ?? 0)) &&
    page.lines.every((line) => (line.box?.[1] ?? 0) < (grid.box?.[3] ?? 0) || PAGE_NUMBER.test(line.text))
  )
}

function isFirst(page: PageReading, grid: Grid): boolean {
  return page.lines.every((line) => (line.box?.[3] ?? 0) > (grid.box?.[1] ?? 0) || PAGE_NUMBER.test(line.text))
}

function sameEdges(above: Grid, below: Grid): boolean {
  if (above.xs.length < 2 || below.xs.length < 2) return false
  const near = (a: number, b: number) => Math.abs(a - b) <= STITCH_EDGE
  if (!near(above.xs[0]!, below.xs[0]!) || !near(above.xs.at(-1)!, below.xs.at(-1)!)) return false
  const [fewer, more] = above.xs.length <= below.xs.length ? [above.xs, below.xs] : [below.xs, above.xs]
  return fewer.every((x) => more.some((y) => near(x, y)))
}

function join(chain: readonly { page: PageReading; grid: Grid }[]): StitchedTable {
  const widest = chain.reduce((top, part) => (part.grid.xs.length > top.xs.length ? part.grid : top), chain[0]!.grid)
  const cells: StitchedCell[] = []
  const breaks: number[] = []
  let rows = 0
  for (const { page, grid } of chain) {
    if (rows > 0) breaks.push(rows)
    const column = (edge: number) => (grid.xs.length > edge ? nearest(widest.xs, grid.xs[edge]!) : edge)
    for (const cell of grid.cells) {
      const from = grid === widest ? cell.column : column(cell.column)
      const to = grid === widest ? cell.column + cell.columnSpan : column(cell.column + cell.columnSpan)
      cells.push({ ...cell, row: cell.row + rows, column: from, columnSpan: Math.max(1, to - from), page: page.page })
    }
    rows += grid.rows
  }
  return {
    rows,
    columns: widest.columns,
    cells,
    breaks,
    parts: chain.map(({ page, grid }) => ({ page: page.page, box: grid.box })),
  }
}

function nearest(xs: readonly number[], x: number): number {
  let best = 0
  xs.forEach((edge, i) => {
    if (Math.abs(edge - x) < Math.abs(xs[best]! - x)) best = i
  })
  return best
}
