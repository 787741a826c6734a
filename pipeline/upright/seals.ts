import type { Colour, Gray, Mask } from '../image/raster.ts'
import { linkRuns, runsOf } from '../image/runs.ts'
import { SEALS } from '../thresholds.ts'
import { isRuledInk } from './ruled-ink.ts'

/** A seal on the page: pixels from its left, top to its right, bottom edge, and which channel its ink is bright in. */

export type Seal = {
  readonly hue: 'red' | 'blue'
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/**
 * Finds seals: coloured ink that hangs together over the size of a stamp, is not filled and, where
 * larger than square seals are, round: no row as straight and long as a table's, no ink in its box's corners. Coloured
 * figures are smaller, coloured rulings longer, so that both stay; rulings whose colour shows in patches lie on lines.
 */
export function findSeals(picture: Colour, dpi: number): Seal[] {
  const cell = Math.max(1, Math.round(dpi / SEALS.dpi))
  return (['red', 'blue'] as const).flatMap((hue) => {
    const tinted = tint(picture, cell, hue)
    if (!tinted) return []
    return pieces(grown(tinted, Math.round((SEALS.gap * dpi) / 72 / cell / 2)), tinted)
      .filter((piece) => isSeal(piece, (cell * 72) / dpi))
      .map(({ left, top, right, bottom }) => ({
        hue,
        left: Math.max(0, left * cell),
        top: Math.max(0, top * cell),
        right: Math.min(picture.width, right * cell),
        bottom: Math.min(picture.height, bottom * cell),
      }))
      .filter((seal) => !isRuledInk(picture, tintedPixels(picture, seal), dpi))
  })
}

/**
 * Takes seals out of a page's grey, which is changed. Seal ink darkens paper in step with its colour; each pixel is
 * divided by what the seal alone would leave of the paper, so that black print below or above it stays black, also
 * where a JPEG's coarse colour reddens its strokes.
 */
export function liftSeals(picture: Colour, grey: Gray, seals: readonly Seal[]): void {
  for (const seal of seals) {
    const ink = inkOf(picture, grey, seal)
    if (!ink) continue
    for (let y = seal.top; y < seal.bottom; y++) {
      for (let i = y * grey.width + seal.left, end = y * grey.width + seal.right; i < end; i++) {
        const colour = chromaAbout(picture, i, seal.hue)
        if (colour <= SEALS.grey) continue
        const left = Math.max(SEALS.darkest, 1 - ((1 - ink.level / ink.paper) * colour) / ink.colour)
        grey.data[i] = Math.min(ink.paper, grey.data[i]! / left)
      }
    }
  }
}

/** How much redder (bluer) a pixel is than grey. */
function chroma(data: Uint8Array, i: number, hue: Seal['hue']): number {
  const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!]
  return hue === 'red' ? r - (g + b) / 2 : b - (r + g) / 2
}

/** The greatest chroma about a pixel: a JPEG keeps colour at half the sharpness of brightness. */
function chromaAbout({ width, data }: Colour, i: number, hue: Seal['hue']): number {
  let most = chroma(data, i * 3, hue)
  for (const near of [i - 1, i + 1, i - width, i + width])
    if (near >= 0 && near * 3 < data.length) most = Math.max(most, chroma(data, near * 3, hue))
  return most
}

/** The pixels of a box whose hue prevails, every other one of every other row. */
function tintedPixels({ width, data }: Colour, { hue, left, top, right, bottom }: Seal): number[] {
  const [own, other, third] = hue === 'red' ? [0, 1, 2] : [2, 0, 1]
  const found: number[] = []
  for (let y = top; y < bottom; y += 2)
    for (let x = left; x < right; x += 2) {
      const i = (y * width + x) * 3
      if (data[i + own]! - data[i + other]! < SEALS.tint || data[i + own]! - data[i + third]! < SEALS.tint) continue
      found.push(y * width + x)
    }
  return found
}

/** Cells of the page in which ink of a hue prevails; null where there is next to none. Every other pixel is looked at. */
function tint({ width, height, data }: Colour, cell: number, hue: Seal['hue']): Mask | null {
  const columns = Math.ceil(width / cell)
  const rows = Math.ceil(height / cell)
  const counts = new Uint8Array(columns * rows)
  const [own, other, third] = hue === 'red' ? [0, 1, 2] : [2, 0, 1]
  const column = Int32Array.from({ length: width }, (_, x) => Math.floor(x / cell))
  let found = 0
  for (let y = 0; y < height; y += 2) {
    const row = Math.floor(y / cell) * columns
    for (let x = 0, i = y * width * 3; x < width; x += 2, i += 6) {
      if (data[i + own]! - data[i + other]! < SEALS.tint || data[i + own]! - data[i + third]! < SEALS.tint) continue
      counts[row + column[x]!]!++
      found++
    }
  }
  if (found * 4 < width * height * SEALS.least) return null
  const enough = Math.max(1, (cell * cell) / 16)
  return { width: columns, height: rows, data: counts.map((count) => (count >= enough ? 1 : 0)) }
}

/** Grows a mask by `reach` to all sides. */
function grown(mask: Mask, reach: number): Mask {
  const { width, height } = mask
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (mask.data[y * width + x] === 0) continue
      const [x0, x1] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)]
      for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++)
        data.fill(1, row * width + x0, row * width + x1)
    }
  return { width, height, data }
}

type Piece = {
  left: number
  top: number
  right: number
  bottom: number
  filled: number
  longest: number
  corners: [number, number, number, number]
}

function pieces(mask: Mask, tinted: Mask): Piece[] {
  const runs = runsOf(mask)
  const { pieces: count, piece } = linkRuns(runs)
  const found: Piece[] = Array.from({ length: count }, () => ({
    left: mask.width,
    top: mask.height,
    right: 0,
    bottom: 0,
    filled: 0,
    longest: 0,
    corners: [0, 0, 0, 0],
  }))
  for (let i = 0; i < runs.count; i++) {
    const at = found[piece[i]!]!
    const [row, from, to] = [runs.row[i]!, runs.from[i]!, runs.to[i]!]
    at.left = Math.min(at.left, from)
    at.right = Math.max(at.right, to)
    at.top = Math.min(at.top, row)
    at.bottom = Math.max(at.bottom, row + 1)
    let run = 0
    for (let x = from; x < to; x++) {
      run = tinted.data[row * mask.width + x] === 1 ? run + 1 : 0
      at.filled += run > 0 ? 1 : 0
      at.longest = Math.max(at.longest, run)
    }
  }
  for (let i = 0; i < runs.count; i++) countCorners(found[piece[i]!]!, runs.row[i]!, runs.from[i]!, runs.to[i]!, tinted)
  return found
}

/** Adds a run's tinted cells to the corners of its piece's box that they lie in. */
function countCorners(piece: Piece, row: number, from: number, to: number, { width, data }: Mask): void {
  const { left, top, right, bottom, corners } = piece
  const [wide, high] = [(right - left) * SEALS.corner, (bottom - top) * SEALS.corner]
  const lower = row >= bottom - high
  if (row >= top + high && !lower) return
  for (let x = from; x < to; x++) {
    const further = x >= right - wide
    if (data[row * width + x] === 1 && (x < left + wide || further)) corners[(lower ? 2 : 0) + (further ? 1 : 0)]!++
  }
}

/** `size` is a cell's side in points. */
function isSeal({ left, top, right, bottom, filled, longest, corners }: Piece, size: number): boolean {
  const [width, height] = [(right - left) * size, (bottom - top) * size]
  if (Math.min(width, height) < SEALS.smallest || Math.max(width, height) > SEALS.largest) return false
  if (Math.max(width, height) > Math.min(width, height) * SEALS.oblong) return false
  if (filled * size * size > width * height * SEALS.filled) return false
  if (Math.max(width, height) < SEALS.square) return true
  return longest * size < width * SEALS.straight && corners.filter((count) => count > 1).length < 2
}

/** How bright the seal's full ink and the bare paper about it are, and how coloured that ink is. */
function inkOf(picture: Colour, grey: Gray, seal: Seal) {
  const colours: number[] = []
  const papers: number[] = []
  const each = (found: (i: number, colour: number) => void) => {
    for (let y = seal.top; y < seal.bottom; y += 3)
      for (let x = seal.left; x < seal.right; x += 3) {
        const i = y * grey.width + x
        found(i, chroma(picture.data, i * 3, seal.hue))
      }
  }
  each((i, colour) => (colour > SEALS.tint ? colours.push(colour) : papers.push(grey.data[i]!)))
  if (colours.length < 20 || papers.length < 20) return null
  const colour = quantile(colours, 0.75)
  const levels: number[] = []
  each((i, own) => {
    if (own > colour * 0.85) levels.push(grey.data[i]!)
  })
  return { colour, level: quantile(levels, 0.6), paper: Math.max(1, quantile(papers, 0.7)) }
}

function quantile(values: number[], share: number): number {
  values.sort((a, b) => a - b)
  return values[Math.min(values.length - 1, Math.floor(values.length * share))]!
}
