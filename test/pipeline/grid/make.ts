import type { PlacedWord } from '../../../pipeline/open/words.ts'
import type { Ruling } from '../../../schemas/geometry.ts'

/** Horizontal ruling at `at`. */
export function level(at: number, from: number, to: number, thickness = 0.5): Ruling {
  return { kind: 'horizontal', at, from, to, thickness }
}

/** Vertical ruling at `at`. */
export function upright(at: number, from: number, to: number, thickness = 0.5): Ruling {
  return { kind: 'vertical', at, from, to, thickness }
}

/** Every ruling of a full lattice. */
export function lattice(xs: readonly number[], ys: readonly number[]): Ruling[] {
  return [
    ...ys.map((y) => level(y, Math.min(...xs), Math.max(...xs))),
    ...xs.map((x) => upright(x, Math.min(...ys), Math.max(...ys))),
  ]
}

/** A word of 10 pt text with its top left corner at (x, y); 5 pt a character, 10 for an ideograph. */
export function word(text: string, x: number, y: number, more: Partial<PlacedWord> = {}): PlacedWord {
  const width = Array.from(text).reduce((sum, c) => sum + (c > '\u2E80' ? 10 : 5), 0)
  return { text, box: [x, y, x + width, y + 10], score: 1, origin: 'text-layer', size: 10, ...more }
}

/** A line of words apart by spaces, from `x` on. */
export function words(text: string, x: number, y: number): PlacedWord[] {
  let at = x
  return text.split(' ').map((part) => {
    const one = word(part, at, y)
    at = one.box[2] + 2.5
    return one
  })
}
