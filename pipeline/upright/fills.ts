import { erode, open } from '../image/morphology.ts'
import type { Gray, Mask } from '../image/raster.ts'
import { runsOf } from '../image/runs.ts'
import { FILLS, SHADING } from '../thresholds.ts'
import type { Paper } from './paper.ts'

/**
 * Turns dark fills light: bright print on them comes out dark, dark print stays so, and the fill itself becomes paper but
 * for its outline, which stands as a ruling would. The picture, whose shading is even, is changed.
 */
export function lightenFills(even: Gray, paper: Paper, dpi: number): void {
  const px = (points: number) => Math.max(1, Math.round((points * dpi) / 72))
  for (const group of paper.fills) {
    const { size, columns } = paper
    const lefts = group.map((i) => (i % columns) * size)
    const tops = group.map((i) => Math.floor(i / columns) * size)
    const left = Math.max(0, Math.min(...lefts) - size)
    const top = Math.max(0, Math.min(...tops) - size)
    const right = Math.min(even.width, Math.max(...lefts) + 2 * size)
    const bottom = Math.min(even.height, Math.max(...tops) + 2 * size)
    const part = cut(even, left, top, right, bottom)
    const dark: Mask = { ...part, data: part.data.map((value) => (value < FILLS.dark ? 1 : 0)) }
    const solid = open(dark, px(FILLS.solid / 2))
    const whole = filled(solid)
    const gaps: Mask = { ...whole, data: whole.data.map((value, i) => value - solid.data[i]!) }
    if (!isFill(solid, gaps, px(FILLS.smallest), px(FILLS.widest))) continue
    const bright = lighten(part, solid, gaps)
    const inner = erode(whole, px(FILLS.outline))
    for (let i = 0; i < inner.data.length; i++)
      if (inner.data[i] === 1)
        even.data[(top + Math.floor(i / part.width)) * even.width + left + (i % part.width)] = bright(part.data[i]!)
  }
}

/** A picture's part from left, top up to right, bottom. */
function cut({ width, data: from }: Gray, left: number, top: number, right: number, bottom: number): Gray {
  const data = new Uint8Array((right - left) * (bottom - top))
  for (let y = top; y < bottom; y++)
    data.set(from.subarray(y * width + left, y * width + right), (y - top) * (right - left))
  return { width: right - left, height: bottom - top, data }
}

/** A mask with the paper that ink encloses. */
function filled({ width, height, data: ink }: Mask): Mask {
  const data = new Uint8Array(width * height).fill(1)
  const front: number[] = []
  const visit = (i: number) => {
    if (data[i] === 0 || ink[i] === 1) return
    data[i] = 0
    front.push(i)
  }
  for (let x = 0; x < width; x++) {
    visit(x)
    visit((height - 1) * width + x)
  }
  for (let y = 0; y < height; y++) {
    visit(y * width)
    visit(y * width + width - 1)
  }
  for (let at = front.pop(); at !== undefined; at = front.pop()) {
    if (at % width > 0) visit(at - 1)
    if (at % width < width - 1) visit(at + 1)
    if (at >= width) visit(at - width)
    if (at < (height - 1) * width) visit(at + width)
  }
  return { width, height, data }
}

/** Whether dark ink with gaps is a fill with print on it: large enough, mostly solid, no gap as wide as a table's cell. */
function isFill(solid: Mask, gaps: Mask, smallest: number, widest: number): boolean {
  const count = (mask: Mask) => mask.data.reduce((sum, value) => sum + value, 0)
  const area = count(solid)
  if (area < smallest ** 2 || count(gaps) > area * FILLS.gaps) return false
  return runsOf(gaps, widest).count === 0
}

/** What becomes of each level inside a fill. */
function lighten(part: Gray, solid: Mask, gaps: Mask): (value: number) => number {
  const fill = quantile(part, solid, 0.5)
  const print = quantile(part, gaps, 0.9)
  const contrast = print - fill
  return (value) => {
    if (value >= fill && contrast >= FILLS.contrast)
      return Math.max(0, SHADING.paper * (1 - (FILLS.strength * (value - fill)) / contrast))
    return value < fill * FILLS.print ? (value * SHADING.paper) / fill : SHADING.paper
  }
}

/** The level that a share of the masked pixels lies at or below; 0 where there are none. */
function quantile(part: Gray, mask: Mask, share: number): number {
  const levels = part.data.filter((_, i) => mask.data[i] === 1).sort()
  return levels[Math.min(levels.length - 1, Math.floor(levels.length * share))] ?? 0
}
