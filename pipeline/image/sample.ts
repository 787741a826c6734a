import type { Gray } from './raster.ts'

/** Where a picture is sampled: nodes every `step` new pixels, row by row, x and y of the old picture alternating. */
export type Mesh = {
  readonly step: number
  readonly columns: number
  readonly rows: number
  readonly points: ArrayLike<number>
}

/**
 * Draws a picture anew: the new pixel (i, j), its centre at (i + ½, j + ½), takes what lies at the point that the mesh,
 * bilinear between nodes, gives for it. Bilinear between old pixels; `outside` where there are none.
 */
export function sampleMesh(gray: Gray, mesh: Mesh, width: number, height: number, outside: number): Gray {
  const { width: w, height: h } = gray
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const down = (y + 0.5) / mesh.step
    const row = Math.min(mesh.rows - 2, Math.floor(down))
    const part = down - row
    for (let column = 0; column < mesh.columns - 1; column++) {
      const first = Math.max(0, Math.ceil(column * mesh.step - 0.5))
      const last = column === mesh.columns - 2 ? width : Math.min(width, Math.ceil((column + 1) * mesh.step - 0.5))
      if (first >= last) continue
      const at = (row * mesh.columns + column) * 2
      const below = at + mesh.columns * 2
      const left = mix(mesh.points[at]!, mesh.points[below]!, part)
      const top = mix(mesh.points[at + 1]!, mesh.points[below + 1]!, part)
      const stepX = (mix(mesh.points[at + 2]!, mesh.points[below + 2]!, part) - left) / mesh.step
      const stepY = (mix(mesh.points[at + 3]!, mesh.points[below + 3]!, part) - top) / mesh.step
      const offset = first + 0.5 - column * mesh.step
      let sx = left + offset * stepX - 0.5
      let sy = top + offset * stepY - 0.5
      const count = last - first
      const [endX, endY] = [sx + (count - 1) * stepX, sy + (count - 1) * stepY]
      const inside =
        Math.min(sx, endX) >= 0 && Math.min(sy, endY) >= 0 && Math.max(sx, endX) < w - 1 && Math.max(sy, endY) < h - 1
      const i = y * width + first
      if (inside) sampleInside(gray, data, i, i + count, sx, sy, stepX, stepY)
      else for (let at = i; at < i + count; at++, sx += stepX, sy += stepY) data[at] = sampleAt(gray, sx, sy, outside)
    }
  }
  return { width, height, data }
}

/** A run of pixels whose places all have four old pixels about them. */
function sampleInside(
  { width: w, data: from }: Gray,
  data: Uint8Array,
  first: number,
  end: number,
  x: number,
  y: number,
  stepX: number,
  stepY: number,
): void {
  const last = from.length - w - 2
  for (let i = first; i < end; i++, x += stepX, y += stepY) {
    const x0 = x | 0
    const y0 = y | 0
    const fx = x - x0
    // Rounding of many steps may lead a hair too far.
    const k = Math.max(0, Math.min(last, y0 * w + x0))
    const upper = from[k]! + (from[k + 1]! - from[k]!) * fx
    const lower = from[k + w]! + (from[k + w + 1]! - from[k + w]!) * fx
    data[i] = upper + (lower - upper) * (y - y0) + 0.5
  }
}

function sampleAt({ width: w, height: h, data: from }: Gray, x: number, y: number, outside: number): number {
  if (x <= -1 || y <= -1 || x >= w || y >= h) return outside
  const x0 = Math.floor(x)
  const y0 = Math.floor(y)
  const fx = x - x0
  const fy = y - y0
  const k = y0 * w + x0
  const a = x0 >= 0 && y0 >= 0 ? from[k]! : outside
  const b = x0 + 1 < w && y0 >= 0 ? from[k + 1]! : outside
  const c = x0 >= 0 && y0 + 1 < h ? from[k + w]! : outside
  const d = x0 + 1 < w && y0 + 1 < h ? from[k + w + 1]! : outside
  return (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy + 0.5
}

function mix(a: number, b: number, part: number): number {
  return a + (b - a) * part
}
