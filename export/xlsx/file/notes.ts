import { cellText, linesIn, widthOf } from '../text.ts'
import { cellName, textXml, xmlPart } from './sheet-xml.ts'

/** Text that shows when somebody points at a cell, in a box of its size; row and column from 0. */
export type Note = { readonly row: number; readonly column: number; readonly text: string }

/** What a sheet's columns and rows measure in pixels, by their numbers from 0. */
export type Measures = { readonly width: (column: number) => number; readonly height: (row: number) => number }

/** Who wrote the notes. */
const AUTHOR = 'nianbao'

/** Pixels of a narrow character and of a line in notes, and what is around them. */
const LETTER = 6.5
const LINE = 16
const AROUND = { x: 18, y: 12 }
/** A box is at least and at most so many narrow characters wide, and at most so many lines high. */
const WIDTHS = { least: 16, most: 56 }
const MOST_LINES = 40

/** The columns of Excel's sheets, and its rows. */
export const SHEET_COLUMNS = 16_384
export const SHEET_ROWS = 1_048_576

/** The texts of a sheet's notes. */
export function* commentsXml(notes: readonly Note[]): Generator<string> {
  const [start, end] = xmlPart(
    'comments',
    { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' },
    `<authors><author>${AUTHOR}</author></authors><commentList>\u0000</commentList>`,
  ).split('\u0000') as [string, string]
  yield start
  for (const { row, column, text } of notes) {
    yield `<comment ref="${cellName(row, column)}" authorId="0"><text><r><rPr><sz val="9"/><color indexed="81"/><rFont val="宋体"/><charset val="134"/></rPr>${textXml(cellText(text))}</r></text></comment>`
  }
  yield end
}

/** Numbers that the boxes of a sheet take, each for as many of them. */
const CLUSTER = 1024

/** How many of these numbers so many notes take. */
export function clusters(notes: number): number {
  return Math.floor(notes / CLUSTER) + 1
}

/** The boxes of a sheet's notes, hidden until somebody points at the cell; numbers from `cluster` on are free. */
export function* boxesXml(notes: readonly Note[], cluster: number, measures: Measures): Generator<string> {
  const taken = Array.from({ length: clusters(notes.length) }, (_, more) => cluster + more)
  yield '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
  yield `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${taken.join(',')}"/></o:shapelayout>`
  yield '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
  for (const [index, note] of notes.entries()) {
    const { row, column } = note
    yield `<v:shape id="_x0000_s${cluster * CLUSTER + index + 1}" type="#_x0000_t202" style="position:absolute;z-index:${index + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${noteBox(note, measures).join(', ')}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  }
  yield '</xml>'
}

/**
 * The box that shows all of a cell's note, right of the cell: first column, pixels into it, first row, pixels into it, and
 * the same of its end.
 */
function noteBox({ row, column, text }: Note, { width, height }: Measures): readonly number[] {
  const widest = Math.max(...text.split('\n').map(widthOf))
  const wide = Math.min(WIDTHS.most, Math.max(WIDTHS.least, widest))
  const high = Math.min(MOST_LINES, linesIn(text, wide))
  const left = column + 1
  const top = Math.max(0, row - 1)
  const [dx, dy] = [10, 6]
  const right = end(left, dx + Math.ceil(wide * LETTER) + AROUND.x, width, SHEET_COLUMNS)
  const bottom = end(top, dy + high * LINE + AROUND.y, height, SHEET_ROWS)
  return [left, dx, top, dy, ...right, ...bottom]
}

/** Where so many pixels from the start of the one at `from` are, counted on over the next ones. */
function end(from: number, pixels: number, size: (at: number) => number, count: number): readonly [number, number] {
  let [at, left] = [from, pixels]
  while (left > size(at) && at < count - 1) left -= size(at++)
  return [at, Math.min(left, size(at))]
}
