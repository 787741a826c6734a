import type { Mask } from '../image/raster.ts'
import { runsOf } from '../image/runs.ts'
import { shrink } from '../image/shrink.ts'
import { transpose } from '../image/transpose.ts'
import { STRAIGHTEN, TURNS } from '../thresholds.ts'
import { binarize } from './binarize.ts'
import { greyOf } from './grey.ts'
import { isBinary } from './noise.ts'
import { paperOf } from './paper.ts'
import { evenOut } from './shading.ts'
import { levelness } from './skew.ts'
import { withoutSpecks } from './specks.ts'
import type { PageImage, QuarterTurn } from './types.ts'
import { withoutRulings } from './without-rulings.ts'

/**
 * Quarter turns a page may need, likeliest first. Lines of text tell level from upright: they pile up when projected
 * along themselves, and characters stand closer within a line than line to line. Head and foot cannot be told from their shape, so that each comes with
 * its opposite; the page as it stands, or turned clockwise, comes first of the two. Where nothing shows, 0 comes first.
 */
export function likelyTurns(image: PageImage): readonly QuarterTurn[] {
  const dpi = (image.raster.width * 72) / image.width
  const whole = greyOf(image.raster)
  const grey = shrink(
    isBinary(whole) ? withoutSpecks(whole, dpi) : whole,
    Math.max(1, Math.round(dpi / STRAIGHTEN.dpi)),
  )
  const smallDpi = (dpi * grey.width) / image.raster.width
  const ink = binarize(evenOut(grey, paperOf(grey, smallDpi), smallDpi), smallDpi, STRAIGHTEN.ceiling)
  const aside = transpose(ink)
  const level = textLines(withoutRulings(ink, aside, smallDpi), smallDpi)
  const upright = textLines(withoutRulings(aside, ink, smallDpi), smallDpi)
  return upright > level * TURNS.clear ? [90, 270, 0, 180] : [0, 180, 90, 270]
}

/** How clearly ink lies in level lines of close characters; a figure to compare with the page's other direction only. */
function textLines(ink: Mask, dpi: number): number {
  const { count, from, to } = runsOf(ink, 1, Math.round((TURNS.gap * dpi) / 72))
  let length = 0
  let squares = 0
  for (let i = 0; i < count; i++) {
    length += to[i]! - from[i]!
    squares += (to[i]! - from[i]!) ** 2
  }
  return length === 0 ? 0 : (levelness(ink) * squares) / length
}
