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
  /** Of an agency: any of thousands of characters may stand in it, and none follows from the others. */
  readonly isName?: true
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
    const said = lettersOf(second.map((reading) => reading.raw).join(''))
    if (found.isName ? isSameName(found, own, said) : said.includes(own)) return RECOGNITION.agreed
    return typeof value === 'number' && repeated(own, at, lines) ? RECOGNITION.repeated : RECOGNITION.disagreed
  }
  return typeof value === 'number' && repeated(own, at, lines) ? RECOGNITION.repeated : RECOGNITION.alone
}

/**
 * Whether a second reader says a name, no shorter and no longer than the first; and both believed what they saw, for
 * two readers may well take a character that neither knows for the same other one.
 */
function isSameName({ at, lines = [at] }: Found<string | number>, name: string, said: string): boolean {
  const scores = lines.flatMap(({ line }) => [line.score ?? 1, ...(line.readings ?? []).map(({ score }) => score)])
  if (Math.min(...scores) < RECOGNITION.believed) return false
  const first = lettersOf(lines.map(({ line }) => line.text).join(''))
  const [here, there] = [first.indexOf(name), said.indexOf(name)]
  if (here < 0 || there < 0) return there >= 0
  const after = name.length
  return (
    letter(first, here - 1) === letter(said, there - 1) && letter(first, here + after) === letter(said, there + after)
  )
}

/** The Chinese character at a place; what else may stand there, as dirt before a line, is nothing. */
function letter(text: string, at: number): string {
  return /\p{Script=Han}/u.exec(text[at] ?? '')?.[0] ?? ''
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
