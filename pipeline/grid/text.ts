import type { Box } from '../../schemas/geometry.ts'
import { isCjk } from '../open/characters.ts'
import type { PlacedWord } from '../open/words.ts'
import { around } from '../open/words.ts'
import { WORDS } from '../thresholds.ts'

/** Words of one line, left to right, and the box around them. */
export type TextLine = { readonly words: readonly PlacedWord[]; readonly box: Box }

/**
 * The text of words that belong together (a cell, a line), lines joined in reading order. `width` is that of their cell in
 * points: a figure that does not fit into it goes on in the next line.
 */
export function textOf(words: readonly PlacedWord[], width = Number.POSITIVE_INFINITY): string {
  const upright = turnUpright(words)
  const lines = linesOf(upright)
  const texts = lines.map((line) => joinWords(line.words))
  return isBrokenFigure(lines, texts, width) ? texts.join('') : joinLines(texts)
}

/** Full-width digits broken between lines: in one line they would have filled the cell. */
function isBrokenFigure(lines: readonly TextLine[], texts: readonly string[], width: number): boolean {
  if (lines.length < 2 || !texts.every((text) => /^[\d０-９]+$/u.test(text))) return false
  const em = Math.max(...lines.flatMap((line) => line.words.map((word) => word.size ?? word.box[3] - word.box[1])))
  const apart = lines.some((line, i) => i > 0 && line.box[1] - lines[i - 1]!.box[3] > WORDS.brokenGap * em)
  return !apart && texts.join('').length * em > WORDS.brokenFill * width
}

/** Lines joined: without a space between CJK characters, with one otherwise. */
export function joinLines(lines: readonly string[]): string {
  let text = ''
  for (const line of lines) {
    const glue = text === '' || (isCjk(text.at(-1)!) && isCjk(line[0] ?? ' ')) ? '' : glueBetweenLines(text, line)
    text += glue + line
  }
  return text
}

/** The text of one line's words. */
export function joinWords(words: readonly PlacedWord[]): string {
  let text = ''
  let last: PlacedWord | null = null
  for (const word of words) {
    if (last) text += spaceBetween(last, word)
    text += word.text
    last = word
  }
  return text
}

/**
 * Groups words into lines: two share a line where they overlap vertically by half the lower one's height.
 * Lines come top to bottom, words left to right.
 */
export function linesOf(words: readonly PlacedWord[]): TextLine[] {
  const sorted = [...words].sort((a, b) => middle(a.box) - middle(b.box) || a.box[0] - b.box[0])
  const lines: PlacedWord[][] = []
  let span: [number, number] = [0, 0]
  for (const word of sorted) {
    const line = lines[lines.length - 1]
    const overlap = Math.min(span[1], word.box[3]) - Math.max(span[0], word.box[1])
    const lower = Math.min(span[1] - span[0], word.box[3] - word.box[1])
    if (line && overlap >= WORDS.lineOverlap * lower) {
      line.push(word)
      // The tallest word sets the line's span, so that a superscript does not drag it away.
      if (word.box[3] - word.box[1] > span[1] - span[0]) span = [word.box[1], word.box[3]]
    } else {
      lines.push([word])
      span = [word.box[1], word.box[3]]
    }
  }
  return lines.map((line) => {
    const ordered = line.sort((a, b) => a.box[0] - b.box[0] || a.box[1] - b.box[1])
    return { words: ordered, box: around(ordered.map((w) => w.box)) }
  })
}

function middle(box: Box): number {
  return (box[1] + box[3]) / 2
}

function spaceBetween(a: PlacedWord, b: PlacedWord): string {
  const gap = b.box[0] - a.box[2]
  const em = Math.max(a.size ?? a.box[3] - a.box[1], b.size ?? b.box[3] - b.box[1])
  if (b.spaced) return ' '
  const cjk = isCjk(a.text.at(-1) ?? ' ') || isCjk(b.text[0] ?? ' ')
  return gap > (cjk ? WORDS.cjkSpace : WORDS.gap) * em ? ' ' : ''
}

/** A number or a word broken between CJK text needs no space: 共12 / 件. Latin words and numbers keep one. */
function glueBetweenLines(before: string, after: string): string {
  return isCjk(before.at(-1)!) || isCjk(after[0] ?? ' ') ? '' : ' '
}

/**
 * Turns words that stand sideways or upside down, and columns of vertical writing, so that their reading order becomes
 * left to right, top to bottom. Mixed text is left as it lies.
 */
function turnUpright(words: readonly PlacedWord[]): readonly PlacedWord[] {
  const first = words[0]
  if (!first) return words
  const turn = first.turn ?? 0
  const vertical = first.vertical ?? false
  if (turn === 0 && !vertical) return words
  if (words.some((w) => (w.turn ?? 0) !== turn || (w.vertical ?? false) !== vertical)) return words
  // Vertical writing runs down and its columns from right to left: the page turned a quarter counterclockwise.
  const quarter = vertical ? (turn + 90) % 360 : turn
  return words.map((w) => {
    const [x0, y0, x1, y1] = w.box
    const box: Box =
      quarter === 90
        ? [y0, -x1, y1, -x0]
        : quarter === 180
          ? [-x1, -y1, -x0, -y0]
          : quarter === 270
            ? [-y1, x0, -y0, x1]
            : w.box
    return { ...w, box: [...box] }
  })
}
