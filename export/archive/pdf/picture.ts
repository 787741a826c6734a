import sharp from 'sharp'
import { framesOf } from '../../../engines/image/decode.ts'
import { PICTURES } from '../../../engines/image/limits.ts'
import type { Raster } from '../../../pipeline/image/raster.ts'
import { jpegHeader } from './jpeg.ts'
import { type PdfObject, packedStream, rawStream } from './objects.ts'

/** A picture as an object of a PDF, and how it lies on its page: the matrix from the unit square, sides of the page being 1. */
export type PdfPicture = {
  readonly object: (number: number) => PdfObject
  readonly lies: readonly [a: number, b: number, c: number, d: number, e: number, f: number]
}

/**
 * A page of an image file: a JPEG byte for byte, turned by its place on the page; anything else by its pixels, as a viewer
 * shows them and without loss. `shown` stands in where only the readers' decoder knows the file.
 */
export async function pictureOf(bytes: Uint8Array, page: number, shown: Raster): Promise<PdfPicture> {
  const jpeg = jpegHeader(bytes)
  if (jpeg && jpeg.channels !== 4 && jpeg.bits === 8) {
    const { width, height, channels } = jpeg
    const entries = `${entriesOf(width, height, channels === 1 ? 1 : 3, 8)} /Filter /DCTDecode`
    return { object: (number) => rawStream(number, entries, bytes), lies: LIES[await turnOf(bytes)] ?? LIES[1]! }
  }
  const { width, height, channels, data } = (await decoded(bytes, page)) ?? shown
  const bits = channels === 1 && isBilevel(data) ? 1 : 8
  const rows = bits === 1 ? packedBits(width, height, data) : predicted(width * channels, height, data)
  const predictor = bits === 1 ? '' : ` /DecodeParms << /Predictor 15 /Columns ${width} /Colors ${channels} >>`
  const entries = `${entriesOf(width, height, channels, bits)}${predictor}`
  return { object: (number) => packedStream(number, entries, rows), lies: LIES[1]! }
}

function entriesOf(width: number, height: number, channels: 1 | 3, bits: number): string {
  const space = channels === 1 ? '/DeviceGray' : '/DeviceRGB'
  return `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${space} /BitsPerComponent ${bits}`
}

/** By EXIF's number: which side of the page the picture's first row and first column lie at. */
const LIES: Readonly<Record<number, PdfPicture['lies']>> = {
  1: [1, 0, 0, 1, 0, 0],
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, -1, -1, 0, 1, 1],
  6: [0, -1, 1, 0, 0, 1],
  7: [0, 1, 1, 0, 0, 0],
  8: [0, 1, -1, 0, 1, 0],
}

async function turnOf(bytes: Uint8Array): Promise<number> {
  try {
    return (await sharp(bytes, { failOn: 'none' }).metadata()).orientation ?? 1
  } catch {
    return 1
  }
}

async function decoded(bytes: Uint8Array, page: number): Promise<Raster | null> {
  try {
    const frames = await framesOf(bytes)
    const frame = 'code' in frames ? undefined : frames[page - 1]
    if (!frame) return null
    const { data, info } = await sharp(bytes, {
      page: frame.index,
      failOn: 'error',
      limitInputPixels: PICTURES.most,
    })
      .autoOrient()
      .flatten({ background: '#fff' })
      .toColourspace(frame.grey ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    return channels === 1 || channels === 3 ? { width, height, channels, data: new Uint8Array(data) } : null
  } catch {
    return null
  }
}

function isBilevel(data: Uint8Array): boolean {
  for (const value of data) if (value !== 0 && value !== 255) return false
  return true
}

function packedBits(width: number, height: number, data: Uint8Array): Uint8Array {
  const across = (width + 7) >> 3
  const rows = new Uint8Array(across * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (data[y * width + x] === 255) rows[y * across + (x >> 3)]! |= 0x80 >> (x & 7)
  return rows
}

/** Each byte less the one above it, which packs paper well; PNG's filter "up". */
function predicted(across: number, height: number, data: Uint8Array): Uint8Array {
  const rows = new Uint8Array((across + 1) * height)
  for (let y = 0; y < height; y++) {
    const at = y * (across + 1)
    rows[at] = 2
    for (let x = 0; x < across; x++) {
      const above = y === 0 ? 0 : data[(y - 1) * across + x]!
      rows[at + 1 + x] = data[y * across + x]! - above
    }
  }
  return rows
}
