import type { Upright } from '../../../pipeline/upright/types.ts'

/** A page to draw on in points, dark on paper. */
export type Sheet = Upright & {
  /** Fills x0, y0 … x1, y1 (points), at least a pixel each way, with a grey level; darker than 150 is ink. */
  fill(x0: number, y0: number, x1: number, y1: number, level?: number): void
  /** Level or upright line about its middle. */
  line(kind: 'horizontal' | 'vertical', at: number, from: number, to: number, thickness?: number, level?: number): void
}

/** A blank upright page of a size in points. */
export function sheet(width: number, height: number, dpi: number): Sheet {
  const [w, h] = [Math.round((width * dpi) / 72), Math.round((height * dpi) / 72)]
  const gray = { width: w, height: h, data: new Uint8Array(w * h).fill(250) }
  const ink = { width: w, height: h, data: new Uint8Array(w * h) }
  const pixel = (points: number, most: number) => Math.max(0, Math.min(most, Math.round((points * dpi) / 72)))
  const fill = (x0: number, y0: number, x1: number, y1: number, level = 20) => {
    const [left, top] = [pixel(x0, w - 1), pixel(y0, h - 1)]
    const [right, bottom] = [Math.max(left + 1, pixel(x1, w)), Math.max(top + 1, pixel(y1, h))]
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) {
        gray.data[y * w + x] = level
        ink.data[y * w + x] = level < 150 ? 1 : 0
      }
  }
  return {
    gray,
    ink,
    dpi,
    width,
    height,
    turn: 0,
    warp: null,
    fill,
    line(kind, at, from, to, thickness = 0.75, level = 20) {
      const half = thickness / 2
      if (kind === 'horizontal') fill(from, at - half, to, at + half, level)
      else fill(at - half, from, at + half, to, level)
    },
  }
}

/** A full grid of lines at the given places. */
export function ruled(page: Sheet, xs: readonly number[], ys: readonly number[], thickness = 0.75): void {
  for (const y of ys) page.line('horizontal', y, xs[0]!, xs[xs.length - 1]!, thickness)
  for (const x of xs) page.line('vertical', x, ys[0]!, ys[ys.length - 1]!, thickness)
}

/** Something like an ideograph of a size, in points: strokes both ways that nearly touch. */
export function ideograph(page: Sheet, x: number, y: number, size: number, seed = 0): void {
  const stroke = size * 0.09
  const [a, b] = [0.15 + 0.05 * (seed % 3), 0.7 + 0.05 * (seed % 4)]
  page.fill(x + size * 0.06, y + size * a, x + size * 0.94, y + size * a + stroke)
  page.fill(x + size * 0.06, y + size * b, x + size * 0.94, y + size * b + stroke)
  page.fill(x + size * 0.2, y + size * a, x + size * 0.2 + stroke, y + size * 0.92)
  page.fill(x + size * (0.6 + 0.1 * (seed % 2)), y + size * a, x + size * 0.7 + stroke, y + size * 0.92)
}
