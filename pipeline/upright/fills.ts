import { erode } from '../image/morphology.ts'
import type { Gray, Mask } from '../image/raster.ts'
import { FILLS, SHADING } from '../thresholds.ts'
import { type FillArea, type FillAreas, findFillAreas } from './fill-areas.ts'
import type { Paper } from './paper.ts'

/**
 * Turns dark fills light: bright print on them comes out dark, dark print stays so, and the fill itself becomes paper but
 * for its outline, which stands as a ruling would. The picture, whose shading is even, is changed.
 */
export function lightenFills(even: Gray, paper: Paper, dpi: number, binary: boolean): void {
  const { size, columns } = paper
  for (const group of paper.fills) {
    const lefts = group.map((i) => (i % columns) * size)
    const tops = group.map((i) => Math.floor(i / columns) * size)
    const left = Math.max(0, Math.min(...lefts) - size)
    const top = Math.max(0, Math.min(...tops) - size)
    const right = Math.min(even.width, Math.max(...lefts) + 2 * size)
    const bottom = Math.min(even.height, Math.max(...tops) + 2 * size)
    const part = cut(even, left, top, right, bottom)
    if (!lightenPart(part, dpi, binary)) continue
    for (let y = top; y < bottom; y++)
      even.data.set(part.data.subarray((y - top) * part.width, (y - top + 1) * part.width), y * even.width + left)
  }
}

/** Whether there were fills in a part of the page; they are light then. */
function lightenPart(part: Gray, dpi: number, binary: boolean): boolean {
  const dark: Mask = { ...part, data: part.data.map((value) => (value < FILLS.dark ? 1 : 0)) }
  const found = findFillAreas(dark, dpi)
  if (found.areas.length === 0) return false
  const inner = erode(found.whole, Math.max(1, Math.round((FILLS.outline * dpi) / 72)))
  for (const area of found.areas) {
    const bright = lighten(part, found, area)
    for (const i of area.members) {
      const base = area.runs.row[i]! * part.width
      for (let at = base + area.runs.from[i]!; at < base + area.runs.to[i]!; at++)
        if (inner.data[at] === 1)
          part.data[at] = binary && found.dark.data[at] === 1 ? SHADING.paper : bright[part.data[at]!]!
    }
  }
  return true
}

/** A picture's part from left, top up to right, bottom. */
function cut({ width, data: from }: Gray, left: number, top: number, right: number, bottom: number): Gray {
  const data = new Uint8Array((right - left) * (bottom - top))
  for (let y = top; y < bottom; y++)
    data.set(from.subarray(y * width + left, y * width + right), (y - top) * (right - left))
  return { width: right - left, height: bottom - top, data }
}

/** What becomes of each level inside a fill. */
function lighten(part: Gray, { solid }: FillAreas, { runs, members }: FillArea): Uint8Array {
  const bare = new Uint32Array(256)
  const printed = new Uint32Array(256)
  for (const i of members) {
    const base = runs.row[i]! * part.width
    for (let at = base + runs.from[i]!; at < base + runs.to[i]!; at++)
      (solid.data[at] === 1 ? bare : printed)[part.data[at]!]!++
  }
  const fill = quantile(bare, 0.5)
  const contrast = quantile(printed, 0.9) - fill
  return Uint8Array.from({ length: 256 }, (_, value) => {
    if (value >= fill && contrast >= FILLS.contrast)
      return Math.max(0, SHADING.paper * (1 - (FILLS.strength * (value - fill)) / contrast))
    return value < fill * FILLS.print ? (value * SHADING.paper) / fill : SHADING.paper
  })
}

/** The level that a share of the counted pixels lies at or below; 0 where there are none. */
function quantile(counts: Uint32Array, share: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  let sum = 0
  return Math.max(
    0,
    counts.findIndex((count) => {
      sum += count
      return total > 0 && sum > total * share
    }),
  )
}
