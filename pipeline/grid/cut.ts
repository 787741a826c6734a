import type { Ruling } from '../../schemas/geometry.ts'
import { type Run, runOf } from '../open/words.ts'

/** Cuts words where a vertical ruling runs between their characters: one text run across two cells. */
export function cutAtRulings(runs: readonly Run[], rulings: readonly Ruling[]): Run[] {
  const verticals = rulings.filter((r) => r.kind === 'vertical')
  return runs.flatMap((run) => {
    if (run.turn !== 0 || run.vertical || run.glyphs.length < 2) return [run]
    const middle = (run.box[1] + run.box[3]) / 2
    const cuts = verticals
      .filter((v) => v.from <= middle && v.to >= middle && v.at > run.box[0] && v.at < run.box[2])
      .map((v) => v.at)
    return cuts.length === 0 ? [run] : cut(run, cuts)
  })
}

function cut(run: Run, cuts: readonly number[]): Run[] {
  const parts = new Map<number, Run['glyphs'][number][]>()
  for (const glyph of run.glyphs) {
    const middle = (glyph.box[0] + glyph.box[2]) / 2
    const part = cuts.filter((x) => x < middle).length
    parts.set(part, [...(parts.get(part) ?? []), glyph])
  }
  return [...parts.values()].map((glyphs, i) => runOf(glyphs, i === 0 && run.spaced))
}
