import { encodeWebp } from '../../engines/image/encode.ts'
import type { OpenedDocument } from '../../engines/source/document.ts'
import { LINE_END } from '../../pipeline/read/text.ts'
import type { NoResult, Picture, TextLines } from './tasks.ts'

/** A page (1-based) of an opened document as a picture of at most `maxWidth` pixels across. */
export async function showPage(document: OpenedDocument, page: number, maxWidth: number): Promise<Picture | NoResult> {
  const image = await document.pagePicture(page, maxWidth)
  if ('code' in image) return { kind: 'problem', problem: { ...image, page }, retry: false }
  const { raster, width: pageWidth, height: pageHeight } = image
  return { kind: 'picture', ...(await encodeWebp(raster, maxWidth)), pageWidth, pageHeight }
}

/** An opened text dump's lines, numbered from 1 as page readings number them. */
export function showText({ text }: OpenedDocument): TextLines | NoResult {
  if (text !== null) return { kind: 'text', lines: text.replace(/^\ufeff/, '').split(LINE_END) }
  return {
    kind: 'problem',
    problem: { code: 'page-out-of-range', message: 'has pictures, and no text of its own' },
    retry: false,
  }
}
