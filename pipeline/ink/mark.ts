import type { Mask } from '../image/raster.ts'
import { MARKS } from '../thresholds.ts'
import type { Blob } from './blobs.ts'
import type { InkLine } from './lines.ts'

/** What a line of ink looks like before anybody reads it. */
export type Mark = 'dash' | 'slash' | 'characters'

/**
 * Tells the marks that readers take for a 1, a 7 or 一 from characters by their shape: a dash is one level bar, a slash
 * one straight stroke that leans to the right. `em` is the height of characters in pixels.
 */
export function markOf(ink: Mask, line: InkLine, em: number): Mark {
  const largest = Math.max(...line.blobs.map((b) => b.area))
  const body = line.blobs.filter((b) => b.area >= MARKS.share * largest)
  if (isDash(ink, body, em)) return 'dash'
  return body.length === 1 && isSlash(ink, body[0]!, em) ? 'slash' : 'characters'
}

/** One level bar, or what noise left of it, or two (――): 二 and an equals sign are taller. */
function isDash(ink: Mask, body: readonly Blob[], em: number): boolean {
  const [x0, x1] = [Math.min(...body.map((b) => b.x0)), Math.max(...body.map((b) => b.x1))]
  const [y0, y1] = [Math.min(...body.map((b) => b.y0)), Math.max(...body.map((b) => b.y1))]
  const [width, height] = [x1 - x0, y1 - y0]
  if (width < MARKS.shortest * em || height > MARKS.flat * width || height > MARKS.thickest * em) return false
  let covered = 0
  for (let x = x0; x < x1; x++) {
    let y = y0
    while (y < y1 && ink.data[y * ink.width + x] !== 1) y++
    if (y < y1) covered++
  }
  const area = body.reduce((sum, b) => sum + b.area, 0)
  return covered >= MARKS.covered * width && area >= MARKS.solid * width * height
}

function isSlash(ink: Mask, { x0, y0, x1, y1 }: Blob, em: number): boolean {
  const [width, height] = [x1 - x0, y1 - y0]
  if (height < MARKS.slashHeight * em || width > height) return false
  // The middle of the ink in each row: on a slash they lie on a straight line.
  const middles: number[] = []
  let thickness = 0
  for (let y = y0; y < y1; y++) {
    let [sum, count] = [0, 0]
    for (let x = x0; x < x1; x++) {
      if (ink.data[y * ink.width + x] !== 1) continue
      sum += x
      count++
    }
    if (count === 0) return false
    thickness += count / height
    middles.push(sum / count)
  }
  const fit = straightLine(middles)
  const lean = -fit.slope
  return (
    lean >= MARKS.lean[0] &&
    lean <= MARKS.lean[1] &&
    fit.residual <= Math.max(MARKS.crookedPixels, MARKS.crooked * height) &&
    thickness <= MARKS.slashThickest * height
  )
}

/** Least squares of values over their index; `residual` is the root mean square. */
function straightLine(values: readonly number[]): { slope: number; residual: number } {
  const n = values.length
  const meanX = (n - 1) / 2
  const meanY = values.reduce((a, b) => a + b, 0) / n
  let [xy, xx] = [0, 0]
  values.forEach((v, x) => {
    xy += (x - meanX) * (v - meanY)
    xx += (x - meanX) ** 2
  })
  const slope = xx === 0 ? 0 : xy / xx
  const squares = values.reduce((sum, v, x) => sum + (v - meanY - slope * (x - meanX)) ** 2, 0)
  return { slope, residual: Math.sqrt(squares / n) }
}
