import { expect, test } from 'vitest'
import { parsePageRanges, selectPages } from '../../../engines/source/pages.ts'

test('reads lists of pages and ranges', () => {
  expect(parsePageRanges('2-5,7')).toEqual([
    [2, 5],
    [7, 7],
  ])
  expect(parsePageRanges(' 3- ')).toEqual([[3, null]])
})

test.each(['', '0', '5-2', '-3', 'a', '1,,2', '1.5', '2--4'])('refuses %j', (text) => {
  expect(parsePageRanges(text)).toBeNull()
})

test('selects each page once, ascending, and tells what lies beyond the end', () => {
  const ranges = parsePageRanges('3-4,2-3,9')!
  expect(selectPages(ranges, 10)).toEqual({ pages: [2, 3, 4, 9], outside: '' })
  expect(selectPages(ranges, 3)).toEqual({ pages: [2, 3], outside: '3-4,9' })
  expect(selectPages([[4, null]], 3)).toEqual({ pages: [], outside: '4-' })
})
