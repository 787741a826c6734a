import type { Ruling } from '../../schemas/geometry.ts'
import { type Segments, segment } from '../ink/segment.ts'
import { eraseRulings, findRasterRulings } from '../marks/raster.ts'
import { makeUpright } from '../upright/make.ts'
import type { PageImage, QuarterTurn, Upright } from '../upright/types.ts'

/** A page turned one way, up to what can be done without reading it. */
export type Prepared = {
  readonly upright: Upright
  readonly rulings: readonly Ruling[]
  readonly segments: Segments
}

/** Everything that geometry can do for a page turned by `turn`. */
export function prepare(image: PageImage, turn: QuarterTurn): Prepared {
  const upright = makeUpright(image, turn)
  const found = findRasterRulings(upright)
  const { rulings } = found
  const bare = eraseRulings(upright.ink, found)
  return { upright, rulings, segments: segment(upright.gray, upright.ink, bare, rulings, upright.dpi / 72) }
}
