import type { Reading } from '../../schemas/page.ts'
import type { PlacedWord } from '../open/words.ts'
import { textOf } from './text.ts'

/**
 * What each reader says of a cell whose words are these: their readings joined in reading order, the least score of all.
 * A reader that was not asked about some word says what the others do there. Words of a text layer have one reader.
 */
export function readingsOf(words: readonly PlacedWord[], text: string, width?: number): Reading[] {
  const readers = [...new Set(words.flatMap((word) => word.readings?.map(({ reader }) => reader) ?? []))]
  if (readers.length === 0) return text === '' ? [] : [{ reader: 'text-layer', raw: text, score: 1 }]
  return readers.map((reader) => {
    const own = words.map((word) => word.readings?.find((r) => r.reader === reader))
    const raw = textOf(
      words.map((word, i) => ({ ...word, text: own[i]?.raw ?? word.text })),
      width,
    )
    const score = Math.min(...own.map((reading, i) => reading?.score ?? words[i]!.score))
    return { reader, raw, score }
  })
}
