import type { GridCell, PageReading } from '../../schemas/page.ts'
import { parseValue } from '../read/value.ts'
import { inkPerCharacter } from './ink.ts'

/** What a page as a whole says of each of its cells. */
export type PageTraits = {
  /** Share, 0 … 1, of its figures about which readers disagree, as if it had ten more that they agree about. */
  readonly disagreement: number
  /** Median ink of a character of its figures in square points; null where it has none. */
  readonly inkPerCharacter: number | null
}

/** Of a page nobody knows anything about. */
export const NO_TRAITS: PageTraits = { disagreement: 0, inkPerCharacter: null }

/** Agreeing figures that every page is given beforehand, so that one odd cell on a page of three is not a bad page. */
const PRIOR = 10

/** Takes a page's traits from the figures in its grids. */
export function pageTraits({ grids }: Pick<PageReading, 'grids'>): PageTraits {
  const figures = grids.flatMap((grid) => grid.cells).filter(isFigure)
  const compared = figures.filter(({ readings }) => readings.length > 1)
  const apart = compared.filter(({ readings }) => new Set(readings.map(({ raw }) => parseValue(raw).value)).size > 1)
  const inks = figures
    .flatMap(({ text, ink, box }) => inkPerCharacter({ raw: text, ink, box }) ?? [])
    .sort((a, b) => a - b)
  return {
    disagreement: apart.length / (compared.length + PRIOR),
    inkPerCharacter: inks[Math.floor(inks.length / 2)] ?? null,
  }
}

function isFigure({ mark, text }: GridCell): boolean {
  return mark !== undefined && parseValue(text).state === 'number'
}
