import { isWide } from '../text/words.ts'
import { ASCENT, DESCENT, EM, GLYPHS, glyphlessTypeface } from './glyphless.ts'
import { type PdfObject, packedStream, plain } from './objects.ts'

/** A font that shows nothing and has every character asked of it. */
export type InvisibleFont = {
  /** The text in the font's codes, as hex digits. */
  readonly encode: (text: string) => string
  /** The width of the text in ems. */
  readonly widthOf: (text: string) => number
  /** The font's objects, once all text has been encoded; `first` is the number of the font itself. */
  readonly objects: (first: number) => readonly PdfObject[]
}

/** How many objects it takes. */
export const FONT_OBJECTS = 6

const NAME = '/NianbaoInvisible'
/** More characters than one font of two-byte codes can have; nobody writes that many. */
const MOST = 0xfffe

/** Codes are given in the order of the characters' first use. */
export function invisibleFont(): InvisibleFont {
  const codes = new Map<string, number>()
  const codeOf = (character: string): number => {
    const known = codes.get(character)
    if (known !== undefined) return known
    if (codes.size >= MOST) return 1
    codes.set(character, codes.size + 1)
    return codes.size
  }
  return {
    encode: (text) => [...text].map((character) => codeOf(character).toString(16).padStart(4, '0')).join(''),
    widthOf: (text) => [...text].reduce((sum, character) => sum + (isWide(character) ? 1 : 0.5), 0),
    objects: (first) => objects(first, [...codes.keys()]),
  }
}

function objects(first: number, characters: readonly string[]): readonly PdfObject[] {
  const [font, descendant, descriptor, file, toUnicode, toGlyph] = [0, 1, 2, 3, 4, 5].map((i) => first + i) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const typeface = glyphlessTypeface()
  const system = '/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>'
  return [
    plain(
      font,
      `<< /Type /Font /Subtype /Type0 /BaseFont ${NAME} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${toUnicode} 0 R >>`,
    ),
    plain(
      descendant,
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont ${NAME} ${system} /FontDescriptor ${descriptor} 0 R /DW 1000 /W [${widths(characters)}] /CIDToGIDMap ${toGlyph} 0 R >>`,
    ),
    plain(
      descriptor,
      `<< /Type /FontDescriptor /FontName ${NAME} /Flags 4 /FontBBox [0 ${-DESCENT} ${EM} ${ASCENT}] /ItalicAngle 0 /Ascent ${ASCENT} /Descent ${-DESCENT} /CapHeight ${ASCENT} /StemV 80 /FontFile2 ${file} 0 R >>`,
    ),
    packedStream(file, `/Length1 ${typeface.length}`, typeface),
    packedStream(toUnicode, '', Buffer.from(characterMap(characters), 'latin1')),
    packedStream(toGlyph, '', glyphMap(characters)),
  ]
}

/** Runs of narrow characters; wide ones have the default. */
function widths(characters: readonly string[]): string {
  const runs: [first: number, last: number][] = []
  characters.forEach((character, i) => {
    if (isWide(character)) return
    const last = runs.at(-1)
    if (last && last[1] === i) last[1] = i + 1
    else runs.push([i + 1, i + 1])
  })
  return runs.map(([from, to]) => `${from} ${to} 500`).join(' ')
}

function glyphMap(characters: readonly string[]): Uint8Array {
  const map = new Uint8Array((characters.length + 1) * 2)
  characters.forEach((character, i) => {
    map[i * 2 + 3] = isWide(character) ? GLYPHS.whole : GLYPHS.half
  })
  return map
}

/** PDF 32000-1, 9.10.3: at most 100 characters a block. */
function characterMap(characters: readonly string[]): string {
  const entries = characters.map((character, i) => {
    const units = Buffer.from(character, 'utf16le').swap16().toString('hex')
    return `<${(i + 1).toString(16).padStart(4, '0')}> <${units}>`
  })
  const blocks: string[] = []
  for (let from = 0; from < entries.length; from += 100) {
    const some = entries.slice(from, from + 100)
    blocks.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar\n`)
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('')}endcmap
CMapName currentdict /CMap defineresource pop
end
end
`
}
