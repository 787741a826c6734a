import { mapPointToPage } from '../../../pipeline/upright/warp.ts'
import type { ArchivedLine, ArchivedWord, PageText, Passage } from '../text/page-text.ts'
import { DESCENT, EM } from './glyphless.ts'
import type { InvisibleFont } from './invisible-font.ts'
import { figure } from './objects.ts'

/** A point of the page as the file shows it (points, from the top left) → a point of its own space. */
export type ToOwnSpace = (x: number, y: number) => readonly [x: number, y: number]

/** The font of a layer, and its name among the page's resources. */
export type LayerFont = { readonly font: InvisibleFont; readonly name: string }

/** Points: text is at least this high, however flat the ink of a dash is, so that it can be selected. */
const LEAST_HEIGHT = 5

/**
 * The content that lays a page's text over it without showing: each word in its own place, as wide as its box, turned as
 * it stands on the page, in reading order. Only what was read from pixels; null where nothing was.
 */
export function textLayer(text: PageText, toOwnSpace: ToOwnSpace, font: LayerFont): string | null {
  const shows = linesSeen(text).flatMap((line) =>
    line.words.map((word, i) => showWord(word, line.words[i + 1], line, text, toOwnSpace, font)),
  )
  if (shows.length === 0) return null
  return `q\nBT\n3 Tr\n${shows.join('')}ET\nQ\n`
}

/** A page's lines of text that were read from its pixels, in reading order. */
function linesSeen({ blocks }: PageText): readonly ArchivedLine[] {
  return blocks
    .flatMap((block): readonly Passage[] =>
      block.kind === 'prose' ? block.passages.filter((passage) => !isSpeck(passage)) : block.cells,
    )
    .flatMap(({ seen, lines }) => (seen ? lines : []))
}

/** What a reader was unsure to see in a speck, a seal's edge or the table that the page was photographed on. */
function isSpeck({ confidence, lines }: Passage): boolean {
  const characters = lines.flatMap(({ words }) => words.flatMap(({ text }) => [...text]))
  return confidence < SPECK.confidence && characters.length <= SPECK.characters
}

/** Set by the samples' seals and photo edges; the shortest lines that are printed there, page numbers, are surer or longer. */
const SPECK = { confidence: 0.35, characters: 2 } as const

/** Whether something of a page was read from its pixels. */
export function hasSeen(text: PageText): boolean {
  return linesSeen(text).length > 0
}

function showWord(
  word: ArchivedWord,
  next: ArchivedWord | undefined,
  line: ArchivedLine,
  { placement }: PageText,
  toOwnSpace: ToOwnSpace,
  { font, name }: LayerFont,
): string {
  const grown = Math.max(0, LEAST_HEIGHT - (line.box[3] - line.box[1])) / 2
  const [x0, y0, x1, y1] = [word.span[0], line.box[1] - grown, word.span[1], line.box[3] + grown]
  const place = (x: number, y: number) => toOwnSpace(...mapPointToPage(placement, x, y))
  const [start, end, above] = [place(x0, y1), place(x1, y1), place((x0 + x1) / 2, y0)]
  const base = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2] as const
  const long = Math.hypot(end[0] - start[0], end[1] - start[1])
  const high = Math.hypot(above[0] - base[0], above[1] - base[1])
  if (long < 0.01 || high < 0.01) return ''
  const [ux, uy] = [(end[0] - start[0]) / long, (end[1] - start[1]) / long]
  // Up from the box's lower edge to the line that characters stand on.
  const rise = (high * DESCENT) / EM
  const [x, y] = [start[0] - uy * rise, start[1] + ux * rise]
  const wide = font.widthOf(word.text) * high
  // The space reaches to the next word, so that viewers see one space there and no more.
  const shown = word.spaced && next ? `${word.text} ` : word.text
  return `/${name} ${figure(high)} Tf ${figure((100 * long) / wide)} Tz ${[ux, uy, -uy, ux, x, y].map(figure).join(' ')} Tm <${font.encode(shown)}> Tj\n`
}
