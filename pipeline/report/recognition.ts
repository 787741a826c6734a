import { simplify } from '../read/canonical.ts'
import { RECOGNITION } from '../thresholds.ts'
import type { PlacedLine } from './lines.ts'

/** A fact and the place that says so. `lines` are those it was put together from, where more than `at`. */
export type Found<T> = {
  readonly value: T
  readonly raw: string
  readonly at: PlacedLine
  readonly lines?: readonly PlacedLine[]
  readonly certainty: number
}

/**
 * How sure it is that a fact's characters are those printed, 0 … 1: 1 where nothing was recognized. Two readers that read
 * the same are believed. One alone is not, for a rare character is misread the same way every time, and with confidence:
 * only for figures, which another line repeats.
 */
export function recognition<T extends string | number>(found: Found<T>, lines: readonly PlacedLine[]): number {
  const { value, raw, at } = found
  if (at.line.score === undefined) return 1
  const own = typeof value === 'number' ? String(value) : lettersOf(raw)
  const second = (found.lines ?? [at]).map(({ line }) => line.readings?.find(({ reader }) => reader !== line.reader))
  if (second.every((reading) => reading !== undefined)) {
    const said = second.map((reading) => reading.raw).join('')
    if (lettersOf(said).includes(own)) return RECOGNITION.agreed
    return typeof value === 'number' && repeated(own, at, lines) ? RECOGNITION.repeated : RECOGNITION.disagreed
  }
  return typeof value === 'number' && repeated(own, at, lines) ? RECOGNITION.repeated : RECOGNITION.alone
}

function repeated(text: string, at: PlacedLine, lines: readonly PlacedLine[]): boolean {
  return lines.some((other) => other !== at && squash(other.line.text).includes(text))
}

/** Letters and figures alone: readers differ about spaces and punctuation. */
function lettersOf(text: string): string {
  return simplify(squash(text).replace(/[^\p{L}\p{N}]/gu, ''))
}

/** Text without white space, compatibility forms folded. */
export function squash(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b]+/gu, '')
}
