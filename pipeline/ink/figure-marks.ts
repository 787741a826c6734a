import type { Gray, Mask } from '../image/raster.ts'
import { FIGURE_MARKS as T } from '../thresholds.ts'
import { type Blob, blobsOf } from './blobs.ts'

/** What stands in front of a figure, and which marks stand between its digits, left to right, as far as ink tells. */
export type FigureMarks = {
  readonly sign: 'minus' | 'plus' | 'none' | 'unknown'
  readonly separators: readonly ('comma' | 'point' | 'unknown')[]
}

/**
 * The marks of a figure by the shape of their ink: readers lose a bar in front and take a comma for a point. `crop` is
 * one line, dark on light. Digits are what is tall; a figure is taken to have some.
 */
export function figureMarks(crop: Gray): FigureMarks {
  const { mask, level, faint } = inkOf(crop)
  const blobs = blobsOf(mask)
  const height = Math.max(0, ...blobs.map((b) => b.y1 - b.y0))
  const tall = blobs.filter((b) => b.y1 - b.y0 >= T.digit * height).sort((a, b) => a.x0 - b.x0)
  // A plus may be nearly as tall as digits, but begins lower; a 4, which is as much of a cross, does not.
  const top = Math.min(...tall.map((b) => b.y0))
  const plus = tall.length > 1 && tall[0]!.y0 - top >= T.lower * height && isCross(mask, tall[0]!)
  const digits = plus ? tall.slice(1) : tall
  const first = digits[0]
  const last = digits.at(-1)
  if (!first || !last) return { sign: 'unknown', separators: [] }
  const bottoms = digits.map((b) => b.y1).sort((a, b) => a - b)
  const baseline = bottoms[bottoms.length >> 1]!
  const small = blobs.filter((b) => Math.max(b.x1 - b.x0, b.y1 - b.y0) >= T.speck * height && !tall.includes(b))
  const between = small.filter(
    (b) =>
      b.x0 > first.x0 &&
      b.x1 < last.x1 &&
      b.y0 > baseline - T.low * height &&
      b.y1 > baseline - T.high * height &&
      digits.every((d) => Math.min(b.x1, d.x1) - Math.max(b.x0, d.x0) <= T.under * (b.x1 - b.x0)),
  )
  const front = small.filter((b) => b.x1 <= first.x0 + 1)
  return {
    sign: plus && front.length === 0 ? 'plus' : signIn(mask, front, first, height, faint),
    separators: between.sort((a, b) => a.x0 - b.x0).map((b) => separator(crop, level, b, baseline, height)),
  }
}

/** Ink is what is darker than halfway between paper and the crop's dark pixels; `faint` also what is a good deal lighter. */
function inkOf({ width, height, data }: Gray): { readonly mask: Mask; readonly level: number; readonly faint: Mask } {
  const sorted = data.slice(0, width * height).sort()
  const dark = sorted[Math.floor(T.dark * sorted.length)] ?? 255
  const level = (dark + 255) / 2
  const darkerThan = (limit: number) => ({ width, height, data: data.map((value) => (value < limit ? 1 : 0)) })
  return { mask: darkerThan(level), level, faint: darkerThan(255 - T.faint * (255 - dark)) }
}

/** The sign that the ink left of the first digit makes: one level bar, or one with an upright across its middle. */
function signIn(mask: Mask, front: readonly Blob[], first: Blob, height: number, faint: Mask): FigureMarks['sign'] {
  const near = front.filter((b) => first.x0 - b.x1 <= T.apart * height)
  if (near.length === 0) {
    if (hasTouchingBar(mask, first, height)) return 'minus'
    return hasFaintBar(faint, first, height) ? 'unknown' : 'none'
  }
  const [x0, x1] = [Math.min(...near.map((b) => b.x0)), Math.max(...near.map((b) => b.x1))]
  const [y0, y1] = [Math.min(...near.map((b) => b.y0)), Math.max(...near.map((b) => b.y1))]
  const [width, tall] = [x1 - x0, y1 - y0]
  const middle = (first.y1 - (y0 + y1) / 2) / height
  const isLevel = middle >= T.middle[0] && middle <= T.middle[1]
  if (!isLevel || width < T.shortest * height || width > T.longest * height) return 'unknown'
  if (tall <= Math.max(T.flat * width, 1) && tall <= T.thickest * height) return 'minus'
  return tall <= T.longest * height && isCross(mask, { x0, x1, y0, y1 }) ? 'plus' : 'unknown'
}

/** Whether nearly all ink lies in one row and one column of strokes that cross in the middle. */
function isCross(mask: Mask, { x0, x1, y0, y1 }: Omit<Blob, 'area'>): boolean {
  const [width, height] = [x1 - x0, y1 - y0]
  if (Math.min(width, height) < T.coarse) return false
  if (Math.max(width, height) > T.uneven * Math.min(width, height)) return false
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2]
  const half = Math.max(1, (T.arm * Math.max(width, height)) / 2)
  const [left, right, top, bottom] = [
    Math.floor(x - half),
    Math.ceil(x + half),
    Math.floor(y - half),
    Math.ceil(y + half),
  ]
  const across = count(mask, x0, x1, top, bottom)
  const down = count(mask, left, right, y0, y1)
  const total = count(mask, x0, x1, y0, y1)
  const cross = across + down - count(mask, left, right, top, bottom)
  return cross >= T.solid * total && Math.min(across, down) >= T.arms * total
}

/** A bar that runs into the first digit: its left columns hold nothing but a thin stroke at a bar's height, level throughout. */
function hasTouchingBar(mask: Mask, first: Blob, height: number): boolean {
  const isInk = (x: number, y: number) => mask.data[y * mask.width + x] === 1
  let length = 0
  let [top, bottom] = [first.y1, first.y0]
  for (let x = first.x0; x < first.x1; x++) {
    for (let y = first.y0; y < first.y1; y++) {
      if (!isInk(x, y)) continue
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
    }
    const middle = (first.y1 - (top + bottom) / 2) / height
    if (bottom - top > T.thickest * height || middle < T.middle[0] || middle > T.middle[1]) break
    length++
  }
  return length >= T.touching * height
}

/** A thin bar that blur made too light to be ink: enough of what is darker than paper, at a bar's height. */
function hasFaintBar(faint: Mask, first: Blob, height: number): boolean {
  const from = Math.max(0, Math.round(first.x0 - T.apart * height))
  const to = Math.max(from, first.x0 - 1)
  const [top, bottom] = [first.y1 - T.middle[1] * height, first.y1 - T.middle[0] * height].map(Math.round)
  return count(faint, from, to, Math.max(0, top!), bottom!) >= T.traces * height * height
}

function count({ width, data }: Mask, x0: number, x1: number, y0: number, y1: number): number {
  let sum = 0
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) if (data[y * width + x] === 1) sum++
  return sum
}

/** A comma reaches below the line that digits stand on and is taller than wide, a point does neither. */
function separator(
  crop: Gray,
  level: number,
  blob: Blob,
  baseline: number,
  height: number,
): FigureMarks['separators'][0] {
  const { below, slender } = markShape(crop, level, blob, baseline, height)
  if (height < T.smallest) return 'unknown'
  const likeComma = below / T.tail + Math.log2(slender) / T.slender
  return likeComma >= T.comma ? 'comma' : likeComma <= T.point ? 'point' : 'unknown'
}

/** How far a mark reaches below the baseline, in heights of digits, and how much taller than wide it is; parts of pixels count. */
export function markShape(crop: Gray, level: number, { x0, x1, y0, y1 }: Blob, baseline: number, height: number) {
  const dark = (x: number, y: number) => Math.max(0, 255 - (crop.data[y * crop.width + x] ?? 255))
  let [sum, sumX, sumY, sumXX, sumYY] = [0, 0, 0, 0, 0]
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const weight = crop.data[y * crop.width + x]! < level ? dark(x, y) : 0
      sum += weight
      sumX += weight * x
      sumY += weight * y
      sumXX += weight * x * x
      sumYY += weight * y * y
    }
  }
  const spreadX = sumXX / sum - (sumX / sum) ** 2 + 1 / 12
  const spreadY = sumYY / sum - (sumY / sum) ** 2 + 1 / 12
  return { below: (y1 - baseline) / height, slender: Math.sqrt(spreadY / spreadX) }
}
