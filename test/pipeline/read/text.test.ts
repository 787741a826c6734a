import { expect, test } from 'vitest'
import { readText } from '../../../pipeline/read/text.ts'
import { PageReading } from '../../../schemas/page.ts'
import { fc } from '../../support/properties.ts'

test('lines keep their numbers in the file; empty ones are left out', () => {
  const { lines } = readText('题目\n\n  \n正文。\n')
  expect(lines.map(({ text, line }) => [text, line])).toEqual([
    ['题目', 1],
    ['正文。', 4],
  ])
})

test.each(['\n', '\r\n', '\r', '\f', '\v', '\u0085', '\u2028', '\u2029'])('%j ends a line', (end) => {
  expect(readText(`一${end}二`).lines.map((line) => line.text)).toEqual(['一', '二'])
})

test('delimited lines have cells, prose has none, markdown rules have no cells at all', () => {
  const { lines } = readText('说明\n| 规章 | 0 |\n|---|---|\n| 行政许可 | |')
  expect(lines.map((line) => line.cells)).toEqual([null, ['规章', '0'], [], ['行政许可', '']])
})

test('a byte order mark is no character of the first line', () => {
  expect(readText('\ufeff题目').lines[0]?.text).toBe('题目')
})

test('the place of a line laid out with spaces is kept: wide characters take two columns', () => {
  expect(readText('   3   4').lines[0]).toMatchObject({ text: '3   4', indent: 3 })
  expect(readText('　　3').lines[0]?.indent).toBe(4)
  expect(readText('3').lines[0]).not.toHaveProperty('indent')
})

test('any text is one page of kind text that the schema knows, the same every time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const page = readText(text)
      expect(PageReading.safeParse(page).success).toBe(true)
      expect(readText(text)).toEqual(page)
      expect(page.lines.every((line) => line.text.trim() !== '')).toBe(true)
    }),
  )
})

test('no character of a line is lost but white space and delimiters', () => {
  const squash = (text: string) => text.replace(/[\s|]/gu, '')
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom(...'规章许可012 \t|/-增（）'), maxLength: 15 })),
      (lines) => {
        const text = lines.join('\n')
        expect(
          squash(
            readText(text)
              .lines.map((line) => line.text)
              .join('\n'),
          ),
        ).toBe(squash(text))
      },
    ),
  )
})
