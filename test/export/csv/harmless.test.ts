import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { harmless } from '../../../export/csv/harmless.ts'
import { HOSTILE } from '../support/hostile.ts'
import { field, made, outgoing, smallReport } from '../support/outgoing.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['-', "'-"],
  ['-1+1', "'-1+1"],
  ['+86 10', "'+86 10"],
  ['＝1', "'＝1"],
  ['\u0000=1', "'\u0000=1"],
  ['\u0000-12', "'\u0000-12"],
  ['\u00a0 =1', "'\u00a0 =1"],
  ['\u200b\ufeff@SUM(1)', "'\u200b\ufeff@SUM(1)"],
  ['﹦1', "'﹦1"],
  ["'twice", "''twice"],
  ['-12', '-12'],
  ['+10003', '+10003'],
  ['-0.5', '-0.5'],
  ['—', '—'],
  ['某县 = 某市', '某县 = 某市'],
  ['', ''],
])('%j becomes %j', (text, safe) => {
  expect(harmless(text)).toBe(safe)
})

test('nothing that begins like a formula is left, and taking the apostrophe away gives back the text', () => {
  const starts = fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '\n', "'", '＝', '＋', '－', '＠')
  const unseen = fc.constantFrom('', '\u0000', ' ', '\u3000', '\ufeff', '\u0000\u200b')
  fc.assert(
    fc.property(unseen, starts, fc.string({ unit: 'grapheme' }), (before, start, rest) => {
      const text = before + start + rest
      const safe = harmless(text)
      const seen = safe.replace(/^[\p{Cc}\p{Cf}\p{Z}]+/u, '')
      expect(/^[=+\-@\t\r\n＝＋－＠]/.test(seen) && !/^[+-]\d+(\.\d+)?$/.test(safe)).toBe(false)
      expect(safe.replace(/^'/, '')).toBe(text)
    }),
  )
})

test('every cell of both tables is harmless, and negative figures are figures', async () => {
  const reports = HOSTILE.map((text) =>
    outgoing(
      smallReport(
        {
          'document.organization': field({ value: text, state: 'text', raw: text, unit: text }),
          'art20_5.licences.change': field({ value: -12, state: 'number', raw: '-12' }),
          [text]: field({ value: text, state: 'text', raw: text, readings: [{ reader: text, raw: text, score: 1 }] }),
        },
        {
          source: { name: text, sha256: text, pages: 1, kind: 'text' },
          document: { kind: 'unknown', form: text, title: text },
        },
      ),
    ),
  )
  for (const format of ['csv', 'csv-fields'] as const) {
    const rows = parse((await made(format, reports)).bytes) as string[][]
    const cells = rows.flat()
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell) && cell !== '-12')).toEqual([])
    expect(cells.filter((cell) => cell === '-12').length).toBeGreaterThanOrEqual(HOSTILE.length)
  }
})
