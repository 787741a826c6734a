import { entryName } from './entry-name.ts'

// The records of a zip (PKWARE's APPNOTE 6.3.10, 4.3 and 4.5.3). Numbers that do not fit stand in the zip64 fields.

/** What a zip says of a file. Sizes in bytes; `method` 0 is stored, 8 deflated; `crc` is the CRC-32 of the file's own bytes. */
export type EntryHead = {
  readonly path: string
  readonly method: 0 | 8
  readonly crc: number
  readonly size: number
  readonly packedSize: number
}

/** What stands before an entry's data. */
export function localHeader(head: EntryHead): Buffer {
  const wide = Math.max(head.size, head.packedSize) >= WIDE
  const extra = wide ? wideField([head.size, head.packedSize]) : Buffer.alloc(0)
  const fixed = Buffer.alloc(30)
  fixed.writeUInt32LE(0x04034b50, 0)
  writeCommon(fixed, 4, head, { wide, sizes: wide ? [WIDE, WIDE] : [head.packedSize, head.size], extra: extra.length })
  return Buffer.concat([fixed, entryName(head.path), extra])
}

/** An entry's line of the directory at the end; `offset` is where its header begins. */
export function directoryRecord(head: EntryHead, offset: number): Buffer {
  const wideOnes = [head.size, head.packedSize, offset].filter((number) => number >= WIDE)
  const wide = wideOnes.length > 0
  const extra = wide ? wideField(wideOnes) : Buffer.alloc(0)
  const fixed = Buffer.alloc(46)
  fixed.writeUInt32LE(0x02014b50, 0)
  fixed.writeUInt16LE(MADE_BY, 4)
  const sizes = [Math.min(head.packedSize, WIDE), Math.min(head.size, WIDE)] as const
  writeCommon(fixed, 6, head, { wide, sizes, extra: extra.length })
  fixed.writeUInt32LE(MODE * 0x10000, 38)
  fixed.writeUInt32LE(Math.min(offset, WIDE), 42)
  return Buffer.concat([fixed, entryName(head.path), extra])
}

/** What ends a zip: `count` entries, whose directory of `size` bytes begins at `offset`. */
export function endRecords(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(count, 0xffff), 8)
  end.writeUInt16LE(Math.min(count, 0xffff), 10)
  end.writeUInt32LE(Math.min(size, WIDE), 12)
  end.writeUInt32LE(Math.min(offset, WIDE), 16)
  if (count < 0xffff && size < WIDE && offset < WIDE) return end
  const wide = Buffer.alloc(56)
  wide.writeUInt32LE(0x06064b50, 0)
  wide.writeBigUInt64LE(44n, 4)
  wide.writeUInt16LE(MADE_BY, 12)
  wide.writeUInt16LE(45, 14)
  wide.writeBigUInt64LE(BigInt(count), 24)
  wide.writeBigUInt64LE(BigInt(count), 32)
  wide.writeBigUInt64LE(BigInt(size), 40)
  wide.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + size), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([wide, locator, end])
}

type Common = { readonly wide: boolean; readonly sizes: readonly [packed: number, own: number]; readonly extra: number }

/** What an entry's header and its line of the directory have in common, from the version that can unpack it. */
function writeCommon(to: Buffer, at: number, { path, method, crc }: EntryHead, { wide, sizes, extra }: Common): void {
  to.writeUInt16LE(wide ? 45 : 20, at)
  to.writeUInt16LE(NAME_IS_UTF8, at + 2)
  to.writeUInt16LE(method, at + 4)
  to.writeUInt16LE(0, at + 6)
  to.writeUInt16LE(FIRST_DAY, at + 8)
  to.writeUInt32LE(crc, at + 10)
  to.writeUInt32LE(sizes[0], at + 14)
  to.writeUInt32LE(sizes[1], at + 18)
  to.writeUInt16LE(entryName(path).length, at + 22)
  to.writeUInt16LE(extra, at + 24)
}

function wideField(numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * numbers.length)
  field.writeUInt16LE(1, 0)
  field.writeUInt16LE(8 * numbers.length, 2)
  for (const [i, number] of numbers.entries()) field.writeBigUInt64LE(BigInt(number), 4 + 8 * i)
  return field
}

/** The first number that 32 bits cannot say, since it says that it stands elsewhere. */
const WIDE = 0xffffffff
const NAME_IS_UTF8 = 1 << 11
/** 1 January 1980, midnight, the first moment that a zip knows: the same files give the same bytes at all times. */
const FIRST_DAY = (1 << 5) | 1
/** Unix, so that the mode counts; version 6.3 of the format. */
const MADE_BY = (3 << 8) | 63
/** A plain file that everybody may read. */
const MODE = 0o100644
