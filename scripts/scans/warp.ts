import type { Sheet } from './sheet.ts'

/** Where a point of the result lies in the source, both in pixels. */
export type Mapping = (x: number, y: number) => readonly [number, number]

/** What lies beside the sheet: the colour of a pixel outside it. */
export type Ground = (x: number, y: number) => readonly [number, number, number]

/** Resamples a sheet (bilinear). The mapping is evaluated every 16 pixels and interpolated, so it must be smooth. */
export function warp(sheet: Sheet, width: number, height: number, from: Mapping, ground: Ground): Sheet {
  const { channels, data: source } = sheet
  const data = new Uint8Array(width * height * channels)
  const right = sheet.width - 1
  const bottom = sheet.height - 1
  const stride = sheet.width * channels
  for (let top = 0; top < height; top += STEP)
    for (let left = 0; left < width; left += STEP) {
      const [ax, ay] = from(left, top)
      const [bx, by] = from(left + STEP, top)
      const [cx, cy] = from(left, top + STEP)
      const [dx, dy] = from(left + STEP, top + STEP)
      const endX = Math.min(left + STEP, width)
      const endY = Math.min(top + STEP, height)
      for (let y = top; y < endY; y++) {
        const t = (y - top) / STEP
        let u = ax + (cx - ax) * t
        let v = ay + (cy - ay) * t
        const du = (bx + (dx - bx) * t - u) / STEP
        const dv = (by + (dy - by) * t - v) / STEP
        for (let x = left, at = (y * width + left) * channels; x < endX; x++, at += channels, u += du, v += dv) {
          if (u < 0 || v < 0 || u >= right || v >= bottom) {
            const [red, green, blue] = ground(x, y)
            data[at] = red
            if (channels === 3) {
              data[at + 1] = green
              data[at + 2] = blue
            }
            continue
          }
          const iu = u | 0
          const iv = v | 0
          const fu = u - iu
          const fv = v - iv
          const k = iv * stride + iu * channels
          for (let c = 0; c < channels; c++) {
            const p = k + c
            const above = source[p]! + (source[p + channels]! - source[p]!) * fu
            const below = source[p + stride]! + (source[p + stride + channels]! - source[p + stride]!) * fu
            data[at + c] = above + (below - above) * fv + 0.5
          }
        }
      }
    }
  return { ...sheet, width, height, data }
}

/** Turns a sheet clockwise by quarters. */
export function turn(sheet: Sheet, quarters: number): Sheet {
  const times = ((quarters % 4) + 4) % 4
  if (times === 0) return sheet
  const { width, height, channels, data } = sheet
  const wide = times === 2 ? width : height
  const high = times === 2 ? height : width
  const turned = new Uint8Array(data.length)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += channels) {
      const nx = times === 1 ? height - 1 - y : times === 2 ? width - 1 - x : y
      const ny = times === 1 ? x : times === 2 ? height - 1 - y : width - 1 - x
      const to = (ny * wide + nx) * channels
      for (let c = 0; c < channels; c++) turned[to + c] = data[i + c]!
    }
  return { ...sheet, width: wide, height: high, data: turned }
}

/**
 * The projective map that takes the corners of the unit square (upper left, upper right, lower right, lower left) to
 * four points (P. Heckbert, Fundamentals of Texture Mapping, 1989, section 2.2.3).
 */
export function projection(corners: readonly (readonly [number, number])[]): Mapping {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners as readonly [Pair, Pair, Pair, Pair]
  const sx = x0 - x1 + x2 - x3
  const sy = y0 - y1 + y2 - y3
  const [ux, uy, vx, vy] = [x1 - x2, y1 - y2, x3 - x2, y3 - y2]
  const scale = ux * vy - vx * uy
  const g = (sx * vy - vx * sy) / scale
  const h = (ux * sy - sx * uy) / scale
  const [a, b, d, e] = [x1 - x0 + g * x1, x3 - x0 + h * x3, y1 - y0 + g * y1, y3 - y0 + h * y3]
  return (u, v) => {
    const w = g * u + h * v + 1
    return [(a * u + b * v + x0) / w, (d * u + e * v + y0) / w]
  }
}

type Pair = readonly [number, number]

const STEP = 16
