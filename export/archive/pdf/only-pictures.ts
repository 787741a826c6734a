import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib'
import { keepsForm } from './strict-form.ts'

/**
 * Whether a PDF holds pages with pictures on them and nothing else at all, in the strict form that archives ask for: then
 * metadata and what its colours mean are all that it lacks of PDF/A-2 (ISO 19005-2). What is not known to be allowed is not.
 */
export function holdsOnlyPictures(bytes: Uint8Array, { context, catalog }: PDFDocument): boolean {
  const { Info, Encrypt } = context.trailerInfo
  if (Encrypt || !keepsForm(bytes)) return false
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (Info instanceof PDFRef && ref === Info) continue
    if (!isHarmless(object, object === catalog)) return false
  }
  return true
}

const MAY_HOLD = {
  Catalog: ['Type', 'Pages', 'PageLayout', 'PageMode', 'Lang'],
  Pages: ['Type', 'Kids', 'Count', 'Parent', 'MediaBox', 'CropBox', 'Rotate', 'Resources'],
  Page: ['Type', 'Parent', 'MediaBox', 'CropBox', 'TrimBox', 'BleedBox', 'ArtBox', 'Rotate', 'Resources', 'Contents'],
  resources: ['XObject', 'ProcSet'],
  picture: [
    ...['Type', 'Subtype', 'Name', 'Width', 'Height', 'ColorSpace', 'BitsPerComponent', 'Decode', 'ImageMask'],
    ...['Filter', 'DecodeParms', 'Length'],
  ],
  content: ['Filter', 'DecodeParms', 'Length'],
} as const

function isHarmless(object: PDFObject, isCatalog: boolean): boolean {
  if (object instanceof PDFRawStream) return isPicture(object) || isContent(object)
  if (!(object instanceof PDFDict)) return isPlain(object)
  const type = nameOf(object, 'Type')
  if (isCatalog) return type === 'Catalog' && holdsAtMost(object, MAY_HOLD.Catalog)
  if (type !== 'Pages' && type !== 'Page') return isResources(object) || isPlainDict(object)
  if (!holdsAtMost(object, MAY_HOLD[type])) return false
  const resources = object.get(PDFName.of('Resources'))
  return resources === undefined || resources instanceof PDFRef || isResources(resources)
}

function isResources(object: PDFObject): boolean {
  if (!(object instanceof PDFDict) || !holdsAtMost(object, MAY_HOLD.resources)) return false
  const pictures = object.get(PDFName.of('XObject'))
  return pictures === undefined || pictures instanceof PDFRef || isPlainDict(pictures)
}

/** A dictionary of nothing but references, as names of pictures are one. */
function isPlainDict(object: PDFObject): boolean {
  return object instanceof PDFDict && object.values().every((value) => value instanceof PDFRef)
}

function isPicture({ dict }: PDFRawStream): boolean {
  const space = dict.lookup(PDFName.of('ColorSpace'))
  return (
    nameOf(dict, 'Subtype') === 'Image' &&
    holdsAtMost(dict, MAY_HOLD.picture) &&
    hasFilters(dict, ['DCTDecode', 'CCITTFaxDecode', 'FlateDecode', 'RunLengthDecode']) &&
    (space === undefined || isColours(space))
  )
}

/** Grey and the colours of screens, directly or by a palette: those that the output intent explains. */
function isColours(space: PDFObject | undefined): boolean {
  if (space instanceof PDFName) return ['DeviceGray', 'DeviceRGB'].includes(space.decodeText())
  if (!(space instanceof PDFArray) || space.size() !== 4) return false
  const [family, base] = [space.lookup(0), space.lookup(1)]
  return family === PDFName.of('Indexed') && base instanceof PDFName && isColours(base)
}

/** A content stream that shows pictures and does nothing else. */
function isContent(stream: PDFRawStream): boolean {
  if (!holdsAtMost(stream.dict, MAY_HOLD.content) || !hasFilters(stream.dict, ['FlateDecode'])) return false
  try {
    const text = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')
    return text
      .split(/[\0\t\n\f\r ]+/)
      .every((word) => /^(?:|q|Q|cm|Do|[-+]?\d{0,9}\.?\d{0,9}|\/[A-Za-z0-9_.-]+)$/.test(word))
  } catch {
    return false
  }
}

function hasFilters(dict: PDFDict, may: readonly string[]): boolean {
  const said = dict.lookup(PDFName.of('Filter'))
  const filters = said === undefined ? [] : said instanceof PDFArray ? said.asArray() : [said]
  return filters.every((filter) => filter instanceof PDFName && may.includes(filter.decodeText()))
}

/** Numbers, names, text, references and rows of these. */
function isPlain(object: PDFObject): boolean {
  if (object instanceof PDFArray) return object.asArray().every(isPlain)
  return [PDFNumber, PDFName, PDFString, PDFRef].some((kind) => object instanceof kind)
}

function holdsAtMost(dict: PDFDict, names: readonly string[]): boolean {
  return dict.keys().every((key) => names.includes(key.decodeText()))
}

function nameOf(dict: PDFDict, key: string): string | null {
  const name = dict.lookup(PDFName.of(key))
  return name instanceof PDFName ? name.decodeText() : null
}
