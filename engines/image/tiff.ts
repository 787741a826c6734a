import { PICTURES } from './limits.ts'
import type { Density } from './size.ts'

/** One picture of a TIFF by its directory; `index` counts all directories from 0, those that are no pages too. */
export type TiffFrame = {
  readonly index: number
  readonly width: number
  readonly height: number
  readonly density: Density | null
  readonly compression: number
}

const TAG = { subfile: 254, width: 256, height: 257, compression: 259, x: 282, y: 283, unit: 296 } as const

/**
 * The pictures of a TIFF that are pages: thumbnails and masks (TIFF 6.0, NewSubfileType bits 0 and 2) are left out.
 * Null where the bytes are no classic TIFF (a BigTIFF, another format) or hold no directory that makes sense.
 */
export function tiffFrames(bytes: Uint8Array): readonly TiffFrame[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < 8) return null
  const little = view.getUint16(0) === 0x4949
  if (!little && view.getUint16(0) !== 0x4d4d) return null
  if (view.getUint16(2, little) !== 42) return null
  const frames: TiffFrame[] = []
  const seen = new Set<number>()
  let at = view.getUint32(4, little)
  for (let index = 0; at !== 0 && !seen.has(at) && index < PICTURES.mostPages; index++) {
    seen.add(at)
    const tags = directory(view, at, little)
    if (!tags) break
    const frame = frameOf(tags.values, index)
    if (frame) frames.push(frame)
    at = tags.next
  }
  return frames.length > 0 ? frames : null
}

function frameOf(values: ReadonlyMap<number, number>, index: number): TiffFrame | null {
  const [width, height] = [values.get(TAG.width) ?? 0, values.get(TAG.height) ?? 0]
  if (((values.get(TAG.subfile) ?? 0) & 0b101) !== 0 || width < 1 || height < 1) return null
  // Unit 1 is none: the two figures then only give the pixels' shape.
  const inch = { 2: 1, 3: 2.54 }[values.get(TAG.unit) ?? 2]
  const [x, y] = [values.get(TAG.x) ?? 0, values.get(TAG.y) ?? 0]
  const density = inch && x > 0 && y > 0 ? { x: x * inch, y: y * inch } : null
  return { index, width, height, density, compression: values.get(TAG.compression) ?? 1 }
}

/** A directory's single values, and where the next directory stands; null where the file ends first. */
function directory(view: DataView, at: number, little: boolean) {
  if (at + 2 > view.byteLength) return null
  const count = view.getUint16(at, little)
  const end = at + 2 + count * 12
  if (end > view.byteLength) return null
  const values = new Map<number, number>()
  for (let entry = at + 2; entry < end; entry += 12) {
    const value = entryValue(view, entry, little)
    if (value !== null) values.set(view.getUint16(entry, little), value)
  }
  return { values, next: end + 4 <= view.byteLength ? view.getUint32(end, little) : 0 }
}

function entryValue(view: DataView, entry: number, little: boolean): number | null {
  const type = view.getUint16(entry + 2, little)
  if (type === 1) return view.getUint8(entry + 8)
  if (type === 3) return view.getUint16(entry + 8, little)
  if (type === 4) return view.getUint32(entry + 8, little)
  if (type !== 5) return null
  const at = view.getUint32(entry + 8, little)
  if (at + 8 > view.byteLength) return null
  return view.getUint32(at, little) / view.getUint32(at + 4, little)
}
