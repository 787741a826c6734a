import type { Box } from '../../../schemas/geometry.ts'
import type { ArchivedLine, ArchivedWord } from './page-text.ts'

/**
 * A line's text cut into words, each with its part of the line's box: at white space, and where Chinese writing and other
 * letters or figures meet. Signs stay with what they follow, opening ones with what follows them.
 */
export function lineOfWords(text: string, box: Box): ArchivedLine {
  const pieces = piecesOf(text)
  const total = pieces.reduce((sum, { text, gap }) => sum + advanceOf(text) + gap, 0) - (pieces.at(-1)?.gap ?? 0)
  const [before, behind] = total > 1 ? bareEnds(text.trim()) : [0, 0]
  const em = total > 0 ? (box[2] - box[0]) / (total - before - behind) : 0
  const within = (x: number) => Math.max(box[0], Math.min(box[2], x))
  let at = box[0] - before * em
  const words = pieces.map(({ text, gap }, i): ArchivedWord => {
    const span = [at, at + advanceOf(text) * em] as const
    at = span[1] + gap * em
    const spaced = gap > 0 && i < pieces.length - 1
    return { text, box: [within(span[0]), box[1], within(span[1]), box[3]], span, spaced }
  })
  return { box, words }
}

/** Ems of white that a line begins and ends with because its first or last sign fills only half of its square. */
function bareEnds(text: string): readonly [before: number, behind: number] {
  return [OPENING.test(text) ? BARE : 0, CLOSING.test(text) ? BARE : 0]
}

const BARE = 0.5
const OPENING = /^[（［｛〔【《〈「『“‘]/u
const CLOSING = /[）］｝〕】》〉」』”’，。、；：！？]$/u

/** Roughly how far a text reaches, in ems: Chinese characters fill a square, others half of one. */
export function advanceOf(text: string): number {
  let sum = 0
  for (const character of text) sum += isWide(character) ? 1 : 0.5
  return sum
}

/** Signs that Chinese print sets as wide as a character: dash, dots, quotation marks. */
const WIDE_SIGNS: ReadonlySet<number> = new Set([0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2026])

/** Whether a character fills a square: everything from the CJK radicals on but half-width forms. */
export function isWide(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (WIDE_SIGNS.has(code)) return true
  if (code < 0x1100) return false
  if (code >= 0xff61 && code <= 0xffdc) return false
  return (
    (code >= 0x2e80 && code <= 0xd7ff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe10 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xffef) ||
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
