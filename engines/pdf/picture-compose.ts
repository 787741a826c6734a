import type { Raster } from '../../pipeline/image/raster.ts'
import { rasterOf } from '../image/grey.ts'
import { mapBox } from './matrix.ts'
import { isSideways, type Part, type Scale } from './picture-parts.ts'
import { isColourless, painterOf } from './picture-pixels.ts'

/**
 * A page put together from its pictures as they are: each pixel of theirs becomes one of the page's, at most shifted by
 * half of one. `width` and `height` in points. Null where a stencil's colour is no single one.
 */
export function composeParts(parts: readonly Part[], width: number, height: number, scale: Scale): Raster | null {
  const [across, down] = [Math.max(1, Math.round(width * scale.x)), Math.max(1, Math.round(height * scale.y))]
  const only = parts.length === 1 ? parts[0]! : null
  if (only && isThePage(only, across, down)) return rasterOf(across, down, only.decoded.data)
  const channels = parts.every((p) => isColourless(p.decoded, p.colour)) ? 1 : 3
  const out = new Uint8Array(across * down * channels).fill(255)
  for (const part of parts) {
    const paint = painterOf(part.decoded, part.colour, channels)
    if (!paint) return null
    const { x, y, columns, rows, sideways } = placed(part, across, down, scale)
    for (let j = 0; j < rows.length; j++) {
      const at = ((y + j) * across + x) * channels
      const line = new Int32Array(columns.length).fill(rows[j]!)
      if (sideways) paint(columns, line, out, at)
      else paint(line, columns, out, at)
    }
  }
  return channels === 1 ? { width: across, height: down, channels, data: out } : rasterOf(across, down, out)
}

/** A picture whose pixels are the page's already. */
function isThePage({ matrix: m, decoded: { width, height, kind, data } }: Part, across: number, down: number): boolean {
  const upright = !isSideways(m) && m[0] > 0 && m[3] < 0
  const whole = width === across && height === down && data.length === width * height * 3
  return kind === 2 && upright && whole && Math.round((m[4] * across) / m[0]) === 0
}

/**
 * Where a part's pixels go: the page's pixels from (x, y) on, and which of the part's columns and rows they show; for a
 * part on its side, `columns` holds rows and `rows` columns.
 */
function placed({ matrix: m, decoded }: Part, across: number, down: number, scale: Scale) {
  const sideways = isSideways(m)
  const [x0, y0, x1, y1] = mapBox(m, 0, 0, 1, 1)
  const h = span(x0 * scale.x, x1 * scale.x, across)
  const v = span(y0 * scale.y, y1 * scale.y, down)
  // A picture's first row is at the top of its unit square, y = 1.
  const columns = sideways ? steps(h, decoded.height, m[2] > 0) : steps(h, decoded.width, m[0] < 0)
  const rows = sideways ? steps(v, decoded.width, m[1] < 0) : steps(v, decoded.height, m[3] > 0)
  return { x: h.from, y: v.from, columns, rows, sideways }
}

/** Whole pixels of an interval: `start` and `end` as they are, `from` and `to` within the page. */
type Span = { readonly start: number; readonly end: number; readonly from: number; readonly to: number }

function span(from: number, to: number, limit: number): Span {
  const [start, end] = [Math.round(from), Math.max(Math.round(from) + 1, Math.round(to))]
  return { start, end, from: Math.min(limit, Math.max(0, start)), to: Math.min(limit, Math.max(0, end)) }
}

/** Which of `count` source pixels each pixel of the span shows, from its first to its last or the other way. */
function steps({ start, end, from, to }: Span, count: number, backwards: boolean): Int32Array {
  return Int32Array.from({ length: Math.max(0, to - from) }, (_, i) => {
    const at = Math.min(count - 1, Math.floor(((from - start + i + 0.5) * count) / (end - start)))
    return backwards ? count - 1 - at : at
  })
}
