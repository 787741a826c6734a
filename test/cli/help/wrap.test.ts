import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { reflow } from '../../../cli/help/reflow.ts'
import { joinLines, wrap } from '../../../cli/help/wrap.ts'

test('English breaks at spaces, and at nothing else', () => {
  expect(wrap('the agency’s own sums (see docs) are kept', 12)).toEqual([
    'the agency’s',
    'own sums',
    '(see docs)',
    'are kept',
  ])
  expect(wrap('--review-threshold', 10)).toEqual(['--review-threshold'])
  expect(wrap('', 10)).toEqual([''])
})

test('Chinese breaks between characters of two columns, with punctuation on its side', () => {
  const text = '页数过多，确需读取时，请调高 --max-pages（默认：500）。'
  for (let width = 14; width < 60; width++) {
    const lines = wrap(text, width)
    expect(lines.every((line) => stringWidth(line) <= width)).toBe(true)
    expect(lines.filter((line) => /^[，。：）]|（$/.test(line))).toEqual([])
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
  }
})

test('lines of one sentence are joined as its writing joins words', () => {
  expect(joinLines(['one', 'two'])).toBe('one two')
  expect(joinLines(['一份', '报告'])).toBe('一份报告')
  expect(joinLines(['请用', '--out'])).toBe('请用 --out')
  expect(joinLines(['完成，', '2 用法错误'])).toBe('完成，2 用法错误')
})

const HELP = `
Examples:
  nianbao one        the first
  nianbao two | jq .

Prose that goes on
over lines.

Exit codes: 0 done.
`

test('prose is set anew, examples stay as they are where they fit', () => {
  expect(reflow(HELP, 40)).toBe(HELP.replace('on\nover', 'on over'))
})

test('notes go below their commands where one of them does not fit', () => {
  expect(reflow(HELP, 24)).toBe(`
Examples:
  nianbao one
      the first
  nianbao two | jq .

Prose that goes on over
lines.

Exit codes: 0 done.
`)
})
