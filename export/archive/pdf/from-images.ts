import { createHash } from 'node:crypto'
import type { ArchivedPage } from '../pages.ts'
import { FONT_OBJECTS, invisibleFont } from './invisible-font.ts'
import { textLayer } from './layer.ts'
import { archivalEntries, archivalObjects } from './metadata.ts'
import { figure, hex, type PdfObject, packedStream, plain } from './objects.ts'
import { ownSpaceOf } from './own-space.ts'
import { pictureOf } from './picture.ts'
import { writePdf } from './write-file.ts'

/** Numbers of the objects that every such file has. */
const NUMBERS = { catalog: 1, pages: 2, metadata: 3, profile: 4, font: 5 } as const
const FIRST_PAGE = NUMBERS.font + FONT_OBJECTS
/** The font's name among a page's resources. */
const FONT_NAME = 'Invisible'
/** A page, its content and its picture. */
const OF_A_PAGE = 3

/**
 * An image file as a searchable PDF, a page for each of its pictures, which keeps to PDF/A-2u: nothing in it but pictures,
 * the one embedded font, metadata and what its colours mean.
 */
export async function pdfOfImages(
  bytes: Uint8Array,
  pages: AsyncIterable<ArchivedPage>,
  title: string,
): Promise<Uint8Array> {
  const font = invisibleFont()
  const own: PdfObject[] = []
  const hash = createHash('sha256').update(bytes)
  for await (const page of pages) {
    own.push(...(await pageObjects(bytes, page, FIRST_PAGE + own.length, font)))
  }
  const kids = own.filter((_, i) => i % OF_A_PAGE === 0).map(({ number }) => `${number} 0 R`)
  const objects = [
    plain(
      NUMBERS.catalog,
      `<< /Type /Catalog /Pages ${NUMBERS.pages} 0 R /Lang (zh-CN) ${archivalEntries(NUMBERS.metadata, NUMBERS.profile)} >>`,
    ),
    plain(NUMBERS.pages, `<< /Type /Pages /Count ${kids.length} /Kids [${kids.join(' ')}] >>`),
    ...archivalObjects(NUMBERS.metadata, NUMBERS.profile, title),
    ...font.objects(NUMBERS.font),
    ...own,
  ]
  for (const { body } of objects) hash.update(body)
  const id = hex(hash.digest().subarray(0, 16))
  return writePdf(objects, { entries: `/Root ${NUMBERS.catalog} 0 R /ID [${id} ${id}]` })
}

async function pageObjects(
  bytes: Uint8Array,
  { picture, text }: ArchivedPage,
  first: number,
  font: ReturnType<typeof invisibleFont>,
): Promise<readonly PdfObject[]> {
  const { width, height } = picture
  const { object, lies } = await pictureOf(bytes, text.page, picture.raster)
  const [a, b, c, d, e, f] = lies
  const matrix = [a * width, b * height, c * width, d * height, e * width, f * height].map(figure).join(' ')
  const layer =
    textLayer(text, ownSpaceOf({ box: [0, 0, width, height], rotate: 0, unit: 1 }), { font, name: FONT_NAME }) ?? ''
  const content = `q\n${matrix} cm\n/Picture Do\nQ\n${layer}`
  const resources = `<< /XObject << /Picture ${first + 2} 0 R >> /Font << /${FONT_NAME} ${NUMBERS.font} 0 R >> >>`
  return [
    plain(
      first,
      `<< /Type /Page /Parent ${NUMBERS.pages} 0 R /MediaBox [0 0 ${figure(width)} ${figure(height)}] /Resources ${resources} /Contents ${first + 1} 0 R >>`,
    ),
    packedStream(first + 1, '', Buffer.from(content, 'latin1')),
    object(first + 2),
  ]
}
