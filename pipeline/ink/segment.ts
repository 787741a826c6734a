import type { Box, Ruling } from '../../schemas/geometry.ts'
import type { Gray, Mask } from '../image/raster.ts'
import { SEGMENT } from '../thresholds.ts'
import { type Blob, blobsOf } from './blobs.ts'
import { cropLine } from './crop.ts'
import { hairsAmong } from './hairs.ts'
import { inkLines, isText, lineHeights } from './lines.ts'
import { type Mark, markOf } from './mark.ts'
import { type Region, regionsOf } from './regions.ts'

/** A line of text to be read: where (points), in a cell or not, its mark by shape and its pixels. `em` is in points. */
export type Snippet = {
  readonly box: Box
  readonly inCell: boolean
  readonly mark: Mark
  readonly em: number
  readonly crop: Gray
}

/** Every line of ink on a page, and the ink that is text. */
export type Segments = { readonly snippets: readonly Snippet[]; readonly text: Mask }

/**
 * Cuts a page's ink into lines to read. `bare` is the ink without rulings, `rulings` are in points, `perPoint` is pixels
 * per point.
 */
export function segment(gray: Gray, ink: Mask, bare: Mask, rulings: readonly Ruling[], perPoint: number): Segments {
  const regions = regionsOf(rulings, blobsOf(bare), perPoint)
  const cells = regions.filter(({ box, blobs }) => box !== null && blobs.length > 0)
  const page = regions.filter(({ box }) => box === null)
  const tableEm = emOf(cells, usualOf(cells, perPoint))
  const pageEm = emOf(page, SEGMENT.usual * perPoint)
  const removed = removedInk(ink, bare)
  const text = new Uint8Array(bare.data.length)
  const snippets: Snippet[] = []
  for (const region of regions) {
    const em = region.box ? tableEm : pageEm
    const gap = region.box ? SEGMENT.cellGap : region.parted ? SEGMENT.columnGap : SEGMENT.proseGap
    const body = region.blobs.filter((blob) => isText(blob, em))
    const hairs = new Set(hairsAmong(bare, body, em))
    const rest = hairs.size > 0 ? region.blobs.filter((blob) => !hairs.has(blob)) : region.blobs
    for (const line of inkLines(rest, em, gap, region.box === null)) {
      for (const blob of line.blobs) copyInk(bare, blob, text)
      snippets.push({
        box: [line.x0 / perPoint, line.y0 / perPoint, line.x1 / perPoint, line.y1 / perPoint],
        inCell: region.box !== null,
        mark: markOf(bare, line, em),
        em: em / perPoint,
        crop: cropLine(gray, removed, line, em),
      })
    }
  }
  return { snippets, text: { width: bare.width, height: bare.height, data: text } }
}

/** The usual height of the tallest lines of some regions: labels reach it, figures stay below. Pixels. */
function emOf(regions: readonly Region[], usual: number): number {
  const heights = regions.flatMap(({ blobs }) => lineHeights(blobs, usual)).filter((h) => h >= usual * 0.4)
  if (heights.length === 0) return usual
  heights.sort((a, b) => a - b)
  return heights[Math.floor(heights.length * 0.75)]!
}

/** What characters are taken to measure before lines are known: tiny print's few tall letters say that it is tiny. */
function usualOf(regions: readonly Region[], perPoint: number): number {
  const usual = SEGMENT.usual * perPoint
  const heights = regions
    .flatMap(({ blobs }) => blobs.map((b) => b.y1 - b.y0))
    .filter((h) => h >= SEGMENT.tiniest * perPoint)
    .sort((a, b) => a - b)
  const tall = heights[Math.floor(heights.length * 0.85)]
  return tall !== undefined && heights.length >= SEGMENT.tinyPieces && tall < SEGMENT.tiny * perPoint
    ? tall * SEGMENT.overTall
    : usual
}

/** Ink that was taken for rulings, with the pixels around it that are greyed by it. */
function removedInk(ink: Mask, bare: Mask): Mask {
  const { width, height } = ink
  const data = new Uint8Array(ink.data.length)
  for (let i = 0; i < data.length; i++) {
    if (ink.data[i] !== 1 || bare.data[i] === 1) continue
    for (const at of [i, i - 1, i + 1, i - width, i + width])
      if (bare.data[at] !== 1 && at >= 0 && at < data.length) data[at] = 1
  }
  return { width, height, data }
}

function copyInk({ width, data }: Mask, { x0, y0, x1, y1 }: Blob, into: Uint8Array): void {
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) if (data[y * width + x] === 1) into[y * width + x] = 1
}
