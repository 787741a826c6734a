import type { Box } from '../../schemas/geometry.ts'
import { around, type PlacedWord } from '../open/words.ts'
import { INFER } from '../thresholds.ts'
import { linesOf } from './text.ts'

/** Words of one line close enough to be one cell's. */
export type Chunk = { readonly words: readonly PlacedWord[]; readonly box: Box; readonly numeric: boolean }

/** A line as its chunks, left to right. `em` is its largest font size in points. */
export type ChunkLine = { readonly chunks: readonly Chunk[]; readonly box: Box; readonly em: number }

/**
 * Lines of words cut into chunks wherever a gap is wider than `gap` ems, or wider than `gapAtEdge` ems where a column
 * of `xs` begins.
 */
export function chunkLines(
  words: readonly PlacedWord[],
  gap: number,
  xs: readonly number[] = [],
  gapAtEdge = Number.NEGATIVE_INFINITY,
): ChunkLine[] {
  return linesOf(words).map(({ words: line, box }) => {
    const em = Math.max(...line.map((w) => w.size ?? w.box[3] - w.box[1]))
    const parts: PlacedWord[][] = []
    for (const word of line) {
      const part = parts[parts.length - 1]
      const last = part?.[part.length - 1]
      const space = last ? (word.box[0] - last.box[2]) / em : 0
      const edge = last && xs.some((x) => middle(last.box) < x && middle(word.box) >= x)
      const parted = last && (space > gap || (edge && space > gapAtEdge))
      if (part && !parted) part.push(word)
      else parts.push([word])
    }
    return { chunks: parts.map(chunkOf), box, em }
  })
}

/** How far apart words of one cell may stand, in ems: the more lines agree on a gap, the narrower it may be. */
export function chunkGap(lines: number): number {
  return lines >= 8 ? INFER.gapManyLines : lines >= 5 ? INFER.gapSomeLines : INFER.gapFewLines
}

/** A figure with its signs and marks, or a sign that stands for none. */
export function isNumeric(text: string): boolean {
  return /\d/.test(text) ? NUMBER.test(text) : NOTHING.test(text)
}

// 1 234.5, (12.3), -4 %, €5, 12–15, 3.4 p, 56*, 1.2 (b); and the signs that stand for "no figure".
const NUMBER =
  /^[\s([<>≤≥~±+\-–−$€£¥]*\d[\d\s.,'’/:%‰–\-−()]*\s*(%|‰|[a-z*†‡]{1,2}|\([a-z*\d]{1,2}\)|[¹²³]|万元|元|件|人|个)?[)\]]?$/iu
const NOTHING = /^([-–—−/.:*…]+|n\.?\s?[as]\.?|c|:\s?[a-z]|x)$/iu

function chunkOf(words: readonly PlacedWord[]): Chunk {
  return { words, box: around(words.map((w) => w.box)), numeric: isNumeric(words.map((w) => w.text).join(' ')) }
}

function middle(box: Box): number {
  return (box[0] + box[2]) / 2
}
