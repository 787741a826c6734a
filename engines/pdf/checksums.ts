import { inflateSync } from 'node:zlib'

/** Bytes inflated of a stream before it is left unchecked, and of a file altogether; a page's content has a hundredth of it. */
const LONGEST = 32 * 1024 ** 2
const MOST = 8 * LONGEST
/** Bytes of a dictionary looked at before its stream. */
const DICTIONARY = 2048

/**
 * How many of a PDF's compressed streams have bytes that cannot be what was compressed: their code makes no sense, or
 * their checksum (Adler-32, RFC 1950) disagrees. pdf.js looks at neither checksum, so that a turned bit in a page's
 * content becomes another figure without a word. Pictures are left out, encrypted documents too, and a stream that
 * merely ends early: pdf.js tells of those that matter.
 */
export function countBrokenStreams(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.includes('/Encrypt')) return 0
  let broken = 0
  let inflated = 0
  for (let at = file.indexOf('stream'); at >= 0 && inflated < MOST; at = file.indexOf('stream', at + 6)) {
    const from = dataStart(file, at + 6)
    if (from === null || file.toString('latin1', at - 3, at) === 'end') continue
    const dictionary = dictionaryBefore(file, at)
    if (!/\/Filter\s*\[?\s*\/(FlateDecode|Fl)\b/.test(dictionary) || /\/Subtype\s*\/Image\b/.test(dictionary)) continue
    const end = file.indexOf('endstream', from)
    if (end < 0) continue
    const length = inflatedLength(file.subarray(from, end))
    if (length === null) broken++
    inflated += length ?? 0
    at = end
  }
  return broken
}

/** The keyword is followed by an end of line; anything else is a word that happens to end the same way. */
function dataStart(file: Buffer, at: number): number | null {
  if (file[at] === 0x0a) return at + 1
  return file[at] === 0x0d && file[at + 1] === 0x0a ? at + 2 : null
}

function dictionaryBefore(file: Buffer, at: number): string {
  const text = file.toString('latin1', Math.max(0, at - DICTIONARY), at)
  return text.slice(text.lastIndexOf(' obj') + 1)
}

/** Bytes that a zlib stream holds, as far as they are looked at; null where it is broken. */
function inflatedLength(data: Buffer): number | null {
  try {
    return inflateSync(data, { maxOutputLength: LONGEST }).length
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'Z_DATA_ERROR') return null
    return code === 'ERR_BUFFER_TOO_LARGE' ? LONGEST : data.length
  }
}
