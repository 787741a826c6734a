import { textXml, xmlPart } from './sheet-xml.ts'

/** Texts that cells share, told by their numbers. */
export type SharedTexts = {
  /** The number of a text; null where it is to stand in its cell. */
  readonly numberOf: (text: string) => number | null
  readonly xml: () => Iterable<string>
}

/** Texts that are shared at most, and how long they are: what they take of memory does not grow with the cells. */
const MOST = 4096
const LONGEST = 64

/** The first short texts that come are shared. */
export function sharedTexts(): SharedTexts {
  const numbers = new Map<string, number>()
  return {
    numberOf(text) {
      const number = numbers.get(text)
      if (number !== undefined) return number
      if (text.length > LONGEST || numbers.size === MOST) return null
      numbers.set(text, numbers.size)
      return numbers.size - 1
    },
    *xml() {
      const each = [...numbers.keys()].map((text) => `<si>${textXml(text)}</si>`)
      yield xmlPart('sst', { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' }, each.join(''))
    },
  }
}
