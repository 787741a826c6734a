import { expect, test } from 'vitest'
import { pipeStyle, splitLine } from '../../../pipeline/read/delimiters.ts'
import { fc } from '../../support/properties.ts'

/** Splits every line in the style that all of them together show. */
function split(...lines: string[]): (string[] | null)[] {
  const style = pipeStyle(lines)
  return lines.map((line) => splitLine(line, style))
}

test('tabs part cells, blank ones between and behind them too', () => {
  expect(split('规章\t1\t\t3\t')).toEqual([['规章', '1', '', '3', '']])
  expect(split('\t\t')).toEqual([['', '', '']])
})

test('a line without tab or pipe has no cells', () => {
  expect(split('规章 1 2 3', '')).toEqual([null, null])
})

test('in framed markdown the outer pipes are no cells and the rule has none', () => {
  expect(split('| 信息内容 | 数量 |', '|---|:---:|', '| 规章 | 0 |', '| 规范性文件 | |', '| | 5 |')).toEqual([
    ['信息内容', '数量'],
    [],
    ['规章', '0'],
    ['规范性文件', ''],
    ['', '5'],
  ])
})

test('pipes behind each cell close cells, they open none', () => {
  expect(split('规章 | 1 | 2 |', '规范性文件 | 3 | |', '行政许可 | | |')).toEqual([
    ['规章', '1', '2'],
    ['规范性文件', '3', ''],
    ['行政许可', '', ''],
  ])
})

test('pipes between cells: one behind the last cell means one more, blank', () => {
  expect(split('规章|1|2', '规范性文件|3|4', '行政许可|5|')).toEqual([
    ['规章', '1', '2'],
    ['规范性文件', '3', '4'],
    ['行政许可', '5', ''],
  ])
})

test('a line of lone pipes is as many blank cells', () => {
  expect(split('规章 | 1 | 2 |', '规范性文件 | 3 | 4 |', '| | |')[2]).toEqual(['', '', ''])
  expect(split('规章|1|2', '规范性文件|3|4', '||')[2]).toEqual(['', '', ''])
})

test('full-width and drawn strokes are pipes too', () => {
  expect(split('规章｜1｜2｜')).toEqual([['规章', '1', '2']])
  expect(split('│规章│1│2│')).toEqual([['规章', '1', '2']])
})

const cell = fc.constantFrom('规章', '0', '12', '', '/', '增10')
const rows = fc
  .integer({ min: 2, max: 6 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 6 }))
  .filter((all) => all.every((row) => row.some((text) => text !== '')))

test('tables come back from tabs and from framed pipes cell by cell', () => {
  fc.assert(
    fc.property(rows, (table) => {
      expect(split(...table.map((row) => row.join('\t')))).toEqual(table)
      expect(split(...table.map((row) => `| ${row.join(' | ')} |`))).toEqual(table)
    }),
  )
})
