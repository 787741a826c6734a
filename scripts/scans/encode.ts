import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { type Sheet, toGrey } from './sheet.ts'

/** How a page's picture is kept in the file. */
export type Coding =
  | { readonly kind: 'jpeg'; readonly quality: number; readonly chroma: '4:2:0' | '4:4:4' }
  | { readonly kind: 'flate' }
  | { readonly kind: 'bits' | 'negative' | 'stencil' | 'palette' | 'deep' }
  | { readonly kind: 'fax' }

/** A picture as it goes into a file: its bytes, and what the bytes mean. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly bits: 1 | 4 | 8 | 16
  readonly coding: Coding['kind']
  readonly bytes: Uint8Array
}

/**
 * Encodes a sheet. One bit a pixel is kept by `bits`, `negative` (ones are black), `stencil` (ink on nothing) and `fax`
 * (CCITT group 4), which want a black and white sheet; four bits by `palette`, sixteen by `deep`, both grey.
 */
export async function encode(sheet: Sheet, coding: Coding): Promise<Picture> {
  const { width, height, channels } = sheet
  const picture = { width, height, channels, bits: 8 as const, coding: coding.kind }
  switch (coding.kind) {
    case 'jpeg': {
      const bytes = await rawOf(sheet).jpeg({ quality: coding.quality, chromaSubsampling: coding.chroma }).toBuffer()
      return { ...picture, bytes }
    }
    case 'flate':
      return { ...picture, bytes: deflateSync(predict(sheet), { level: 6 }) }
    case 'bits':
      return { ...picture, channels: 1, bits: 1, bytes: deflateSync(pack(toGrey(sheet)), { level: 6 }) }
    case 'negative':
    case 'stencil':
      return { ...picture, channels: 1, bits: 1, bytes: deflateSync(pack(negate(toGrey(sheet))), { level: 6 }) }
    case 'palette':
      return { ...picture, channels: 1, bits: 4, bytes: deflateSync(packNibbles(toGrey(sheet)), { level: 6 }) }
    case 'deep':
      return { ...picture, channels: 1, bits: 16, bytes: deflateSync(widen(toGrey(sheet)), { level: 6 }) }
    case 'fax':
      return { ...picture, channels: 1, bits: 1, bytes: await faxOf(toGrey(sheet)) }
  }
}

/** A sheet for sharp to write as a picture of its own. */
export function rawOf(sheet: Sheet): Sharp {
  const { width, height, channels } = sheet
  const raw = sharp(sheet.data, { raw: { width, height, channels } })
  return channels === 1 ? raw.toColourspace('b-w') : raw
}

// PNG's "up" filter in every row (PDF predictor 12), the cheapest that shrinks scans well.
function predict(sheet: Sheet): Uint8Array {
  const stride = sheet.width * sheet.channels
  const rows = new Uint8Array((stride + 1) * sheet.height)
  for (let y = 0; y < sheet.height; y++) {
    rows[y * (stride + 1)] = 2
    for (let x = 0, i = y * stride, to = y * (stride + 1) + 1; x < stride; x++, i++, to++)
      rows[to] = sheet.data[i]! - (y > 0 ? sheet.data[i - stride]! : 0)
  }
  return rows
}

function pack(sheet: Sheet): Uint8Array {
  const stride = (sheet.width + 7) >> 3
  const rows = new Uint8Array(stride * sheet.height)
  for (let y = 0; y < sheet.height; y++)
    for (let x = 0; x < sheet.width; x++)
      if (sheet.data[y * sheet.width + x]! > 127) rows[y * stride + (x >> 3)]! |= 0x80 >> (x & 7)
  return rows
}

function negate(sheet: Sheet): Sheet {
  return { ...sheet, data: sheet.data.map((level) => 255 - level) }
}

// Entries of a palette that runs from white (0) to black (15).
function packNibbles({ width, height, data }: Sheet): Uint8Array {
  const stride = (width + 1) >> 1
  const rows = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * stride + (x >> 1)]! |= (15 - Math.round(data[y * width + x]! / 17)) << (x % 2 === 0 ? 4 : 0)
  return rows
}

function widen({ data }: Sheet): Uint8Array {
  const wide = new Uint8Array(data.length * 2)
  for (let i = 0; i < data.length; i++) wide.fill(data[i]!, i * 2, i * 2 + 2)
  return wide
}

// The one strip of a TIFF is the bare data that a PDF wants; strips are as high as tiles, in steps of 16. libtiff takes
// ones for black, whatever the picture says, hence the negative.
async function faxOf(sheet: Sheet): Promise<Uint8Array> {
  const tiff = await rawOf(negate(sheet))
    .tiff({ compression: 'ccittfax4', bitdepth: 1, tileHeight: Math.ceil(sheet.height / 16) * 16 })
    .toBuffer()
  const directory = tiff.readUInt32LE(4)
  const tags = new Map<number, number>()
  for (let i = 0; i < tiff.readUInt16LE(directory); i++) {
    const at = directory + 2 + i * 12
    if (tiff.readUInt32LE(at + 4) === 1)
      tags.set(
        tiff.readUInt16LE(at),
        tiff.readUInt16LE(at + 2) === 3 ? tiff.readUInt16LE(at + 8) : tiff.readUInt32LE(at + 8),
      )
  }
  const [start, length] = [tags.get(273), tags.get(279)]
  if (start === undefined || length === undefined || tags.get(259) !== 4)
    throw new Error('not one strip of CCITT group 4')
  return tiff.subarray(start, start + length)
}
