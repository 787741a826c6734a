import type { Line } from '../../schemas/page.ts'
import { around, type PlacedWord } from '../open/words.ts'
import { WORDS } from '../thresholds.ts'
import { round, roundBox } from './boxes.ts'
import { joinWords, linesOf } from './text.ts'

/** Lines of prose in reading order. A wide gap breaks a line (columns, labels at both margins). */
export function proseLines(words: readonly PlacedWord[]): Line[] {
  return linesOf(words.filter((w) => w.text !== '')).flatMap(({ words: line }) => {
    const parts: PlacedWord[][] = []
    for (const word of line) {
      const part = parts[parts.length - 1]
      const last = part?.[part.length - 1]
      const em = word.size ?? word.box[3] - word.box[1]
      if (part && last && word.box[0] - last.box[2] <= WORDS.lineGap * em) part.push(word)
      else parts.push([word])
    }
    return parts.map(
      (part): Line => ({
        text: joinWords(part),
        line: 0,
        box: roundBox(around(part.map((w) => w.box))),
        size: round(Math.max(...part.map((w) => w.size ?? 0))),
        cells: null,
      }),
    )
  })
}
