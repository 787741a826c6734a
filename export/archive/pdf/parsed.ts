import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
} from '@cantoo/pdf-lib'
import type { PageView } from './own-space.ts'

/** A PDF's objects; null where they cannot be made out. */
export async function parsePdf(bytes: Uint8Array): Promise<PDFDocument | null> {
  try {
    const document = await PDFDocument.load(bytes, {
      updateMetadata: false,
      ignoreEncryption: true,
      parseSpeed: Number.POSITIVE_INFINITY,
    })
    document.getPages()
    return document
  } catch {
    return null
  }
}

/** An object's bytes as they stand in a file. */
export function bytesOf(object: PDFObject): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes())
  object.copyBytesInto(bytes, 0)
  return bytes
}

/** How a page is shown, by its own words or by those above it, as pdf.js takes them. */
export function viewOf({ node, doc: { context } }: PDFPage): PageView {
  const media = boxOf(context, node.getInheritableAttribute(PDFName.of('MediaBox'))) ?? [0, 0, 612, 792]
  const crop = boxOf(context, node.getInheritableAttribute(PDFName.of('CropBox'))) ?? media
  const both = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ] as const
  const turn = numberOf(context, node.getInheritableAttribute(PDFName.of('Rotate'))) ?? 0
  const unit = numberOf(context, node.get(PDFName.of('UserUnit'))) ?? 1
  return {
    box: both[2] > both[0] && both[3] > both[1] ? both : media,
    rotate: (turn % 90 === 0 ? ((turn % 360) + 360) % 360 : 0) as PageView['rotate'],
    unit: unit > 0 ? unit : 1,
  }
}

/** A name that none of a page's fonts has. */
export function freeFontName(page: PDFPage): string {
  const fonts = ownResources(page).fonts
  for (let i = 1; ; i++) {
    const name = `NianbaoInvisible${i}`
    if (!fonts.has(PDFName.of(name))) return name
  }
}

/** A page's resources with one more font, all of them its own. */
export function withFont(page: PDFPage, name: string, font: PDFObject): PDFDict {
  const { resources, fonts } = ownResources(page)
  fonts.set(PDFName.of(name), font)
  resources.set(PDFName.of('Font'), fonts)
  return resources
}

function ownResources({ node, doc: { context } }: PDFPage): { readonly resources: PDFDict; readonly fonts: PDFDict } {
  const inherited = context.lookup(node.getInheritableAttribute(PDFName.of('Resources')))
  const resources = inherited instanceof PDFDict ? inherited.clone(context) : context.obj({})
  const there = context.lookup(resources.get(PDFName.of('Font')))
  return { resources, fonts: there instanceof PDFDict ? there.clone(context) : context.obj({}) }
}

/** A page's content streams. */
export function contentsOf({ node, doc: { context } }: PDFPage): readonly PDFObject[] {
  const said = node.get(PDFName.of('Contents'))
  const there = context.lookup(said)
  if (there instanceof PDFArray) return there.asArray()
  return said && there ? [said] : []
}

type Four = readonly [number, number, number, number]

function boxOf(context: PDFContext, object: PDFObject | undefined): Four | null {
  const array = context.lookup(object)
  if (!(array instanceof PDFArray) || array.size() !== 4) return null
  const [a, b, c, d] = array.asArray().map((one) => numberOf(context, one))
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null
  if (a === null || b === null || c === null || d === null) return null
  const box: Four = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  return box[2] > box[0] && box[3] > box[1] ? box : null
}

function numberOf(context: PDFContext, object: PDFObject | undefined): number | null {
  const number = context.lookup(object)
  return number instanceof PDFNumber ? number.asNumber() : null
}
