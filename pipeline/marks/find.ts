import type { Ruling } from '../../schemas/geometry.ts'
import type { Drawing, Pixels } from '../open/drawing.ts'
import { candidateRulings } from './candidates.ts'
import { joinRulings } from './join.ts'
import { visibleRulings } from './visible.ts'

/** Every step from drawn marks to rulings, each kept for inspection. */
export type Marks = {
  readonly candidates: readonly Ruling[]
  readonly visible: readonly Ruling[]
  readonly rulings: readonly Ruling[]
}

/** The rulings of a drawn page: what could be one, what the page shows of it, the pieces joined. */
export function findRulings(drawing: Drawing, bare: Pixels): Marks {
  const candidates = candidateRulings(drawing)
  const visible = visibleRulings(candidates, bare)
  const rulings = joinRulings(visible)
  return { candidates, visible, rulings }
}
