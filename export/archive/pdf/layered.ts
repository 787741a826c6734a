import { createHash } from 'node:crypto'
import { PDFArray, type PDFDocument, PDFHexString, PDFName, type PDFPage, PDFRef, PDFString } from '@cantoo/pdf-lib'
import type { Problem } from '../../../schemas/problem.ts'
import type { PageText } from '../text/page-text.ts'
import { FONT_OBJECTS, invisibleFont } from './invisible-font.ts'
import { lastTable } from './last-table.ts'
import { textLayer } from './layer.ts'
import { archivalEntries, archivalObjects } from './metadata.ts'
import { hex, type PdfObject, packedStream, plain } from './objects.ts'
import { holdsOnlyPictures } from './only-pictures.ts'
import { ownSpaceOf, shownSize } from './own-space.ts'
import { bytesOf, contentsOf, freeFontName, parsePdf, viewOf, withFont } from './parsed.ts'
import { appendToPdf } from './write-file.ts'

/**
 * A PDF with an invisible layer of text on the pages given. The file as it was is the beginning of what comes out, and its
 * pages' own content is what it was; only where its table of objects is broken it is written anew first. The same file
 * where nothing is to be laid over it. A file of nothing but pictures comes to keep to PDF/A-2u and to say so.
 */
export async function layeredPdf(
  bytes: Uint8Array,
  pages: readonly PageText[],
  title: string,
): Promise<Uint8Array | Problem> {
  if (pages.length === 0) return bytes
  const parsed = await parsePdf(bytes)
  if (!parsed) return unfit('its objects could not be made out')
  if (parsed.isEncrypted)
    return { code: 'pdf-encrypted', message: 'is encrypted; a text layer can only be laid over open files' }
  const table = lastTable(bytes)
  if (table) return addLayers(bytes, parsed, table, pages, title)
  const whole = await rewritten(parsed)
  const again = whole && (await parsePdf(whole))
  const wholeTable = whole && lastTable(whole)
  return again && wholeTable
    ? addLayers(whole, again, wholeTable, pages, title)
    : unfit('its table of objects is broken')
}

async function rewritten(parsed: PDFDocument): Promise<Uint8Array | null> {
  try {
    return await parsed.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
  } catch {
    return null
  }
}

function addLayers(
  bytes: Uint8Array,
  parsed: PDFDocument,
  table: NonNullable<ReturnType<typeof lastTable>>,
  texts: readonly PageText[],
  title: string,
): Uint8Array | Problem {
  const { context } = parsed
  const pages = parsed.getPages()
  const font = invisibleFont()
  const first = context.largestObjectNumber + 1
  const objects: PdfObject[] = []
  for (const text of texts) {
    const page = pages[text.page - 1]
    if (!page) return unfit(`page ${text.page} could not be found among its objects`)
    const view = viewOf(page)
    if (!sameSize(text, shownSize(view))) return unfit(`page ${text.page} measures otherwise than it was read`)
    const name = freeFontName(page)
    const layer = textLayer(text, ownSpaceOf(view), { font, name })
    if (layer === null) continue
    const number = first + FONT_OBJECTS + objects.length
    objects.push(packedStream(number, '', Buffer.from(layer, 'latin1')), pageWith(page, number, name, first))
  }
  if (objects.length === 0) return bytes
  if (holdsOnlyPictures(bytes, parsed)) objects.push(...archival(parsed, first + FONT_OBJECTS + objects.length, title))
  const all = [...font.objects(first), ...objects]
  const size = Math.max(first, ...all.map(({ number }) => number + 1))
  return appendToPdf(bytes, all, { ...table, size }, { entries: trailerOf(parsed, bytes, all) })
}

/** The catalog and what it names more. */
function archival({ catalog, context }: PDFDocument, first: number, title: string): readonly PdfObject[] {
  const { Root } = context.trailerInfo
  if (!(Root instanceof PDFRef)) return []
  const own = Buffer.from(bytesOf(catalog)).toString('latin1').trim().replace(/>>$/, '')
  const entries = archivalEntries(first, first + 1)
  return [
    plain(Root.objectNumber, `${own}${entries} >>`, Root.generationNumber),
    ...archivalObjects(first, first + 1, title),
  ]
}

/** Whether a page is the one that was read; programs differ in how they take damaged files. */
function sameSize({ width, height, placement }: PageText, [across, down]: readonly [number, number]): boolean {
  const read = placement ?? { width, height }
  return Math.abs(read.width - across) < SAME_SIDE && Math.abs(read.height - down) < SAME_SIDE
}

/** Points. */
const SAME_SIDE = 1

/**
 * The page's dictionary with one more content stream. It comes first, as text that does not show may: so it stands on the
 * page's own ground, whatever state the page's content leaves behind.
 */
function pageWith(page: PDFPage, content: number, name: string, font: number): PdfObject {
  const { context } = page.doc
  const node = page.node.clone(context)
  const contents = PDFArray.withContext(context)
  contents.push(PDFRef.of(content))
  for (const own of contentsOf(page)) contents.push(own)
  node.set(PDFName.of('Contents'), contents)
  node.set(PDFName.of('Resources'), withFont(page, name, PDFRef.of(font)))
  return { number: page.ref.objectNumber, generation: page.ref.generationNumber, body: bytesOf(node) }
}

/** The file's own trailer, with an identifier of this version of it: the first half stays, the second is new. */
function trailerOf({ context }: PDFDocument, bytes: Uint8Array, objects: readonly PdfObject[]): string {
  const { Root, Info, ID } = context.trailerInfo
  const hash = createHash('sha256').update(bytes)
  const first = ID instanceof PDFArray ? idOf(ID.get(0)) : null
  const own = hash.copy().digest().subarray(0, 16)
  for (const { body } of objects) hash.update(body)
  const info = Info instanceof PDFRef ? ` /Info ${Info.toString()}` : ''
  return `/Root ${String(Root)}${info} /ID [${hex(first ?? own)} ${hex(hash.digest().subarray(0, 16))}]`
}

function idOf(half: unknown): Uint8Array | null {
  return half instanceof PDFHexString || half instanceof PDFString ? half.asBytes() : null
}

function unfit(why: string): Problem {
  return { code: 'pdf-damaged', message: `no text layer could be laid over it: ${why}` }
}
