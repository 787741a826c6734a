import { linesOf } from '../../../pipeline/grid/text.ts'
import type { Box } from '../../../schemas/geometry.ts'
import type { ArchivedLine } from './page-text.ts'
import { advanceOf, lineOfWords } from './words.ts'

/** Points: text whose ink nobody found stands in the middle of its place at this size. */
const USUAL_EM = 9

/**
 * A passage's text laid over the pieces of ink that it was read from, in reading order. A piece takes as much text as its
 * share of the ink's length; breaks go to white space where it is near. Without ink the text stands in the middle of `place`.
 */
export function spreadText(text: string, ink: readonly Box[], place: Box): readonly ArchivedLine[] {
  const clean = text.trim()
  if (clean === '') return []
  const pieces = ordered(ink)
  if (pieces.length === 0) return [lineOfWords(clean, middleOf(place, clean))]
  return divide(clean, pieces).flatMap((part, i) => (part === '' ? [] : [lineOfWords(part, pieces[i]!)]))
}

function ordered(ink: readonly Box[]): readonly Box[] {
  const words = ink.map((box) => ({ text: '', box: [...box] as [number, number, number, number], score: 1 }))
  const lines = linesOf(words.map((word) => ({ ...word, origin: 'text-layer' as const })))
  return lines.flatMap((line) => line.words.map(({ box }): Box => box))
}

/** The text cut into as many parts as there are pieces of ink. */
function divide(text: string, pieces: readonly Box[]): readonly string[] {
  const characters = [...text]
  const solid = characters.filter((character) => character.trim() !== '')
  // One character under the other, as in the labels at a table's side, whatever their ink measures.
  if (solid.length === pieces.length) return solid
  const lengths = pieces.map(([x0, , x1]) => Math.max(0.1, x1 - x0))
  const perPoint = advanceOf(text) / lengths.reduce((a, b) => a + b, 0)
  const parts: string[] = []
  let from = 0
  let advance = 0
  let end = 0
  pieces.forEach((_, i) => {
    end += lengths[i]! * perPoint
    let to = from
    for (let reached = advance; to < characters.length; to++) {
      const next = advanceOf(characters[to]!)
      if (i < pieces.length - 1 && reached + next / 2 > end) break
      reached += next
    }
    if (i < pieces.length - 1) to = nearSpace(characters, to, from)
    const part = characters.slice(from, to).join('')
    advance += advanceOf(part)
    parts.push(part.trim())
    from = to
  })
  return parts
}

/** The place behind white space at most two characters away from a break; the break itself where there is none. */
function nearSpace(characters: readonly string[], at: number, after: number): number {
  for (const away of [0, 1, -1, 2, -2]) {
    const place = at + away
    if (place > after && place < characters.length && characters[place]!.trim() === '') return place + 1
  }
  return at
}

function middleOf([x0, y0, x1, y1]: Box, text: string): Box {
  const height = Math.min(USUAL_EM, y1 - y0)
  const width = Math.min(x1 - x0, advanceOf(text) * height)
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2]
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2]
}
