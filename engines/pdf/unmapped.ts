import type { RawObject } from './objects.ts'

/** Collections whose characters are known by their numbers: pdf.js has the maps. */
const KNOWN_COLLECTIONS = /\/Ordering\s*\((GB1|CNS1|Japan1|Korea1|KR)\)/

/**
 * Names (BaseFont) of the fonts whose text means nothing: codes that number glyphs (Identity-H and -V), no map from them
 * to characters (ToUnicode), or one that is not there, and no known collection. Readers take the numbers for characters,
 * and glyph 49 for a "1" (PDF 32000-1, 9.10.2).
 */
export function unmappedFonts(objects: ReadonlyMap<number, RawObject>): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { text } of objects.values()) {
    if (!/\/Type0\b/.test(text) || !/\/Encoding\s*\/Identity-[HV]\b/.test(text)) continue
    const name = /\/BaseFont\s*\/([^\s/<>[\]()]+)/.exec(text)?.[1]
    if (name && !hasMap(text, objects) && !KNOWN_COLLECTIONS.test(descendantOf(text, objects)))
      names.add(plainName(name))
  }
  return names
}

/** A map is a stream, or a name such as Identity-H, with which a font says that its codes are characters. */
function hasMap(font: string, objects: ReadonlyMap<number, RawObject>): boolean {
  const reference = /\/ToUnicode\s*(?:(\d+)\s+\d+\s+R|\/)/.exec(font)
  if (!reference) return false
  return reference[1] === undefined || objects.get(Number(reference[1]))?.stream === true
}

/** The text of the font's descendant and of what that refers to, one step each. */
function descendantOf(font: string, objects: ReadonlyMap<number, RawObject>): string {
  let text = font.slice(Math.max(0, font.indexOf('/DescendantFonts')))
  for (let step = 0; step < 3; step++) {
    const next = [...text.matchAll(/(?:DescendantFonts|CIDSystemInfo|^\s*)\s*\[?\s*(\d+)\s+\d+\s+R/g)]
      .map((match) => objects.get(Number(match[1]))?.text ?? '')
      .join(' ')
    if (next === '') break
    text = `${next} ${KNOWN_COLLECTIONS.exec(text)?.[0] ?? ''}`
  }
  return text
}

/** A name with its #41 escapes resolved, as pdf.js gives it. */
function plainName(name: string): string {
  return name.replace(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
