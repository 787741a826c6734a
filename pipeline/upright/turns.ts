import type { PageImage, QuarterTurn } from './types.ts'

export function likelyTurns(_: PageImage): readonly QuarterTurn[] {
  return [0, 180, 90, 270]
}
