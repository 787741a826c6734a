import type { Box } from '../../../schemas/geometry.ts'
import type { ArchivedLine, ArchivedWord } from './page-text.ts'

/**
 * A line's text cut into words, each with its part of the line's box: at white space, and where Chinese writing and other
 * letters or figures meet. Signs stay with what they follow, opening ones with what follows them.
 */
export function lineOfWords(text: string, box: Box): ArchivedLine {
  const pieces = piecesOf(text)
  const total = pieces.reduce((sum, { text, gap }) => sum + advanceOf(text) + gap, 0) - (pieces.at(-1)?.gap ?? 0)
  const perAdvance = total > 0 ? (box[2] - box[0]) / total : 0
  let at = box[0]
  const words = pieces.map(({ text, gap }, i): ArchivedWord => {
    const from = at
    const to = i === pieces.length - 1 ? box[2] : from + advanceOf(text) * perAdvance
    at = to + gap * perAdvance
    return { text, box: [from, box[1], to, box[3]], spaced: gap > 0 && i < pieces.length - 1 }
  })
  return { box, words }
}

/** Roughly how far a text reaches, in ems: Chinese characters fill a square, others half of one. */
export function advanceOf(text: string): number {
  let sum = 0
  for (const character of text) sum += isWide(character) ? 1 : 0.5
  return sum
}

/** Whether a character fills a square: everything from the CJK radicals on but half-width forms. */
export function isWide(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x1100) return code === 0x2014 || code === 0x2026
  if (code >= 0xff61 && code <= 0xffdc) return false
  return (
    (code >= 0x2e80 && code <= 0xd7ff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe10 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xffef) ||
    code === 0x2014 ||
    code === 0x2026 ||
    (code >= 0x2460 && code <= 0x24ff) ||
    code >= 0x1f000
  )
}

type Piece = { readonly text: string; readonly gap: number }

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (const [, solid, white] of text.trim().matchAll(/(\S+)(\s*)/gu)) {
    const parts = solid!.match(PARTS) ?? [solid!]
    parts.forEach((part, i) => {
      pieces.push({ text: part, gap: i === parts.length - 1 && white ? advanceOf(white) : 0 })
    })
  }
  return pieces
}

/** Chinese writing, or anything else, each with the signs behind it; signs in front, as brackets open, go with what follows. */
const PARTS = (() => {
  const han = String.raw`\p{Script=Han}\p{Script=Bopomofo}\u3000-\u303f`
  const other = String.raw`[^${han}\p{P}\p{S}]+`
  const behind = String.raw`[\p{Pc}\p{Pd}\p{Pe}\p{Pf}\p{Po}\p{S}]`
  const figures = `${other}(?:[.,:%+/-]${other})*`
  return new RegExp(String.raw`[\p{P}\p{S}]*?(?:[${han}]+|${figures})${behind}*|[\p{P}\p{S}]+`, 'gu')
})()
