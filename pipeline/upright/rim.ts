import type { Gray } from '../image/raster.ts'
import { SHADING } from '../thresholds.ts'

/**
 * Paints dark slivers along the picture's edges like paper: what a scanner or camera saw beside the sheet where that is
 * too narrow to be told by its own brightness. The picture, whose shading is even, is changed.
 */
export function clearRim({ width, height, data }: Gray, dpi: number): void {
  const px = (points: number) => Math.round((points * dpi) / 72)
  const dark = SHADING.paper * SHADING.rimLevel
  for (const side of sides(width, height)) {
    const depth = (at: number) => {
      let deep = 0
      while (
        deep < Math.min(side.across, px(SHADING.deepest)) &&
        data[side.first + at * side.along + deep * side.inward]! < dark
      )
        deep++
      return deep
    }
    const depths = Int32Array.from({ length: side.length }, (_, at) => depth(at))
    for (let from = 0; from < side.length; from++) {
      if (depths[from] === 0) continue
      let to = from
      let deepest = 0
      for (; to < side.length && depths[to]! > 0; to++) deepest = Math.max(deepest, depths[to]!)
      if (to - from >= px(SHADING.rim) && deepest >= px(SHADING.thinnest))
        for (let at = from; at < to; at++)
          for (let deep = 0; deep <= depths[at]! && deep < side.across; deep++)
            data[side.first + at * side.along + deep * side.inward] = SHADING.paper
      from = to
    }
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
