import type { Box } from '../../../schemas/geometry.ts'

/** How a page is looked at: the point of the page in the middle, pixels a point, quarter turns clockwise. */
export type View = { readonly x: number; readonly y: number; readonly scale: number; readonly turns: 0 | 1 | 2 | 3 }
export type Size = { readonly width: number; readonly height: number }

/** Height on the screen, in pixels, at which a cell is read at ease. */
const CELL_HEIGHT = 38
const LEAST = 0.2
const MOST = 12

/** The whole page. */
export function fitPage(page: Size, pane: Size, turns: View['turns'] = 0): View {
  const across = turns % 2 === 0 ? page : { width: page.height, height: page.width }
  const scale = Math.min((pane.width - 16) / across.width, (pane.height - 16) / across.height)
  return { x: page.width / 2, y: page.height / 2, scale: within(scale), turns }
}

/** A cell in the middle, large enough to read, with as much of the page around it as there is room for. */
export function fitBox(box: Box, page: Size, pane: Size, turns: View['turns'] = 0): View {
  const [x0, y0, x1, y1] = box
  const widest = (pane.width * 0.5) / Math.max(1, turns % 2 === 0 ? x1 - x0 : y1 - y0)
  const scale = Math.max(
    fitPage(page, pane, turns).scale,
    Math.min(CELL_HEIGHT / Math.max(6, turns % 2 === 0 ? y1 - y0 : x1 - x0), widest, 3.2),
  )
  return clamp({ x: (x0 + x1) / 2, y: (y0 + y1) / 2, scale: within(scale), turns }, page, pane)
}

/** Nearer or farther, the point under (x, y) of the pane staying where it is. */
export function zoom(view: View, factor: number, pane: Size, x = pane.width / 2, y = pane.height / 2): View {
  const fixed = toPage(view, pane, x, y)
  const scale = within(view.scale * factor)
  const moved = toPage({ ...view, scale }, pane, x, y)
  return { ...view, scale, x: view.x + fixed.x - moved.x, y: view.y + fixed.y - moved.y }
}

/** Moved by pixels of the pane. */
export function pan(view: View, dx: number, dy: number): View {
  const by = turned(-dx / view.scale, -dy / view.scale, -view.turns)
  return { ...view, x: view.x + by.x, y: view.y + by.y }
}

/** Turned by a quarter clockwise. */
export function turn(view: View): View {
  return { ...view, turns: ((view.turns + 1) % 4) as View['turns'] }
}

/** The point of the page under a point of the pane. */
export function toPage(view: View, pane: Size, x: number, y: number): { x: number; y: number } {
  const at = turned((x - pane.width / 2) / view.scale, (y - pane.height / 2) / view.scale, -view.turns)
  return { x: view.x + at.x, y: view.y + at.y }
}

function turned(x: number, y: number, quarters: number): { x: number; y: number } {
  const n = ((quarters % 4) + 4) % 4
  return n === 0 ? { x, y } : n === 1 ? { x: -y, y: x } : n === 2 ? { x: -x, y: -y } : { x: y, y: -x }
}

/** A page that is larger than the pane leaves no empty border where there is page to show. */
function clamp(view: View, page: Size, pane: Size): View {
  if (view.turns !== 0) return view
  const along = (at: number, length: number, room: number) =>
    length <= room ? length / 2 : Math.min(Math.max(at, room / 2), length - room / 2)
  return {
    ...view,
    x: along(view.x, page.width, pane.width / view.scale),
    y: along(view.y, page.height, pane.height / view.scale),
  }
}

function within(scale: number): number {
  return Math.min(MOST, Math.max(LEAST, scale))
}
