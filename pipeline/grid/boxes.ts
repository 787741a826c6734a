import type { Box } from '../../schemas/geometry.ts'

/** Whether a word's middle lies in a box; the right and lower edges are the neighbours'. */
export function inBox(box: Box, word: Box): boolean {
  const [x, y] = [(word[0] + word[2]) / 2, (word[1] + word[3]) / 2]
  return x >= box[0] && x < box[2] && y >= box[1] && y < box[3]
}

/** Whether two boxes share some area. */
export function overlaps(a: Box, b: Box): boolean {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]
}

/** Whether `a` lies inside `b` and is smaller: nothing lies within itself. */
export function within(a: Box, b: Box): boolean {
  const inside = a[0] >= b[0] && a[2] <= b[2] && a[1] >= b[1] && a[3] <= b[3]
  return inside && areaOf(a) < areaOf(b)
}

/** Square points. */
export function areaOf([x0, y0, x1, y1]: Box): number {
  return (x1 - x0) * (y1 - y0)
}

/** The outer box of column and row edges. */
export function outlineOf({ xs, ys }: { readonly xs: readonly number[]; readonly ys: readonly number[] }): Box {
  return [xs[0]!, ys[0]!, xs[xs.length - 1]!, ys[ys.length - 1]!]
}

/** To hundredths of a point: finer than any printer, and the same on every machine. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** A box to hundredths of a point. */
export function roundBox(box: Box): [number, number, number, number] {
  return [round(box[0]), round(box[1]), round(box[2]), round(box[3])]
}
