import { expect, test } from 'vitest'
import { proseLines } from '../../../pipeline/grid/prose.ts'
import { word, words } from './make.ts'

const texts = (all: Parameters<typeof proseLines>[0]) => proseLines(all).map((l) => l.text)

test('words join into lines with the spaces that were printed', () => {
  expect(texts([...words('A line of words', 0, 0), word('second', 0, 20)])).toEqual(['A line of words', 'second'])
  expect(texts([word('2020', 0, 0), word('年', 21, 0), word('报告', 32, 0)])).toEqual(['2020年报告'])
  expect(texts([word('总', 0, 0), word('计', 14, 0)])).toEqual(['总计'])
  expect(texts([word('总', 0, 0), word('计', 14, 0, { spaced: true })])).toEqual(['总 计'])
  expect(texts([word('12', 0, 0), word('34', 12, 0)])).toEqual(['12 34'])
})

test('a raised mark stays on its line, and boxes and sizes are those of the line', () => {
  const mark = word('1)', 15, 9, { size: 6, box: [15, 9, 21, 15] })
  const [line] = proseLines([word('abc', 0, 10), mark])
  expect(line).toEqual({ text: 'abc1)', line: 0, box: [0, 9, 21, 20], size: 10, cells: null })
})

test('texts at both margins are lines of their own, in order', () => {
  expect(texts([word('left', 0, 0), word('right', 300, 0), word('below', 0, 15)])).toEqual(['left', 'right', 'below'])
})

test('two columns of prose read one after the other, between headings across both', () => {
  const column = (name: string, x: number) =>
    Array.from({ length: 7 }, (_, i) => words(`${name} column line ${i}`, x, 20 + i * 12)).flat()
  const heading = words('A heading that runs across both of the columns of this page', 0, 0)
  const footing = words('A footing that runs across both of the columns of this page', 0, 120)
  const read = texts([...column('right', 180), ...heading, ...column('left', 0), ...footing])
  expect(read[0]).toMatch(/heading/)
  expect(read.slice(1, 8)).toEqual(Array.from({ length: 7 }, (_, i) => `left column line ${i}`))
  expect(read.slice(8, 15)).toEqual(Array.from({ length: 7 }, (_, i) => `right column line ${i}`))
  expect(read[15]).toMatch(/footing/)
})

test('a list of labels and figures reads line by line', () => {
  const rows = Array.from({ length: 8 }, (_, i) => [
    ...words(`label of row ${i}`, 0, i * 12),
    word(`${i}0`, 200, i * 12),
  ]).flat()
  expect(texts(rows).slice(0, 4)).toEqual(['label of row 0', '00', 'label of row 1', '10'])
})
