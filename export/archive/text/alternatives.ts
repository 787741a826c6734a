import type { ArchivedWord, Passage } from './page-text.ts'
import { lineOfWords } from './words.ts'

export type Alternative = { readonly reader: string; readonly text: string }

/**
 * What else was read of each word of a passage. Another reading is shared out where it falls into as many words as the
 * passage has; else it belongs to the passage alone.
 */
export function alternativesOf({ lines, others, box }: Passage): ReadonlyMap<ArchivedWord, readonly Alternative[]> {
  const words = lines.flatMap((line) => line.words)
  const found = new Map<ArchivedWord, Alternative[]>()
  for (const { reader, text } of others) {
    const parts = words.length === 1 ? [text] : lineOfWords(text, box).words.map((word) => word.text)
    if (parts.length !== words.length) continue
    parts.forEach((part, i) => {
      const word = words[i]!
      if (part !== word.text) found.set(word, [...(found.get(word) ?? []), { reader, text: part }])
    })
  }
  return found
}
