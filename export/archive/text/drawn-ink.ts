import type { Raster } from '../../../pipeline/image/raster.ts'
import type { PageImage } from '../../../pipeline/upright/types.ts'
import { mapPointToPage } from '../../../pipeline/upright/warp.ts'
import type { Box } from '../../../schemas/geometry.ts'
import type { Placement } from '../../../schemas/page.ts'

/** Samples of a point's side: strokes of 6 point print are half a point wide. */
const PER_POINT = 3
/** Lightness, 0 … 255, below which a sample is ink. */
const DARK = 150
/** Points that a cell's ink keeps clear of its rulings. */
const INSET = 1.2
/** Points of white above which two rows of ink are two lines. */
const LINE_GAP = 0.7

/**
 * The lines of ink within some places of a page, in points of the page made upright: rows of dark samples that white rows
 * part. For pages that draw their text, where ink is dark on even ground.
 */
export function drawnInk(picture: PageImage, placement: Placement | null, places: readonly Box[]): readonly Box[] {
  return places.flatMap((place) => linesIn(picture, placement, place))
}

function linesIn(picture: PageImage, placement: Placement | null, place: Box): readonly Box[] {
  const [x0, y0, x1, y1] = [place[0] + INSET, place[1] + INSET, place[2] - INSET, place[3] - INSET]
  const across = Math.floor((x1 - x0) * PER_POINT)
  const down = Math.floor((y1 - y0) * PER_POINT)
  const lines: Box[] = []
  let open: { from: number; to: number; left: number; right: number } | null = null
  const close = () => {
    if (open)
      lines.push([
        x0 + open.left / PER_POINT,
        y0 + open.from / PER_POINT,
        x0 + (open.right + 1) / PER_POINT,
        y0 + (open.to + 1) / PER_POINT,
      ])
    open = null
  }
  for (let row = 0; row < down; row++) {
    let [left, right] = [-1, -1]
    for (let column = 0; column < across; column++) {
      if (!isDark(picture, placement, x0 + (column + 0.5) / PER_POINT, y0 + (row + 0.5) / PER_POINT)) continue
      if (left < 0) left = column
      right = column
    }
    if (left < 0) {
      if (open && (row - open.to) / PER_POINT > LINE_GAP) close()
    } else if (open) {
      open = { from: open.from, to: row, left: Math.min(open.left, left), right: Math.max(open.right, right) }
    } else open = { from: row, to: row, left, right }
  }
  close()
  return joined(lines)
}

/** Flat pieces, a dot or the two strokes of 二 or =, belong to the line next to them. */
function joined(lines: readonly Box[]): readonly Box[] {
  const all: Box[] = []
  for (const line of lines) {
    const last = all.at(-1)
    const em = Math.max(line[3] - line[1], last ? last[3] - last[1] : 0)
    const close = last && line[3] - last[1] <= Math.max(FLAT, 1.3 * em) && line[1] - last[3] <= FLAT / 2
    if (last && close) all[all.length - 1] = [Math.min(last[0], line[0]), last[1], Math.max(last[2], line[2]), line[3]]
    else all.push(line)
  }
  return all
}

/** Points: what is lower than this with the line beside it is one line of small print. */
const FLAT = 6

function isDark({ raster, width, height }: PageImage, placement: Placement | null, x: number, y: number): boolean {
  const [px, py] = placement ? mapPointToPage(placement, x, y) : [x, y]
  const column = Math.floor((px * raster.width) / width)
  const row = Math.floor((py * raster.height) / height)
  if (column < 0 || row < 0 || column >= raster.width || row >= raster.height) return false
  return lightness(raster, row * raster.width + column) < DARK
}

function lightness({ data, channels }: Raster, pixel: number): number {
  if (channels === 1) return data[pixel]!
  const at = pixel * channels
  return 0.3 * data[at]! + 0.59 * data[at + 1]! + 0.11 * data[at + 2]!
}
