import { around, type Blocks, blocksOf, groups, isBorder } from '../image/blocks.ts'
import type { Gray } from '../image/raster.ts'
import { SHADING } from '../thresholds.ts'

/** Where the sheet is and how bright its bare paper, block by block; `size` is a block's side in pixels. */
export type Paper = {
  readonly size: number
  readonly columns: number
  readonly rows: number
  readonly levels: Float32Array
  /** 1 where a block lies beside the sheet: desk, scanner's lid, copier's black. */
  readonly outside: Uint8Array
  /** Groups of blocks filled with a dark colour. */
  readonly fills: readonly (readonly number[])[]
}

/**
 * How bright bare paper is all over the page: of every block the level that all but the ink reaches, smoothed. Blocks
 * beside the sheet and dark fills take the level of the paper next to them.
 */
export function paperOf(gray: Gray, dpi: number): Paper {
  const blocks = blocksOf(gray, Math.max(4, Math.round((SHADING.block * dpi) / 72)), [SHADING.share, SHADING.darkShare])
  const { size, columns, rows } = blocks
  const [levels, darks] = [blocks.quantiles[0]!, blocks.quantiles[1]!]
  const paper = quantile(levels, SHADING.paperShare)
  const outside = besideSheet(blocks, levels, darks, paper)
  const fills = darkFills(blocks, levels, outside)
  const bare = levels.map((level, i) => {
    const edge = level < paper * SHADING.low && around(i, columns, rows).some((near) => outside[near] === 1)
    return outside[i] === 1 || edge || level < paper * SHADING.dark ? 0 : level
  })
  for (const fill of fills) for (const i of fill) bare[i] = 0
  const filled = fillHoles(bare, columns, rows, paper)
  const median = filled.map((_, i) => {
    const near = around(i, columns, rows)
      .map((at) => filled[at]!)
      .sort((a, b) => a - b)
    return near[near.length >> 1]!
  })
  const smooth = median.map((_, i) => mean(around(i, columns, rows).map((at) => median[at]!)))
  return { size, columns, rows, levels: smooth, outside, fills }
}

/**
 * Blocks beside the sheet: darker than paper, plain, joined to the picture's edge by blocks about as bright, and ending
 * sharply all around; a shadow on the sheet ends softly, and one with print in it is not plain.
 */
function besideSheet({ columns, rows }: Blocks, levels: Float32Array, darks: Float32Array, paper: number): Uint8Array {
  const plain = (i: number) => levels[i]! < paper * SHADING.black || darks[i]! > levels[i]! * SHADING.plain
  const low = levels.map((level, i) => (level < paper * SHADING.low && plain(i) ? 1 : 0))
  const alike = (i: number, near: number) => {
    const ratio = levels[i]! / levels[near]!
    const bothBlack = Math.max(levels[i]!, levels[near]!) < paper * SHADING.black
    return bothBlack || (ratio > SHADING.alike && ratio < 1 / SHADING.alike)
  }
  const outside = new Uint8Array(levels.length)
  const seen = new Uint8Array(levels.length)
  for (let i = 0; i < levels.length; i++) {
    if (low[i] === 0 || seen[i] === 1 || !isBorder(i, columns, rows)) continue
    const group = [i]
    seen[i] = 1
    for (let at = 0; at < group.length; at++)
      for (const near of around(group[at]!, columns, rows)) {
        if (low[near] === 0 || seen[near] === 1 || !alike(group[at]!, near)) continue
        seen[near] = 1
        group.push(near)
      }
    const own = new Set(group)
    const steps = group.flatMap((at) => {
      const beyond = around(at, columns, rows, 2).filter((near) => !own.has(near))
      return beyond.length > 0 ? [levels[at]! / Math.max(...beyond.map((near) => levels[near]!))] : []
    })
    if (steps.length > 0 && quantile(Float32Array.from(steps), SHADING.sharpShare) < SHADING.sharp)
      for (const at of group) outside[at] = 1
  }
  return outside
}

/** Groups of blocks much darker than the paper near them that fill a box and do not reach the picture's edge. */
function darkFills({ columns, rows }: Blocks, levels: Float32Array, outside: Uint8Array): number[][] {
  const marked = levels.map((level, i) => {
    if (outside[i] === 1) return 0
    const brightest = around(i, columns, rows, SHADING.near).reduce((most, near) => Math.max(most, levels[near]!), 0)
    return level < brightest * SHADING.fill ? 1 : 0
  })
  return groups(Uint8Array.from(marked), columns, rows).filter(
    (group) => !group.some((i) => isBorder(i, columns, rows)),
  )
}

/** Blocks without a level (0) take the mean of their neighbours', from the outside in; a page of none takes `otherwise`. */
function fillHoles(levels: Float32Array, columns: number, rows: number, otherwise: number): Float32Array {
  const filled = levels.slice()
  let holes = Array.from(filled.keys()).filter((i) => filled[i] === 0)
  while (holes.length > 0) {
    const before = filled.slice()
    for (const i of holes) {
      const near = around(i, columns, rows)
        .map((at) => before[at]!)
        .filter((level) => level > 0)
      if (near.length > 0) filled[i] = mean(near)
    }
    const left = holes.filter((i) => filled[i] === 0)
    if (left.length === holes.length) break
    holes = left
  }
  return filled.map((level) => level || Math.max(1, otherwise))
}

function quantile(values: Float32Array, share: number): number {
  const sorted = values.slice().sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
