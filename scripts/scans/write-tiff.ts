import { deflateSync } from 'node:zlib'
import type { Coding } from './encode.ts'
import type { Scanned } from './scan-page.ts'

/** Writes scanned pages as one TIFF of as many pages (TIFF 6.0, with its technical note 2 on JPEG), coded as in the PDF. */
export function writeTiff(pages: readonly Scanned[]): Uint8Array {
  const parts: Uint8Array[] = []
  let length = 0
  const put = (bytes: Uint8Array): number => {
    const at = length
    const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)])
    parts.push(even)
    length += even.length
    return at
  }
  put(Buffer.from('II*\0\0\0\0\0', 'latin1'))
  // Where the offset of the next directory is to be written: first in the header, then behind each directory.
  let link: readonly [Uint8Array, number] = [parts[0]!, 4]
  for (const scanned of pages) {
    const tags = tagsOf(scanned, put)
    const directory = Buffer.alloc(2 + tags.length * 12 + 4)
    directory.writeUInt16LE(tags.length)
    for (const [i, [tag, type, values]] of tags.entries()) {
      const at = 2 + i * 12
      directory.writeUInt16LE(tag, at)
      directory.writeUInt16LE(type, at + 2)
      const packed = pack(type, values)
      directory.writeUInt32LE(type === RATIO ? values.length / 2 : values.length, at + 4)
      if (packed.length <= 4) packed.copy(directory, at + 8)
      else directory.writeUInt32LE(put(packed), at + 8)
    }
    const [bytes, at] = link
    Buffer.from(bytes.buffer, bytes.byteOffset).writeUInt32LE(length, at)
    put(directory)
    link = [directory, directory.length - 4]
  }
  return Buffer.concat(parts)
}

type Tag = readonly [tag: number, type: number, values: readonly number[]]

const [SHORT, LONG, RATIO] = [3, 4, 5]
const COMPRESSION: Readonly<Partial<Record<Coding['kind'], number>>> = { fax: 4, jpeg: 7, bits: 8 }

function tagsOf({ sheet, page }: Scanned, put: (bytes: Uint8Array) => number): Tag[] {
  const [first] = page.strips
  if (!first) throw new Error('a page without a picture')
  const { coding, height: rows } = first.picture
  const plain = COMPRESSION[coding] === undefined
  const bits = plain ? 8 : first.picture.bits
  const channels = plain ? sheet.channels : first.picture.channels
  let row = 0
  const strips = page.strips.map(({ picture }) => {
    const stride = sheet.width * sheet.channels
    const raw = sheet.data.subarray(row * stride, (row + picture.height) * stride)
    row += picture.height
    // PDF's row filters, palettes and negatives are not TIFF's.
    const bytes = plain ? deflateSync(raw, { level: 6 }) : picture.bytes
    return [put(bytes), bytes.length] as const
  })
  const photometric = coding === 'fax' ? 0 : channels === 1 ? 1 : coding === 'jpeg' ? 6 : 2
  const across = Math.round((sheet.width * 72 * 100) / page.width)
  const down = Math.round((sheet.height * 72 * 100) / page.height)
  return [
    [256, LONG, [sheet.width]],
    [257, LONG, [sheet.height]],
    [258, SHORT, channels === 1 ? [bits] : [8, 8, 8]],
    [259, SHORT, [COMPRESSION[coding] ?? 8]],
    [262, SHORT, [photometric]],
    [273, LONG, strips.map(([at]) => at)],
    [277, SHORT, [channels]],
    [278, LONG, [rows]],
    [279, LONG, strips.map(([, size]) => size)],
    [282, RATIO, [across, 100]],
    [283, RATIO, [down, 100]],
    [296, SHORT, [2]],
    ...(photometric === 6 ? [[530, SHORT, subsampling(first.picture.bytes)] as const] : []),
  ]
}

// Tells from the JPEG's frame header: the sampling factors of its first component.
function subsampling(jpeg: Uint8Array): readonly [number, number] {
  for (let at = 2; at + 9 < jpeg.length; at += 2 + jpeg[at + 2]! * 256 + jpeg[at + 3]!)
    if (jpeg[at + 1]! >= 0xc0 && jpeg[at + 1]! <= 0xc2) return [jpeg[at + 11]! >> 4, jpeg[at + 11]! & 15]
  throw new Error('a JPEG without a frame')
}

function pack(type: number, values: readonly number[]): Buffer {
  const size = type === SHORT ? 2 : 4
  const bytes = Buffer.alloc(values.length * size)
  for (const [i, value] of values.entries())
    if (size === 2) bytes.writeUInt16LE(value, i * 2)
    else bytes.writeUInt32LE(value, i * 4)
  return bytes
}
