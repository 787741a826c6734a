import stringWidth from 'string-width'

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u
const NOT_FIRST = '，。；：、！？）》】」』”’…·")]}%'
const NOT_LAST = '（《【「『“‘"([{'

/**
 * Lines of at most `width` columns: broken at spaces, and between Chinese characters, which take two columns each, where
 * no punctuation comes to stand on the wrong side of the break. What cannot be broken is left too long.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text)) {
    if (line !== '' && stringWidth(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = piece
    } else line += piece
  }
  return [...lines, line.trimEnd()]
}

/** What must stay together, with the spaces behind it. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  let before = ' '
  for (const character of text) {
    if (pieces.length === 0 || mayBreak(before, character)) pieces.push(character)
    else pieces[pieces.length - 1] += character
    before = character
  }
  return pieces
}

function mayBreak(before: string, after: string): boolean {
  if (after === ' ') return false
  if (before === ' ') return true
  return (WIDE.test(before) || WIDE.test(after)) && !NOT_FIRST.includes(after) && !NOT_LAST.includes(before)
}

/** Lines of one sentence put behind each other, with a space where its writing takes one. */
export function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    const last = text.at(-1) ?? ''
    const first = line.at(0) ?? ''
    const wide = WIDE.test(last) || WIDE.test(first)
    const punctuated = [last, first].some((character) => (NOT_FIRST + NOT_LAST).includes(character))
    return text + (wide && (punctuated || (WIDE.test(last) && WIDE.test(first))) ? '' : ' ') + line
  })
}
