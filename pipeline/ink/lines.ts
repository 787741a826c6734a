import { SEGMENT } from '../thresholds.ts'
import type { Blob } from './blobs.ts'

/**
 * Ink that stands on one line with no wide gap in it, bounds in pixels (x1, y1 exclusive). `blobs` are its characters',
 * left to right, `specks` what lies among them and is none.
 */
export type InkLine = {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
  readonly blobs: readonly Blob[]
  readonly specks: readonly Blob[]
}

/** Rows of pixels [from, to) that ink takes. */
type Band = readonly [from: number, to: number]

/**
 * The lines of text among the blobs of one region (a cell, or the page around its tables), top to bottom, left to
 * right: bands of rows that hold ink, fragments of one line of characters put together, each cut at gaps wider than
 * `gap` ems. `em` is the usual height of the region's characters in pixels.
 */
export function inkLines(blobs: readonly Blob[], em: number, gap: number, prose = false): InkLine[] {
  const body = blobs.filter((b) => isText(b, em))
  const bands = joinFragments(bandsOf(body), em)
  const byBand = bands.map((): Blob[] => [])
  for (const blob of blobs) {
    const at = bandAt(bands, (blob.y0 + blob.y1) / 2)
    if (at >= 0 && blob.y1 - blob.y0 <= SEGMENT.tallest * em) byBand[at]!.push(blob)
  }
  return byBand.flatMap((own) => cutAtGaps(own, em, gap, prose ? SEGMENT.stop : 0))
}

/** The heights of a region's lines, for finding out how large its characters are. */
export function lineHeights(blobs: readonly Blob[], em: number): number[] {
  return joinFragments(bandsOf(blobs.filter((b) => isText(b, em))), em).map(([from, to]) => to - from)
}

/** Neither a speck nor something larger than characters are (a seal's arc, a chart). */
export function isText({ x0, y0, x1, y1, area }: Blob, em: number): boolean {
  const [width, height] = [x1 - x0, y1 - y0]
  const large = Math.max(width, height) >= SEGMENT.speck * em && area >= SEGMENT.mass * em * em
  return large && height <= SEGMENT.tallest * em
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

function cutAtGaps(blobs: readonly Blob[], em: number, gap: number, stop: number): InkLine[] {
  const body = blobs.filter((b) => isText(b, em)).sort((a, b) => a.x0 - b.x0)
  const small = blobs.filter((b) => !isText(b, em))
  const parts: Blob[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const blob of body) {
    if (blob.x0 - end > gap * em) parts.push([])
    parts.at(-1)!.push(blob)
    end = Math.max(end, blob.x1)
  }
  return parts.map((part) => {
    const textual = part.at(-1)!.x1 - part[0]!.x0 >= SEGMENT.textual * em
    return withPoints(part, small, em, stop === 0 && textual ? SEGMENT.cellStop : stop)
  })
}

/**
 * Adds to a line's characters the small ink between them that may be a point or a part of one, and what stands up to
 * `stop` ems behind them (the full stop of a sentence); the rest are specks.
 */
function withPoints(body: readonly Blob[], small: readonly Blob[], em: number, stop: number): InkLine {
  const [x0, x1] = [Math.min(...body.map((b) => b.x0)), Math.max(...body.map((b) => b.x1))]
  const isPoint = (b: Blob) => {
    const size = Math.max(b.x1 - b.x0, b.y1 - b.y0)
    if (b.x0 >= x0 && b.x1 <= x1) return size > SEGMENT.dust * em
    return b.x0 >= x1 && b.x1 <= x1 + stop * em && size > SEGMENT.stopSize * em
  }
  const points = small.filter(isPoint)
  const kept = [...body, ...points]
  const near = SEGMENT.speck * em
  return {
    x0,
    x1: Math.max(...kept.map((b) => b.x1)),
    y0: Math.min(...kept.map((b) => b.y0)),
    y1: Math.max(...kept.map((b) => b.y1)),
    blobs: kept.sort((a, b) => a.x0 - b.x0),
    specks: small.filter((b) => !isPoint(b) && b.x1 > x0 - near && b.x0 < x1 + near),
  }
}
