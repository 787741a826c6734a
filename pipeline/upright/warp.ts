import type { Box } from '../../schemas/geometry.ts'
import { WARP } from '../thresholds.ts'
import type { Warp } from './types.ts'

/** Page points of an upright point; beyond the mesh its outermost cells go on. */
export function mapPointToPage(warp: Warp | null, x: number, y: number): readonly [x: number, y: number] {
  if (!warp) return [x, y]
  const column = Math.max(0, Math.min(warp.columns - 2, Math.floor(x / warp.step)))
  const row = Math.max(0, Math.min(warp.rows - 2, Math.floor(y / warp.step)))
  const across = x / warp.step - column
  const down = y / warp.step - row
  const at = (axis: 0 | 1) => {
    const first = (row * warp.columns + column) * 2 + axis
    const below = first + warp.columns * 2
    const top = warp.points[first]! * (1 - across) + warp.points[first + 2]! * across
    const bottom = warp.points[below]! * (1 - across) + warp.points[below + 2]! * across
    return top * (1 - down) + bottom * down
  }
  return [at(0), at(1)]
}

/**
 * The box on the page as the file shows it that holds an upright box: bounds of its mapped outline, cut off at the
 * page's edges. `page` is the file's page in points.
 */
export function mapBoxToPage(warp: Warp | null, box: Box, page: { width: number; height: number }): Box {
  const [x0, y0, x1, y1] = box
  const bounds = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  const steps = warp ? Math.max(1, Math.min(WARP.outline, Math.ceil(Math.max(x1 - x0, y1 - y0) / warp.step))) : 1
  for (let i = 0; i <= steps; i++) {
    const x = x0 + ((x1 - x0) * i) / steps
    const y = y0 + ((y1 - y0) * i) / steps
    for (const [px, py] of [
      mapPointToPage(warp, x, y0),
      mapPointToPage(warp, x, y1),
      mapPointToPage(warp, x0, y),
      mapPointToPage(warp, x1, y),
    ]) {
      bounds[0] = Math.min(bounds[0]!, px)
      bounds[1] = Math.min(bounds[1]!, py)
      bounds[2] = Math.max(bounds[2]!, px)
      bounds[3] = Math.max(bounds[3]!, py)
    }
  }
  const across = (value: number) => Math.max(0, Math.min(page.width, value))
  const down = (value: number) => Math.max(0, Math.min(page.height, value))
  return [across(bounds[0]!), down(bounds[1]!), across(bounds[2]!), down(bounds[3]!)]
}

/** A warp from a function that gives the page point of every upright point; both in points. */
export function meshOf(
  width: number,
  height: number,
  toPage: (x: number, y: number) => readonly [x: number, y: number],
): Warp {
  const step = WARP.step
  const columns = Math.max(2, Math.ceil(width / step) + 1)
  const rows = Math.max(2, Math.ceil(height / step) + 1)
  const points: number[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = toPage(column * step, row * step)
      points.push(Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000)
    }
  }
  return { step, columns, rows, points }
}
