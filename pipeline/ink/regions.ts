import type { Box, Ruling } from '../../schemas/geometry.ts'
import { areaOf } from '../grid/boxes.ts'
import { type Component, componentsOf } from '../grid/components.ts'
import { boxOf, latticeOf, placesOf } from '../grid/lattice.ts'
import { levelsOf, regionsOf as regionsBetween } from '../grid/levels.ts'
import { GRIDS, INFER, SEGMENT } from '../thresholds.ts'
import type { Blob } from './blobs.ts'

/**
 * A part of the page whose text runs in lines of its own: a cell (its box in points), or the page around its tables
 * (null), `parted` where several rules alike say that columns may stand between them.
 */
export type Region = { readonly box: Box | null; readonly parted: boolean; readonly blobs: readonly Blob[] }

/**
 * Sorts blobs into the cells that the rulings make, the smallest around each blob's middle; what lies in none is the
 * page's own region, which comes last, after the stretches between rules. `perPoint` is pixels per point.
 */
export function regionsOf(rulings: readonly Ruling[], blobs: readonly Blob[], perPoint: number): Region[] {
  const components = componentsOf(rulings)
  const boxes = cellBoxes(components)
  const parted = ruledBoxes(components)
  const index = indexBoxes(boxes)
  const own = boxes.map((): Blob[] => [])
  const rest: Blob[] = []
  const among = parted.map((): Blob[] => [])
  for (const blob of blobs) {
    const [x, y] = [(blob.x0 + blob.x1) / 2 / perPoint, (blob.y0 + blob.y1) / 2 / perPoint]
    const at = index(x, y)
    if (at >= 0) own[at]!.push(blob)
    else {
      const between = parted.findIndex(([x0, y0, x1, y1]) => x >= x0 && x <= x1 && y >= y0 && y <= y1)
      if (between >= 0) among[between]!.push(blob)
      else rest.push(blob)
    }
  }
  return [
    ...boxes.map((box, i): Region => ({ box, parted: false, blobs: own[i]! })),
    ...among.map((blobs): Region => ({ box: null, parted: true, blobs })),
    { box: null, parted: false, blobs: rest },
  ]
}

/** Where three rules or more that touch nothing else begin and end alike. */
function ruledBoxes(components: readonly Component[]): Box[] {
  const rules = components.filter((c) => c.verticals.length === 0).flatMap((c) => c.horizontals)
  const levels = levelsOf(rules)
  if (levels.length > INFER.mostLevels) return []
  return regionsBetween(levels, () => false)
    .filter(({ levels }) => levels.length >= SEGMENT.fewestRules)
    .map(({ box }) => box)
}

function cellBoxes(components: readonly Component[]): Box[] {
  return components.flatMap((component) => {
    if ((component.horizontals.length + 1) * (component.verticals.length + 1) > GRIDS.mostCells) return []
    const lattice = latticeOf(component)
    return lattice ? placesOf(lattice).map((place) => boxOf(lattice, place)) : []
  })
}

/** Finds the smallest box around a point; boxes are looked up by horizontal stripes. */
function indexBoxes(boxes: readonly Box[]): (x: number, y: number) => number {
  const stripe = 16
  const stripes = new Map<number, number[]>()
  boxes.forEach(([, y0, , y1], i) => {
    for (let s = Math.floor(y0 / stripe); s <= Math.floor(y1 / stripe); s++)
      stripes.set(s, [...(stripes.get(s) ?? []), i])
  })
  return (x, y) => {
    let best = -1
    for (const i of stripes.get(Math.floor(y / stripe)) ?? []) {
      const [x0, y0, x1, y1] = boxes[i]!
      if (x < x0 || x >= x1 || y < y0 || y >= y1) continue
      if (best < 0 || areaOf(boxes[i]!) < areaOf(boxes[best]!)) best = i
    }
    return best
  }
}
