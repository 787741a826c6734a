import type { Problem } from '../../schemas/problem.ts'
import { plausibility } from './plausible.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5'
export type DecodedText = {
  readonly text: string
  readonly encoding: Encoding
  /** `text-damaged` where bytes had to be dropped or replaced; the text is usable all the same. */
  readonly problems: readonly Problem[]
}

/** Least share of the Han characters that must be common ones before bytes that are not UTF-8 pass for Chinese. */
const LEAST_PLAUSIBLE = 0.85
/** Most control characters a text may hold, as a share of its characters; binary files hold far more. */
const MOST_CONTROLS = 0.01
/** Most undecodable bytes a text that is otherwise sound may hold, as a share of its characters. */
const MOST_LOST = 0.05

/**
 * Bytes of a text dump to its characters: byte order mark first, then UTF-16 told by its zero bytes, strict UTF-8,
 * GB18030 and Big5 by plausibility (both accept almost any bytes, so decoding without error proves nothing).
 * A character cut in two at the end or the start of the file is dropped, with a problem that says so.
 * `encoding-unreadable` where nothing fits, which includes binary content.
 */
export function decodeText(bytes: Uint8Array): DecodedText | Problem {
  const marked = byteOrderMark(bytes)
  const decoded = marked
    ? decodeAs(marked.encoding, bytes.subarray(marked.length), true)
    : (decodeZeros(bytes) ?? decodeUtf8(bytes) ?? decodeLegacy(bytes) ?? decodeLossy(bytes))
  if (!decoded || isBinary(decoded.text)) return unreadable()
  return decoded
}

function unreadable(): Problem {
  return {
    code: 'encoding-unreadable',
    message: 'neither UTF-8, UTF-16, GB18030 nor Big5 text; convert it to UTF-8, or give the PDF itself',
  }
}

function byteOrderMark(bytes: Uint8Array): { encoding: Encoding; length: number } | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', length: 2 }
  return null
}

function decodeStrict(encoding: Encoding, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Decodes with up to three bytes dropped at the end (`cut`), where a file that was cut short has a torn character. */
function decodeAs(encoding: Encoding, bytes: Uint8Array, lossy = false): DecodedText | null {
  for (let drop = 0; drop <= 3 && drop < Math.max(1, bytes.length); drop++) {
    const text = decodeStrict(encoding, bytes.subarray(0, bytes.length - drop))
    if (text !== null) return { text, encoding, problems: drop ? [damaged('ends in the middle of a character')] : [] }
  }
  return lossy ? replaceLost(encoding, bytes) : null
}

function damaged(what: string): Problem {
  return { code: 'text-damaged', message: `the text ${what}; look whether the file is whole` }
}

function replaceLost(encoding: Encoding, bytes: Uint8Array): DecodedText | null {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
  const lost = text.split('\uFFFD').length - 1
  if (lost > Math.max(1, text.length * MOST_LOST)) return null
  return { text, encoding, problems: [damaged(`holds ${lost} undecodable character${lost === 1 ? '' : 's'}`)] }
}

/** Text in UTF-16 without a mark shows zero bytes at every line break and digit, all on one side of the pairs. */
function decodeZeros(bytes: Uint8Array): DecodedText | null {
  if (!bytes.includes(0)) return null
  const zeros = [0, 0]
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2]!++
  const encoding = zeros[1]! > zeros[0]! ? 'utf-16le' : 'utf-16be'
  const decoded = decodeAs(encoding, bytes)
  return decoded && plausibility(decoded.text) >= LEAST_PLAUSIBLE ? decoded : null
}

/** Strict UTF-8; a dump that was cut out of a longer one may also start inside a character. */
function decodeUtf8(bytes: Uint8Array): DecodedText | null {
  let start = 0
  while (start < 3 && start < bytes.length && (bytes[start]! & 0xc0) === 0x80) start++
  const decoded = decodeAs('utf-8', bytes.subarray(start))
  if (!decoded || start === 0) return decoded
  return { ...decoded, problems: [damaged('starts in the middle of a character'), ...decoded.problems] }
}

function decodeLegacy(bytes: Uint8Array): DecodedText | null {
  const candidates = (['gb18030', 'big5'] as const)
    .map((encoding) => decodeAs(encoding, bytes))
    .filter((decoded) => decoded !== null)
    .map((decoded) => ({ decoded, score: plausibility(decoded.text) }))
    .filter(({ score }) => score >= LEAST_PLAUSIBLE)
    .sort((a, b) => b.score - a.score)
  return candidates[0]?.decoded ?? null
}

/** A stray byte here and there, as tools leave that cut lines by bytes, while the rest is sound. */
function decodeLossy(bytes: Uint8Array): DecodedText | null {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const decoded = replaceLost(encoding, bytes)
    if (decoded && plausibility(decoded.text) >= LEAST_PLAUSIBLE) return decoded
  }
  return null
}

function isBinary(text: string): boolean {
  let controls = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0) return true
    if (code < 32 ? code < 9 || code > 13 : code >= 0x7f && code < 0xa0) controls++
  }
  return controls > Math.max(1, text.length * MOST_CONTROLS)
}
