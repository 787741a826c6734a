import { streamObject, text } from '../engines/pdf/draw-pdf.ts'
import { SHOWN } from './case.ts'

/** How a file's outer parts differ from what they should be. */
export type Outer = {
  readonly header?: string
  /** Further entries of the trailer. */
  readonly trailer?: string
  /** In place of the whole trailer dictionary; an empty string leaves trailer and keyword out. */
  readonly wholeTrailer?: string
  /** In place of the number behind startxref; null leaves it and its keyword out. */
  readonly startxref?: number | string | null
  /** Added to every offset of the cross-reference table. */
  readonly shift?: number
}

/** A PDF of these objects, the first of them its catalog, with a cross-reference table. */
export function buildPdf(objects: readonly (string | Buffer)[], outer: Outer = {}): Buffer {
  const { header = '%PDF-1.7\n', trailer = '', shift = 0 } = outer
  const parts: Buffer[] = [Buffer.from(header, 'latin1')]
  let length = parts[0]!.length
  const add = (part: Buffer) => {
    parts.push(part)
    length += part.length
  }
  const offsets = objects.map((object, i) => {
    const at = length
    add(Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object as string), Buffer.from('\nendobj\n')]))
    return at + shift
  })
  const start = outer.startxref === undefined ? length : outer.startxref
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`))
  const whole = outer.wholeTrailer ?? `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\n`
  add(Buffer.from(whole))
  if (start !== null) add(Buffer.from(`startxref\n${start}\n%%EOF\n`))
  return Buffer.concat(parts)
}

export type OnePage = Outer & {
  /** Entries of the catalog, of the page tree's root and of the page, beside the usual ones. */
  readonly catalog?: string
  readonly tree?: string
  readonly page?: string
  /** The page's MediaBox entry, whole; an empty string for none. */
  readonly box?: string
  readonly resources?: string
  /** Operators, or the page's stream whole. */
  readonly content?: string | Buffer
  /** Filter and other entries of the content stream. */
  readonly filter?: string
  /** In place of the stream object. */
  readonly stream?: string | Buffer
  /** Objects from number 6 on. */
  readonly extras?: readonly (string | Buffer)[]
}

/** Catalog 1, page tree 2, font 3, page 4, content 5. */
export function onePage(one: OnePage = {}): Buffer {
  const { box = '/MediaBox [0 0 300 200]', resources = '', content = visible(), filter = '' } = one
  return buildPdf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${one.catalog ?? ''} >>`,
      `<< /Type /Pages ${one.tree ?? '/Count 1 /Kids [4 0 R]'} >>`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
      `<< /Type /Page /Parent 2 0 R ${box} /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> ${resources} >> ${one.page ?? ''} >>`,
      one.stream ?? streamObject(filter, content),
      ...(one.extras ?? []),
    ],
    one,
  )
}

/** The text that every readable page shows. */
export function visible(what = SHOWN, y = 100): string {
  return text(40, y, what, 12)
}
