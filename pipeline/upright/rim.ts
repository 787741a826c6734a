import type { Gray } from '../image/raster.ts'
import { SHADING } from '../thresholds.ts'

/**
 * Paints slivers along the picture's edges like paper: what a scanner or camera saw beside the sheet where that is too
 * narrow to be told by its own brightness. Dark ones are told from rulings by their thickness, pale ones by running along
 * most of an edge. The picture, whose shading is even, is changed.
 */
export function clearRim({ width, height, data }: Gray, dpi: number): void {
  const px = (points: number) => Math.round((points * dpi) / 72)
  const dark = SHADING.paper * SHADING.rimLevel
  const bin = Math.max(1, px(SHADING.rimBin))
  for (const side of sides(width, height)) {
    const most = Math.min(side.across, px(SHADING.deepest))
    const at = (along: number, deep: number) => side.first + along * side.along + deep * side.inward
    const paint = (along: number, depth: number) => {
      for (let deep = 0; deep < depth && deep < side.across; deep++) data[at(along, deep)] = SHADING.paper
    }
    const depths = new Int32Array(side.length)
    for (let along = 0; along < side.length; along++)
      while (depths[along]! < most && data[at(along, depths[along]!)]! < dark) depths[along]!++
    const pale = new Int32Array(Math.ceil(side.length / bin))
    for (let b = 0; b < pale.length; b++)
      while (pale[b]! < most && levelOf(data, side, b * bin, Math.min(side.length, (b + 1) * bin), pale[b]!) < PALE)
        pale[b]!++
    for (const [from, to, deepest] of stretches(depths))
      if (to - from >= px(SHADING.rim) && deepest >= px(SHADING.thinnest))
        for (let along = from; along < to; along++) paint(along, depths[along]! + 1)
    for (const [from, to] of stretches(pale))
      if ((to - from) * bin >= side.length * SHADING.rimShare)
        for (let along = from * bin; along < Math.min(side.length, to * bin); along++)
          paint(along, Math.max(depths[along]!, pale[Math.floor(along / bin)]!) + px(SHADING.rimSoft))
  }
}

const PALE = SHADING.paper * SHADING.rimPale

type Side = ReturnType<typeof sides>[number]

/** Mean level of the pixels so deep below a stretch of an edge. */
function levelOf(data: Uint8Array, { first, along, inward }: Side, from: number, to: number, deep: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += data[first + i * along + deep * inward]!
  return sum / (to - from)
}

/** Stretches of depths that are not 0, and the deepest of each. */
function* stretches(depths: Int32Array): Generator<[from: number, to: number, deepest: number]> {
  for (let from = 0; from < depths.length; from++) {
    if (depths[from] === 0) continue
    let to = from
    let deepest = 0
    for (; to < depths.length && depths[to]! > 0; to++) deepest = Math.max(deepest, depths[to]!)
    yield [from, to, deepest]
    from = to
  }
}

/** The picture's four edges: where each begins, and the steps along it and inward. */
function sides(width: number, height: number) {
  return [
    { first: 0, along: 1, inward: width, length: width, across: height },
    { first: (height - 1) * width, along: 1, inward: -width, length: width, across: height },
    { first: 0, along: width, inward: 1, length: height, across: width },
    { first: width - 1, along: width, inward: -1, length: height, across: width },
  ]
}
