import sharp, { type Sharp } from 'sharp'
import { openImage } from '../../../engines/image/open.ts'

/** A picture of 200 by 280 pixels, black and white, without symmetry. */
export const [WIDTH, HEIGHT] = [200, 280]
export const SHADE = (x: number, y: number) => ((x + 2 * y) % 23 < 9 || (x < 60 && y < 30) ? 0 : 255)
export const PIXELS = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => SHADE(i % WIDTH, Math.floor(i / WIDTH)))

/** The picture, ready to be encoded. */
export function picture(): Sharp {
  return sharp(PIXELS, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } }).toColourspace('b-w')
}

/** The only page of an image file, which must be one. */
export async function onlyPage(bytes: Uint8Array) {
  const opened = await openImage(bytes)
  if ('code' in opened) throw new Error(opened.message)
  if (opened.pages !== 1) throw new Error(`${opened.pages} pages`)
  const page = await opened.readPage(1)
  if ('code' in page) throw new Error(page.message)
  return page
}

/** Entries of a TIFF directory: tag, type (1 byte, 3 short, 4 long, 5 rational) and values. */
export type Entry = readonly [tag: number, type: 1 | 3 | 4 | 5, ...values: number[]]

/** A little-endian TIFF written entry by entry; each page has one strip, `data`. Rationals are given as single numbers. */
export function tiff(pages: readonly { readonly entries: readonly Entry[]; readonly data: Uint8Array }[]): Buffer {
  const parts: Buffer[] = [Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0])]
  let length = 8
  const add = (part: Uint8Array) => {
    parts.push(Buffer.from(part), Buffer.alloc(part.length % 2))
    length += part.length + (part.length % 2)
    return length - part.length - (part.length % 2)
  }
  let link = { buffer: parts[0]!, at: 4 }
  for (const { entries, data } of pages) {
    const strip = add(data)
    const all = [...entries, [273, 4, strip] as const, [279, 4, data.length] as const].toSorted((a, b) => a[0] - b[0])
    const written = all.map(([tag, type, ...values]) => {
      const entry = Buffer.alloc(12)
      entry.writeUInt16LE(tag, 0)
      entry.writeUInt16LE(type, 2)
      entry.writeUInt32LE(values.length, 4)
      const size = { 1: 1, 3: 2, 4: 4, 5: 8 }[type]
      const packed = Buffer.alloc(Math.max(4, size * values.length))
      values.forEach((value, i) => {
        if (type === 5) packed.writeUInt32LE(Math.round(value * 100), i * 8)
        if (type === 5) packed.writeUInt32LE(100, i * 8 + 4)
        if (type !== 5) packed.writeUIntLE(value, i * size, size)
      })
      if (size * values.length > 4) entry.writeUInt32LE(add(packed), 8)
      else packed.copy(entry, 8)
      return entry
    })
    const head = Buffer.alloc(2)
    head.writeUInt16LE(written.length)
    const directory = Buffer.concat([head, ...written, Buffer.alloc(4)])
    link.buffer.writeUInt32LE(add(directory), link.at)
    link = { buffer: parts.at(-2)!, at: directory.length - 4 }
  }
  return Buffer.concat(parts)
}
