import { expect, test } from 'vitest'
import { withoutInvisible } from '../../../pipeline/read/invisible.ts'
import { readText } from '../../../pipeline/read/text.ts'

test.each([
  '\u00ad',
  '\u200c',
  '\u200d',
  '\u200e',
  '\u202a',
  '\u202c',
  '\u2060',
  '\u2066',
  '\ufe0f',
  '\ufeff',
  '\u0332',
])('%j is no character of a figure or a label', (mark) => {
  const [line] = readText(`${mark}规${mark}章\t${mark}1${mark}2${mark}\t0${mark}`).lines
  expect(line?.cells).toEqual(['规章', '12', '0'])
})

test('a zero-width space stays where cells may have met', () => {
  expect(withoutInvisible('规\u200b章 1\u200b2\u200b')).toBe('规章 1\u200b2')
})

test('what turns the order of digits round, or strikes them out, stays', () => {
  expect(withoutInvisible('\u202e12\u202c')).toContain('\u202e')
  expect(withoutInvisible('1\u03362\u0336')).toBe('1\u03362\u0336')
})
