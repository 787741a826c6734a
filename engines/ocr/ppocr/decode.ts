import type { StripCharacter } from '../strip.ts'

/** What the network says of a strip: `steps` × `classes` probabilities, step by step; class 0 is the blank. */
export type Emission = { readonly steps: number; readonly classes: number; readonly data: Float32Array }

type Spike = { readonly text: string; readonly score: number; readonly at: number }

/**
 * Greedy decoding of connectionist temporal classification (Graves et al. 2006): the likeliest class of every step, runs
 * of one class taken once, blanks dropped. A character's score is its run's highest probability. The network marks a
 * character somewhere inside it, not its edges: those are put halfway between neighbours, at most `reach` pixels away.
 */
export function decode(
  { steps, classes, data }: Emission,
  keys: readonly string[],
  width: number,
  reach: number,
): readonly StripCharacter[] {
  const spikes: Spike[] = []
  const step = width / steps
  let before = 0
  let from = 0
  let score = 0
  for (let t = 0; t <= steps; t++) {
    const row = t * classes
    let best = 0
    if (t < steps) for (let k = 1; k < classes; k++) if (data[row + k]! > data[row + best]!) best = k
    if (t === steps || best !== before) {
      if (before !== 0) spikes.push({ text: keys[before]!, score, at: ((from + t) / 2) * step })
      from = t
      score = 0
    }
    before = best
    if (t < steps) score = Math.max(score, data[row + best]!)
  }
  return spikes.map(({ text, score, at }, i) => ({
    text,
    score,
    from: Math.max(at - reach, i > 0 ? (spikes[i - 1]!.at + at) / 2 : 0),
    to: Math.min(at + reach, i + 1 < spikes.length ? (at + spikes[i + 1]!.at) / 2 : width),
  }))
}
