import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { type LocalPdf, openHere } from '../../../engines/pdf/document.ts'
import type { Raster } from '../../../pipeline/image/raster.ts'
import { drawPdf, firstExtra, streamObject } from './draw-pdf.ts'

/** A black and white pattern without symmetry: 0 or 255. Its width is no multiple of 8, so that rows are padded. */
export const PATTERN = {
  width: 97,
  height: 120,
  at: (x: number, y: number) => ((x + 2 * y) % 11 < 4 || (x < 20 && y < 30) ? 0 : 255),
} as const

/** Every pixel of a picture, row by row. */
export function pixels(width: number, height: number, at: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)))
}

/** The pattern's bytes, one a pixel. */
export const PIXELS = pixels(PATTERN.width, PATTERN.height, PATTERN.at)

/** An image XObject; the data are deflated where `entries` names no filter. */
export function imageObject(
  entries: string,
  data: Uint8Array,
  width: number = PATTERN.width,
  height: number = PATTERN.height,
): Buffer {
  const plain = !entries.includes('/Filter')
  return streamObject(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${entries} ${plain ? '/Filter /FlateDecode' : ''}`,
    Buffer.from(plain ? deflateSync(data) : data),
  )
}

/** Page content that paints image `name` over a rectangle of PDF space. */
export function paint(name: string, x: number, y: number, width: number, height: number): string {
  return `q ${width} 0 0 ${height} ${x} ${y} cm /${name} Do Q\n`
}

type ImagePage = {
  readonly content?: string
  readonly mediaBox?: string
  readonly rotate?: number
  readonly entries?: string
}

/** One page with images /X0, /X1 …; further objects may follow them. Without content the first fills the page, 144 pixels an inch. */
export function imagePdf(images: readonly (string | Buffer)[], page: ImagePage = {}): Buffer {
  const [width, height] = [PATTERN.width / 2, PATTERN.height / 2]
  const first = firstExtra(1)
  const names = images.map((_, i) => `/X${i} ${first + i} 0 R`).join(' ')
  const plan = { content: paint('X0', 0, 0, width, height), mediaBox: `0 0 ${width} ${height}`, ...page }
  return drawPdf([{ ...plan, resources: `/XObject << ${names} >>` }], images)
}

/** Bits of a black and white picture, rows padded to bytes; 1 is white. */
export function bits(data: Uint8Array, width: number): Uint8Array {
  const stride = (width + 7) >> 3
  const out = new Uint8Array(stride * (data.length / width))
  data.forEach((value, i) => {
    if (value > 0) out[Math.floor(i / width) * stride + ((i % width) >> 3)]! |= 128 >> ((i % width) & 7)
  })
  return out
}

/** The picture coded as CCITT group 4, taken out of a TIFF; its encoder calls white what group 4 calls black. */
export async function group4(data: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const tiff = await sharp(
    data.map((value) => 255 - value),
    { raw: { width, height, channels: 1 } },
  )
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1 })
    .toBuffer()
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const at = view.getUint32(4, true)
  const values = new Map<number, number>()
  for (let i = 0; i < view.getUint16(at, true); i++) {
    const entry = at + 2 + i * 12
    const short = view.getUint16(entry + 2, true) === 3
    if (view.getUint32(entry + 4, true) !== 1 && [273, 279].includes(view.getUint16(entry, true)))
      throw new Error('the picture was cut into strips')
    values.set(view.getUint16(entry, true), short ? view.getUint16(entry + 8, true) : view.getUint32(entry + 8, true))
  }
  return tiff.subarray(values.get(273)!, values.get(273)! + values.get(279)!)
}

/** Opens a PDF for one test. */
export async function withPdf<T>(pdf: Uint8Array, use: (doc: LocalPdf) => Promise<T>): Promise<T> {
  const doc = await openHere(new Uint8Array(pdf))
  if ('code' in doc) throw new Error(doc.message)
  try {
    return await use(doc)
  } finally {
    await doc.close()
  }
}

/** The picture of a page, which must be one. */
export async function pictureOf(pdf: Uint8Array, page = 1) {
  const picture = await withPdf(pdf, (doc) => doc.pagePicture(page))
  if ('code' in picture) throw new Error(picture.message)
  return picture
}

/** The largest difference between a raster's bytes and what they should be. */
export function worst({ data }: Raster, expected: Uint8Array): number {
  if (data.length !== expected.length) return Number.POSITIVE_INFINITY
  let most = 0
  data.forEach((value, i) => {
    most = Math.max(most, Math.abs(value - expected[i]!))
  })
  return most
}
