import { expect, test } from 'vitest'
import { cellText, linesIn, sheetName, widthOf } from '../../../export/xlsx/text.ts'

test('text comes back from a workbook as it was, as far as XML can hold it', () => {
  expect(cellText('_x0041_ and _x00zz_')).toBe('_x005F_x0041_ and _x00zz_')
  expect(cellText('a\r\nb\rc')).toBe('a\nb\nc')
  expect(cellText('\ud800\ufffe')).toBe('\ufffd\ufffd')
  expect(cellText('字'.repeat(40_000))).toHaveLength(32_767)
})

test('Chinese characters are twice as wide', () => {
  expect(widthOf('a年b')).toBe(4)
  expect(linesIn('一二三四\nab', 4)).toBe(3)
  expect(linesIn('', 4)).toBe(1)
})

test('names of sheets are short, allowed and different, whatever is asked for', () => {
  const taken = new Set<string>()
  expect(sheetName('History', taken)).toBe('History~2')
  expect(['A', 'a', '[x]', '', "''", '\ud83d\ude00'.repeat(16)].map((wish) => sheetName(wish, taken))).toEqual([
    'A',
    'a~2',
    '_x_',
    '报告',
    '报告~2',
    '\ud83d\ude00'.repeat(15),
  ])
})
