import { SEGMENT } from '../thresholds.ts'
import type { Blob } from './blobs.ts'

/** Ink that stands on one line with no wide gap in it; `blobs` left to right, bounds in pixels (x1, y1 exclusive). */
export type InkLine = {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
  readonly blobs: readonly Blob[]
}

/** Rows of pixels [from, to) that ink takes. */
type Band = readonly [from: number, to: number]

/**
 * The lines of text among the blobs of one region (a cell, or the page around its tables), top to bottom, left to
 * right: bands of rows that hold ink, fragments of one line of characters put together, each cut at gaps wider than
 * `gap` ems. `em` is the usual height of the region's characters in pixels.
 */
export function inkLines(blobs: readonly Blob[], em: number, gap: number): InkLine[] {
  const body = blobs.filter((b) => isText(b, em))
  const bands = joinFragments(bandsOf(body), em)
  const byBand = bands.map((): Blob[] => [])
  for (const blob of blobs) {
    const at = bandAt(bands, (blob.y0 + blob.y1) / 2)
    if (at >= 0 && blob.y1 - blob.y0 <= SEGMENT.tallest * em) byBand[at]!.push(blob)
  }
  return byBand.flatMap((own) => cutAtGaps(own, em, gap))
}

/** The heights of a region's lines, for finding out how large its characters are. */
export function lineHeights(blobs: readonly Blob[], em: number): number[] {
  return joinFragments(bandsOf(blobs.filter((b) => isText(b, em))), em).map(([from, to]) => to - from)
}

/** Neither a speck nor something larger than characters are (a seal's arc, a chart). */
export function isText({ x0, y0, x1, y1 }: Blob, em: number): boolean {
  const [width, height] = [x1 - x0, y1 - y0]
  return Math.max(width, height) >= SEGMENT.speck * em && height <= SEGMENT.tallest * em
}

function bandsOf(blobs: readonly Blob[]): Band[] {
  const bands: [number, number][] = []
  for (const { y0, y1 } of [...blobs].sort((a, b) => a.y0 - b.y0)) {
    const last = bands.at(-1)
    if (last && y0 < last[1]) last[1] = Math.max(last[1], y1)
    else bands.push([y0, y1])
  }
  return bands
}

/**
 * 二 and 三 and dots over letters come apart: fragments that together are no taller than one line are one, then one left
 * over joins the line that it stands closest to if it fits.
 */
function joinFragments(bands: readonly Band[], em: number): Band[] {
  const isFragment = ([from, to]: Band) => to - from < SEGMENT.fragment * em
  const together = join(bands, (a, b) => isFragment(a) && isFragment(b) && b[1] - a[0] <= SEGMENT.line * em)
  return join(together, (a, b) => (isFragment(a) || isFragment(b)) && b[1] - a[0] <= SEGMENT.fits * em)
}

function join(bands: readonly Band[], fits: (a: Band, b: Band) => boolean): Band[] {
  const joined: Band[] = []
  for (const band of bands) {
    const last = joined.at(-1)
    if (last && fits(last, band)) joined[joined.length - 1] = [last[0], band[1]]
    else joined.push(band)
  }
  return joined
}

function bandAt(bands: readonly Band[], y: number): number {
  return bands.findIndex(([from, to]) => y >= from && y < to)
}

function cutAtGaps(blobs: readonly Blob[], em: number, gap: number): InkLine[] {
  const sorted = [...blobs].sort((a, b) => a.x0 - b.x0)
  const parts: Blob[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const blob of sorted) {
    if (blob.x0 - end > gap * em) parts.push([])
    parts.at(-1)!.push(blob)
    end = Math.max(end, blob.x1)
  }
  return parts.flatMap((part) => trim(part, em))
}

/** A line without the specks at its ends; none where specks are all there is. A point between figures is no speck. */
function trim(part: readonly Blob[], em: number): InkLine[] {
  const body = part.filter((b) => isText(b, em))
  if (body.length === 0) return []
  const [x0, x1] = [Math.min(...body.map((b) => b.x0)), Math.max(...body.map((b) => b.x1))]
  const [y0, y1] = [Math.min(...body.map((b) => b.y0)), Math.max(...body.map((b) => b.y1))]
  const near = SEGMENT.beside * em
  const kept = part.filter((b) => b.x0 >= x0 - near && b.x1 <= x1 + near)
  return [
    {
      x0: Math.min(...kept.map((b) => b.x0)),
      x1: Math.max(...kept.map((b) => b.x1)),
      y0: Math.min(y0, ...kept.map((b) => b.y0)),
      y1: Math.max(y1, ...kept.map((b) => b.y1)),
      blobs: kept,
    },
  ]
}
