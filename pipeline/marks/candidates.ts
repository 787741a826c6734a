import type { Box, Ruling } from '../../schemas/geometry.ts'
import type { Drawing } from '../open/drawing.ts'
import { RULINGS } from '../thresholds.ts'

/**
 * Everything drawn that may be a ruling: level and upright strokes, thin filled outlines, and the edges of thick ones
 * (a coloured cell, a bar). What the page does not show is sorted out by `visibleRulings`.
 */
export function candidateRulings(drawing: Drawing): Ruling[] {
  const rulings: Ruling[] = []
  for (const s of drawing.strokes) {
    const dx = Math.abs(s.x1 - s.x0)
    const dy = Math.abs(s.y1 - s.y0)
    if (dx < RULINGS.lean && dy < RULINGS.lean && s.width < RULINGS.lean) continue
    const half = s.width / 2
    if (dy <= RULINGS.lean && dx >= dy)
      rulings.push(
        ...thinOrEdges([
          Math.min(s.x0, s.x1),
          (s.y0 + s.y1) / 2 - half,
          Math.max(s.x0, s.x1),
          (s.y0 + s.y1) / 2 + half,
        ]),
      )
    else if (dx <= RULINGS.lean)
      rulings.push(
        ...thinOrEdges([
          (s.x0 + s.x1) / 2 - half,
          Math.min(s.y0, s.y1),
          (s.x0 + s.x1) / 2 + half,
          Math.max(s.y0, s.y1),
        ]),
      )
  }
  for (const fill of drawing.fills) {
    const thin = Math.min(fill.box[2] - fill.box[0], fill.box[3] - fill.box[1]) <= RULINGS.thickest
    // Letters drawn as outlines are neither: only straight outlines count, thin ones whatever their corners.
    if (fill.rectangle || (thin && !fill.curved)) rulings.push(...thinOrEdges(fill.box))
  }
  for (const { box: image } of drawing.images) {
    const [w, h] = [image[2] - image[0], image[3] - image[1]]
    if (Math.min(w, h) <= RULINGS.thickest && Math.max(w, h) > 4 * Math.min(w, h)) rulings.push(...thinOrEdges(image))
  }
  return rulings
}

function thinOrEdges(box: Box): Ruling[] {
  const [x0, y0, x1, y1] = box
  const w = x1 - x0
  const h = y1 - y0
  const level = (y: number, thickness: number): Ruling => ({ kind: 'horizontal', at: y, from: x0, to: x1, thickness })
  const upright = (x: number, thickness: number): Ruling => ({ kind: 'vertical', at: x, from: y0, to: y1, thickness })
  if (Math.max(w, h) <= RULINGS.dot) return w > 0 || h > 0 ? dots(box) : []
  if (h <= RULINGS.thickest && w > h) return [level((y0 + y1) / 2, h)]
  if (w <= RULINGS.thickest && h > w) return [upright((x0 + x1) / 2, w)]
  if (Math.min(w, h) <= RULINGS.thickest) return []
  return [level(y0, 0), level(y1, 0), upright(x0, 0), upright(x1, 0)]
}

/** A dot may belong to a dotted line either way. */
function dots([x0, y0, x1, y1]: Box): Ruling[] {
  const rulings: Ruling[] = []
  if (x1 - x0 >= 0.5 * (y1 - y0))
    rulings.push({ kind: 'horizontal', at: (y0 + y1) / 2, from: x0, to: x1, thickness: y1 - y0 })
  if (y1 - y0 >= 0.5 * (x1 - x0))
    rulings.push({ kind: 'vertical', at: (x0 + x1) / 2, from: y0, to: y1, thickness: x1 - x0 })
  return rulings
}
