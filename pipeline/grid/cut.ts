import type { Ruling } from '../../schemas/geometry.ts'
import type { Glyph } from '../open/drawing.ts'
import { type Run, runOf } from '../open/words.ts'

/**
 * Cuts words where a ruling runs through between their characters: one text run across two cells. Level text is cut at
 * verticals, sideways text and vertical writing at horizontals.
 */
export function cutAtRulings(runs: readonly Run[], rulings: readonly Ruling[]): Run[] {
  return runs.flatMap((run) => {
    if (run.glyphs.length < 2) return [run]
    const level = run.turn % 180 === 0 && !run.vertical
    const [along, across] = level ? [0, 1] : [1, 0]
    const middle = (run.box[across]! + run.box[across + 2]!) / 2
    const cuts = rulings.filter(
      (r) =>
        (r.kind === 'vertical') === level &&
        r.from <= middle &&
        r.to >= middle &&
        r.at > run.box[along]! &&
        r.at < run.box[along + 2]!,
    )
    return cuts.length === 0
      ? [run]
      : cut(
          run,
          along,
          cuts.map((r) => r.at),
        )
  })
}

function cut(run: Run, along: number, cuts: readonly number[]): Run[] {
  const parts = new Map<number, Glyph[]>()
  for (const glyph of run.glyphs) {
    const middle = (glyph.box[along]! + glyph.box[along + 2]!) / 2
    const part = cuts.filter((at) => at < middle).length
    parts.set(part, [...(parts.get(part) ?? []), glyph])
  }
  return [...parts.values()].map((glyphs, i) => runOf(glyphs, i === 0 && run.spaced))
}
