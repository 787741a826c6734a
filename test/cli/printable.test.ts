import { expect, test } from 'vitest'
import { printable } from '../../cli/printable.ts'

test.each([
  ['政府信息公开 2021—年 é', '政府信息公开 2021—年 é'],
  ['a\nb\tc\r', 'a\\nb\\tc\\u{d}'],
  ['\u001b[31mred\u0007\u009b', '\\u{1b}[31mred\\u{7}\\u{9b}'],
  ['gnp.\u202efdp', 'gnp.\\u{202e}fdp'],
  ['\ud800x\udfff', '\\u{d800}x\\u{dfff}'],
  ['😀', '😀'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown)
})
