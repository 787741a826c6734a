import type { Mask } from '../image/raster.ts'
import { HAIRS } from '../thresholds.ts'
import type { Blob } from './blobs.ts'

/**
 * Those among a region's blobs that are hairs and scratches on the glass: one thin stroke bent like a part of a circle,
 * larger than figures are, with nothing beside it. A bracket is such a stroke too, but text stands close to it. `em` is
 * the height of characters in pixels, `body` are the blobs large enough for characters.
 */
export function hairsAmong(ink: Mask, body: readonly Blob[], em: number): Blob[] {
  const likely = body.filter((blob) => isLongAndThin(blob, em))
  const alone = likely.filter((blob) => !body.some((other) => other !== blob && isBeside(blob, other, em)))
  return alone.filter((blob) => isArc(pixelsOf(ink, blob)))
}

function isLongAndThin({ x0, y0, x1, y1, area }: Blob, em: number): boolean {
  const long = Math.max(x1 - x0, y1 - y0) >= HAIRS.shortest * em
  return long && area <= HAIRS.thickest * ((x1 - x0) ** 2 + (y1 - y0) ** 2)
}

function isBeside(a: Blob, b: Blob, em: number): boolean {
  const near = HAIRS.clear * em
  return a.x0 - near < b.x1 && b.x0 < a.x1 + near && a.y0 < b.y1 && b.y0 < a.y1
}

/** The x and y of a blob's own pixels; what else lies in its bounds is not asked. */
function pixelsOf({ width, data }: Mask, { x0, y0, x1, y1, area }: Blob): [x: number, y: number][] {
  const seen = new Set<number>()
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) {
      const start = y * width + x
      if (data[start] !== 1 || seen.has(start)) continue
      const piece: [number, number][] = [[x, y]]
      seen.add(start)
      for (let at = 0; at < piece.length; at++) {
        const [px, py] = piece[at]!
        for (let ny = Math.max(y0, py - 1); ny <= Math.min(y1 - 1, py + 1); ny++)
          for (let nx = Math.max(x0, px - 1); nx <= Math.min(x1 - 1, px + 1); nx++) {
            const next = ny * width + nx
            if (data[next] !== 1 || seen.has(next)) continue
            seen.add(next)
            piece.push([nx, ny])
          }
      }
      if (piece.length === area) return piece
    }
  return []
}

/** Whether pixels lie along a part of a circle, no further off it than a stroke of their width reaches. */
function isArc(pixels: readonly (readonly [number, number])[]): boolean {
  const circle = circleThrough(pixels)
  if (!circle) return false
  const [cx, cy, radius] = circle
  const span = spanOf(pixels.map(([x, y]) => Math.atan2(y - cy, x - cx)))
  if (span < HAIRS.bent[0] || span > HAIRS.bent[1]) return false
  const thickness = pixels.length / (radius * span)
  const squares = pixels.reduce((sum, [x, y]) => sum + (Math.hypot(x - cx, y - cy) - radius) ** 2, 0)
  return Math.sqrt(squares / pixels.length) <= HAIRS.rough * thickness + HAIRS.roughPixels
}

/** The circle that pixels lie closest to (I. Kåsa, A circle fitting procedure and its error analysis, 1976); null for a line. */
function circleThrough(pixels: readonly (readonly [number, number])[]): readonly [number, number, number] | null {
  const n = pixels.length
  if (n < 3) return null
  const mx = pixels.reduce((sum, [x]) => sum + x, 0) / n
  const my = pixels.reduce((sum, [, y]) => sum + y, 0) / n
  let [xx, yy, xy, xz, yz, zs] = [0, 0, 0, 0, 0, 0]
  for (const [px, py] of pixels) {
    const [x, y] = [px - mx, py - my]
    const z = x * x + y * y
    xx += x * x
    yy += y * y
    xy += x * y
    xz += x * z
    yz += y * z
    zs += z
  }
  const determinant = xx * yy - xy * xy
  if (Math.abs(determinant) < 1e-6 * (xx + yy) ** 2) return null
  const [a, b] = [(xz * yy - yz * xy) / determinant / 2, (yz * xx - xz * xy) / determinant / 2]
  return [mx + a, my + b, Math.sqrt(a * a + b * b + zs / n)]
}

/** The part of a circle that directions take up, in radians: all but their widest gap. */
function spanOf(directions: readonly number[]): number {
  const sorted = [...directions].sort((a, b) => a - b)
  const gaps = sorted.map((at, i) => (i === 0 ? at + 2 * Math.PI - sorted.at(-1)! : at - sorted[i - 1]!))
  return 2 * Math.PI - Math.max(...gaps)
}
