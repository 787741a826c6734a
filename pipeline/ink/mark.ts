import type { Mask } from '../image/raster.ts'
import { MARKS } from '../thresholds.ts'
import type { Blob } from './blobs.ts'
import type { InkLine } from './lines.ts'

/** What a line of ink looks like before anybody reads it; a fragment is too low for a character and no mark. */
export type Mark = 'dash' | 'slash' | 'characters' | 'fragment'

/**
 * Tells the marks that readers take for a 1, a 7 or 一 from characters by their shape: a dash is one level bar, a slash
 * one straight stroke that leans to the right. `em` is the height of characters in pixels.
 */
export function markOf(ink: Mask, line: InkLine, em: number): Mark {
  const largest = Math.max(...line.blobs.map((b) => b.area))
  const body = line.blobs.filter((b) => b.area >= MARKS.share * largest)
  if (isDash(ink, body, em)) return 'dash'
  if (body.length === 1 && isSlash(ink, body[0]!, em)) return 'slash'
  return line.y1 - line.y0 < MARKS.lowest * em && line.x1 - line.x0 < MARKS.narrowest * em ? 'fragment' : 'characters'
}

/**
 * One level bar, or what noise left of it and added to it, or two (――): most of the ink lies in one low band that runs
 * from end to end. 二 and an equals sign have two such bands, a 7 has half its ink outside.
 */
function isDash(ink: Mask, body: readonly Blob[], em: number): boolean {
  const [x0, x1] = [Math.min(...body.map((b) => b.x0)), Math.max(...body.map((b) => b.x1))]
  const [y0, y1] = [Math.min(...body.map((b) => b.y0)), Math.max(...body.map((b) => b.y1))]
  const width = x1 - x0
  if (width < MARKS.shortest * em || y1 - y0 > MARKS.ragged * em) return false
  const rows = Array.from({ length: y1 - y0 }, (_, y) => inkIn(ink, x0, x1, y0 + y))
  const tallest = Math.max(2, Math.floor(Math.min(MARKS.flat * width, MARKS.thickest * em)))
  const [from, to] = heaviestBand(rows, tallest)
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const inside = sum(rows.slice(from, to))
  if (inside < MARKS.solid * sum(rows)) return false
  let covered = 0
  for (let x = x0; x < x1; x++) if (inkBetween(ink, x, y0 + from, y0 + to)) covered++
  return covered >= MARKS.covered * width
}

function inkIn({ width, data }: Mask, x0: number, x1: number, y: number): number {
  let count = 0
  for (let x = x0; x < x1; x++) if (data[y * width + x] === 1) count++
  return count
}

function inkBetween({ width, data }: Mask, x: number, y0: number, y1: number): boolean {
  for (let y = y0; y < y1; y++) if (data[y * width + x] === 1) return true
  return false
}

/** The rows [from, to), at most `tallest` of them, that hold the most. */
function heaviestBand(rows: readonly number[], tallest: number): [from: number, to: number] {
  const height = Math.min(tallest, rows.length)
  let best = 0
  let most = -1
  for (let from = 0; from + height <= rows.length; from++) {
    const sum = rows.slice(from, from + height).reduce((a, b) => a + b, 0)
    if (sum > most) [best, most] = [from, sum]
  }
  return [best, best + height]
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
