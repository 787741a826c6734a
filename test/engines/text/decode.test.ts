import { expect, test } from 'vitest'
import { type DecodedText, decodeText } from '../../../engines/text/decode.ts'

const TEXT =
  '一、总体情况\r\n某某市某某局2021年政府信息公开工作年度报告。\r\n本年新收申请\t12\t0\t3\r\n二、主动公开政府信息情况\r\n（一）予以公开\t7\r\n'
const TRADITIONAL = '一、總體情況\n某某市政府資訊公開工作年度報告。\n本年新收申請\t12\t0\t3\n二、主動公開政府資訊情況\n'

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}

/** Inverts a decoder over its two-byte characters; TextEncoder writes only UTF-8. */
function encodeLegacy(text: string, encoding: 'gb18030' | 'big5'): Uint8Array {
  const decoder = new TextDecoder(encoding)
  const codes = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (!codes.has(character)) codes.set(character, [lead, trail])
    }
  }
  return Uint8Array.from(
    [...text].flatMap((character) => (character < '\u0080' ? [character.charCodeAt(0)] : codes.get(character)!)),
  )
}

function decoded(bytes: Uint8Array): DecodedText {
  const result = decodeText(bytes)
  if ('code' in result) throw new Error(`${result.code}: ${result.message}`)
  return result
}

const bom = (mark: readonly number[], bytes: Uint8Array) => Uint8Array.from([...mark, ...bytes])
const utf8 = new TextEncoder().encode(TEXT)

test.each([
  ['utf-8', utf8, TEXT],
  ['utf-8', bom([0xef, 0xbb, 0xbf], utf8), TEXT],
  ['utf-16le', utf16(TEXT, false), TEXT],
  ['utf-16be', utf16(TEXT, true), TEXT],
  ['utf-16le', bom([0xff, 0xfe], utf16(TEXT, false)), TEXT],
  ['utf-16be', bom([0xfe, 0xff], utf16(TEXT, true)), TEXT],
  ['gb18030', encodeLegacy(TEXT, 'gb18030'), TEXT],
  ['gb18030', encodeLegacy(TRADITIONAL, 'gb18030'), TRADITIONAL],
  ['big5', encodeLegacy(TRADITIONAL, 'big5'), TRADITIONAL],
  ['utf-8', new TextEncoder().encode('plain ASCII 1 2 3\n'), 'plain ASCII 1 2 3\n'],
] as const)('decodes %s', (encoding, bytes, text) => {
  expect(decoded(bytes)).toEqual({ text, encoding, problems: [] })
})

test.each([
  ['utf-8', utf8.subarray(0, -3)],
  ['gb18030', encodeLegacy(`${TEXT.trimEnd()}项`, 'gb18030').subarray(0, -1)],
  ['utf-16le', utf16(TEXT, false).subarray(0, -1)],
] as const)('a file cut inside its last character is read without it (%s)', (encoding, bytes) => {
  const cut = encoding === 'utf-8' ? Uint8Array.from([...bytes, 0xe4, 0xb8]) : bytes
  const result = decoded(cut)
  expect(result.encoding).toBe(encoding)
  expect(result.text).not.toContain('\uFFFD')
  expect(TEXT.startsWith(result.text.slice(0, 60))).toBe(true)
  expect(result.problems.map(({ code }) => code)).toEqual(['text-damaged'])
})

test('a file that starts inside a character is read without it', () => {
  const result = decoded(utf8.subarray(1))
  expect(result.text).toBe(TEXT.slice(1))
  expect(result.problems).toHaveLength(1)
})

test('a stray byte does not turn UTF-8 into nonsense, and is told', () => {
  const bytes = Uint8Array.from([...utf8, 0xff, ...utf8, ...utf8])
  const result = decoded(bytes)
  expect(result).toMatchObject({ encoding: 'utf-8', text: `${TEXT}\uFFFD${TEXT}${TEXT}` })
  expect(result.problems[0]?.message).toContain('1 undecodable')
})

test.each([
  ['a zero byte in ASCII', Buffer.from('abc\0def\nghi jkl mno')],
  ['a machine program', Buffer.from('7f454c4602010100000000000000000003003e00010000', 'hex')],
  ['bytes of every value', Uint8Array.from({ length: 4096 }, (_, index) => (index * 167 + (index >> 3)) % 256)],
  ['control characters', Buffer.from('\u0001\u0002\u0003\u0004 some words')],
  ['Latin-1', Buffer.from('caf\u00e9 d\u00e9j\u00e0 vu, \u00e0 bient\u00f4t', 'latin1')],
])('refuses %s', (_, bytes) => {
  expect(decodeText(bytes)).toMatchObject({ code: 'encoding-unreadable' })
})
