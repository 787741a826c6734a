import type { TableMark } from '../../schemas/correction.ts'
import type { Box } from '../../schemas/geometry.ts'
import type { Grid, GridCell, Line, PageReading } from '../../schemas/page.ts'
import { SHEETS, STITCH_EDGE } from '../thresholds.ts'
import { runningLines } from './running-lines.ts'

/** A cell of a table that may run over pages; `row` counts over all of them, `page` is 1-based. */
export type StitchedCell = GridCell & { readonly page: number }

/**
 * A table with the parts that page breaks made joined: rows count on, columns are those of all parts together.
 * `breaks` are the rows that begin a page. `parts` are the boxes by page. `mark` is what a person said that it is.
 */
export type StitchedTable = {
  readonly rows: number
  readonly columns: number
  readonly cells: readonly StitchedCell[]
  readonly breaks: readonly number[]
  readonly parts: readonly { readonly page: number; readonly box: Box | null }[]
  readonly mark?: TableMark
}

/**
 * Joins tables over page breaks: the last grid of a page and the first of the next, with nothing but page numbers
 * and running lines between them, the same outer edges and, but for spans, the same columns. A part that a person marked as something else
 * than the table before it begins a table of its own.
 */
export function stitch(
  pages: readonly PageReading[],
  marks: ReadonlyMap<Grid, TableMark> = new Map(),
): StitchedTable[] {
  const chains: { page: PageReading; grid: Grid }[][] = []
  const running = runningLines(pages)
  const bare = (page: PageReading) => ({ ...page, lines: page.lines.filter((line) => !running.has(line)) })
  pages.forEach((page, index) => {
    gridsDown(page).forEach((grid, order) => {
      const chain = chains.at(-1)
      const tail = chain?.at(-1)
      const before = pages[index - 1]
      const follows = order === 0 && tail !== undefined && before !== undefined && tail.page === before
      if (
        follows &&
        agree(marks.get(grid), marks.get(chain![0]!.grid)) &&
        isLast(bare(tail.page), tail.grid) &&
        isFirst(bare(page), grid) &&
        sameEdges(tail.grid, grid, page.kind === 'scan')
      )
        chain!.push({ page, grid })
      else chains.push([{ page, grid }])
    })
  })
  return chains.map((chain) => {
    const mark = marks.get(chain[0]!.grid)
    return mark ? { ...join(chain), mark } : join(chain)
  })
}

/** A page's grids from top to bottom. */
export function gridsDown({ grids }: PageReading): Grid[] {
  return [...grids].sort((a, b) => (a.box?.[1] ?? 0) - (b.box?.[1] ?? 0))
}

function agree(own: TableMark | undefined, before: TableMark | undefined): boolean {
  return own === undefined || (own.form === before?.form && own.table === before.table)
}

const PAGE_NUMBER = /^[-—–―·\s\d/第页共]+$/u

function isLast(page: PageReading, grid: Grid): boolean {
  return (
    page.grids.every((other) => other === grid || (other.box?.[3] ?? 0) <= (grid.box?.[3] ?? 0)) &&
    page.lines.every((line) => (line.box?.[1] ?? 0) < (grid.box?.[3] ?? 0) || isNothing(page, line))
  )
}

function isFirst(page: PageReading, grid: Grid): boolean {
  return page.lines.every((line) => (line.box?.[3] ?? 0) > (grid.box?.[1] ?? 0) || isNothing(page, line))
}

/** A page number; on a scan also what is left of rulings, borders and dirt. */
function isNothing({ kind }: PageReading, line: Line): boolean {
  return PAGE_NUMBER.test(line.text) || (kind === 'scan' && isDirt(line))
}

/** One character, a row of them lower than any print, or a few that their own reader hardly believed in. */
function isDirt({ text, box, size, score = 1 }: Line): boolean {
  const characters = text.replace(/[^\p{L}\p{N}]/gu, '').length
  if (characters <= 1) return true
  if (box && size && box[3] - box[1] < SHEETS.lowest * size) return true
  return characters <= SHEETS.short && score < SHEETS.doubtful
}

/** Whether two parts have the same columns. Scanned pages lie a little differently: there the outer edges are laid over each other. */
function sameEdges(above: Grid, below: Grid, scanned: boolean): boolean {
  if (above.xs.length < 2 || below.xs.length < 2) return false
  const [left, right] = [above.xs[0]!, above.xs.at(-1)!]
  const shift = left - below.xs[0]!
  const stretch = (right - left) / (below.xs.at(-1)! - below.xs[0]!)
  const loose = scanned && Math.abs(shift) <= SHEETS.shift && Math.abs(stretch - 1) <= SHEETS.stretch
  const xs = loose ? laidOver(below.xs, above.xs) : below.xs
  const near = (a: number, b: number) => Math.abs(a - b) <= (scanned ? SHEETS.edge : STITCH_EDGE)
  if (!near(left, xs[0]!) || !near(right, xs.at(-1)!)) return false
  const [fewer, more] = above.xs.length <= xs.length ? [above.xs, xs] : [xs, above.xs]
  return fewer.every((x) => more.some((y) => near(x, y)))
}

/** Edges moved and stretched so that the outer ones lie where those of `onto` do. */
function laidOver(xs: readonly number[], onto: readonly number[]): number[] {
  const stretch = (onto.at(-1)! - onto[0]!) / (xs.at(-1)! - xs[0]!)
  return xs.map((x) => onto[0]! + (x - xs[0]!) * stretch)
}

function join(chain: readonly { page: PageReading; grid: Grid }[]): StitchedTable {
  const widest = chain.reduce((top, part) => (part.grid.xs.length > top.xs.length ? part.grid : top), chain[0]!.grid)
  const cells: StitchedCell[] = []
  const breaks: number[] = []
  let rows = 0
  for (const { page, grid } of chain) {
    if (rows > 0) breaks.push(rows)
    const xs = page.kind === 'scan' && grid.xs.length > 1 ? laidOver(grid.xs, widest.xs) : grid.xs
    const column = (edge: number) => (xs.length > edge ? nearest(widest.xs, xs[edge]!) : edge)
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
