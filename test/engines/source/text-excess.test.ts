import { expect, test } from 'vitest'
import {
  MAX_COMBINING_MARKS,
  MAX_LINE_CELLS,
  MAX_LINE_CHARACTERS,
  MAX_TEXT_CHARACTERS,
  MAX_TEXT_LINES,
} from '../../../engines/source/limits.ts'
import { textExcess } from '../../../engines/source/text-excess.ts'

const lines = (count: number) => 'x\n'.repeat(count - 1)

test.each([
  ['characters', '本\n'.repeat(9) + 'x'.repeat(MAX_TEXT_CHARACTERS), 'characters'],
  ['lines', lines(MAX_TEXT_LINES + 1), 'lines'],
  ['lines that end oddly', lines(MAX_TEXT_LINES + 1).replaceAll('\n', '\u2028'), 'lines'],
  ['characters in a line', 'x'.repeat(MAX_LINE_CHARACTERS + 1), 'a line of'],
  ['tabs in a line', `x\n0${'\t0'.repeat(MAX_LINE_CELLS + 1)}`, 'cells'],
  ['pipes in a line', `x\n0${'│0'.repeat(MAX_LINE_CELLS + 1)}`, 'cells'],
])('too many %s are a limit that says which', (_, text, what) => {
  expect(textExcess(text)).toEqual({ code: 'text-too-long', message: expect.stringContaining(what) })
})

test('marks piled up on one letter are no text', () => {
  expect(textExcess(`0${'\u0301\u0323'.repeat(MAX_COMBINING_MARKS)}`)).toMatchObject({ code: 'encoding-unreadable' })
})

test.each([
  ['lines', lines(MAX_TEXT_LINES)],
  ['characters in a line', 'x'.repeat(MAX_LINE_CHARACTERS)],
  ['cells in a line', '\t'.repeat(MAX_LINE_CELLS)],
  ['marks on a letter', `0${'\u0301'.repeat(MAX_COMBINING_MARKS)}`],
])('as many %s as the limit allows are read', (_, text) => {
  expect(textExcess(text)).toBeNull()
})
