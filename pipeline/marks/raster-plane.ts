import type { Gray, Mask } from '../image/raster.ts'
import { RASTER_RULINGS } from '../thresholds.ts'
import { leastCrest, paperLevel, sumsAlong } from './raster-noise.ts'

/** What a pixel may be to a level line. */
export const PAPER = 0
export const THICK = 1
export const THIN = 2

/**
 * A page's pixels seen as parts of level lines (turn the page for upright ones). `thickness` is how many rows of ink
 * stand on one another at a pixel, saturated at 255; `part` says whether it is paper, ink too thick for a line, or thin
 * ink. A crest too faint for ink counts as thin ink: darker than what lies above and below, over its whole length.
 */
export type LinePlane = {
  readonly width: number
  readonly height: number
  readonly thickness: Uint8Array
  readonly part: Uint8Array
}

/** The plane of a page's ink and even grey (the same size), level lines in it running level. */
export function planeOf(ink: Mask, gray: Gray, pointsPerPixel: number): LinePlane {
  const { width, height } = ink
  const thickness = thicknessOf(ink)
  const thinnest = Math.max(3, Math.round(RASTER_RULINGS.thin / pointsPerPixel))
  const parts = Uint8Array.from({ length: 256 }, (_, t) => (t === 0 ? PAPER : t <= thinnest ? THIN : THICK))
  const part = new Uint8Array(width * height)
  for (let i = 0; i < part.length; i++) part[i] = parts[thickness[i]!]!
  addCrests(part, gray, pointsPerPixel)
  return { width, height, thickness, part }
}

function thicknessOf({ width, height, data }: Mask): Uint8Array {
  const count = new Uint8Array(width * height)
  for (let x = 0; x < width; x++) count[x] = data[x]!
  for (let i = width; i < count.length; i++) if (data[i]) count[i] = Math.min(254, count[i - width]!) + 1
  for (let i = count.length - width - 1; i >= 0; i--) {
    const below = count[i + width]!
    if (below > 0 && count[i]! > 0) count[i] = below
  }
  return count
}

/**
 * Marks paper that is part of a faint line: by the mean over a long stretch, which noise leaves, and over a short one,
 * which ends where a character does, with nothing but paper beside it.
 */
function addCrests(part: Uint8Array, gray: Gray, pointsPerPixel: number): void {
  const { width, height, data } = gray
  const long = Math.max(4, Math.round(RASTER_RULINGS.crestLong / pointsPerPixel / 2))
  const short = Math.max(1, Math.round(RASTER_RULINGS.crestShort / pointsPerPixel / 2))
  const side = Math.max(2, Math.round(RASTER_RULINGS.crestSide / pointsPerPixel))
  const paper = paperLevel(gray) - RASTER_RULINGS.crestPaper
  const least = leastCrest(gray, long, side, paper)
  const [enoughLong, enoughShort] = [Math.round(least * (2 * long + 1)), Math.round((least * (2 * short + 1)) / 2)]
  const white = Math.round(paper * (2 * long + 1))
  // Sums along the row for the last rows, in rings: a row is judged once the row below it is known.
  const ring = 2 * side + 1
  const longs = Array.from({ length: ring }, () => new Int32Array(width))
  const shorts = Array.from({ length: ring }, () => new Int32Array(width))
  for (let y = 0; y < height; y++) {
    sumsAlong(data, y * width, width, long, longs[y % ring]!)
    sumsAlong(data, y * width, width, short, shorts[y % ring]!)
    const at = y - side
    if (at < side) continue
    const [longAbove, longHere, longBelow] = [longs[(at - side) % ring]!, longs[at % ring]!, longs[y % ring]!]
    const [shortAbove, shortHere, shortBelow] = [shorts[(at - side) % ring]!, shorts[at % ring]!, shorts[y % ring]!]
    for (let x = long, i = at * width + long; x < width - long; x++, i++) {
      if (part[i] !== PAPER) continue
      const line = Math.max(white, longHere[x]! + enoughLong)
      if (longAbove[x]! < line || longBelow[x]! < line) continue
      const piece = shortHere[x]! + enoughShort
      if (shortAbove[x]! >= piece && shortBelow[x]! >= piece) part[i] = THIN
    }
  }
}
