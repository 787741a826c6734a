import { prepare } from '../../../pipeline/page/prepare.ts'
import type { PageImage, QuarterTurn } from '../../../pipeline/upright/types.ts'
import type { Box } from '../../../schemas/geometry.ts'
import type { PageReading, Placement } from '../../../schemas/page.ts'

/** Points by which two measurements of one page's side may differ. */
const SAME_SIDE = 1

/**
 * The lines of ink of a page that was read from its picture, in points of the page made upright: the picture is made
 * upright and cut into lines once more, as for reading, which only depends on its pixels. None where that gives another
 * page than the one that was read.
 */
export function scanInk(picture: PageImage, { width, height, placement }: PageReading): readonly Box[] {
  const { upright, segments } = prepare(picture, turnOf(placement))
  const same = Math.abs(upright.width - width) <= SAME_SIDE && Math.abs(upright.height - height) <= SAME_SIDE
  return same ? segments.snippets.map(({ box }) => box) : []
}

/** By how much the page's text is turned clockwise on the page as the file shows it, to the next quarter. */
export function turnOf(placement: Placement | undefined): QuarterTurn {
  if (!placement) return 0
  const { points } = placement
  const [dx, dy] = [points[2]! - points[0]!, points[3]! - points[1]!]
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? 0 : 180
  return dy >= 0 ? 90 : 270
}
