import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { type Cell, layoutTable } from '../../../cli/show/layout.ts'

const plain = (text: string) => text
const right = (text: string): Cell => ({ text, align: 'right' })
const HEADER = [{ text: '' }, ...['自然人', '商业企业', '科研机构', '总计'].map(right)]
const ROWS = [
  [{ text: '一、本年新收政府信息公开申请数量' }, ...['846', '0', '74', '920'].map(right)],
  [{ text: '（二）部分公开' }],
]

test('a table that fits is one block', () => {
  expect(layoutTable(HEADER, ROWS, 80, plain)).toEqual([
    '                                  自然人  商业企业  科研机构  总计',
    '────────────────────────────────  ──────  ────────  ────────  ────',
    '一、本年新收政府信息公开申请数量     846         0        74   920',
    '（二）部分公开',
  ])
})

test('labels are cut before columns are', () => {
  const lines = layoutTable(HEADER, ROWS, 60, plain)
  expect(lines).toHaveLength(4)
  expect(lines[2]).toMatch(/^一、本年新收政府信息公[^ ]*… +846 +0 +74 +920$/)
  expect(lines.every((line) => stringWidth(line) <= 60)).toBe(true)
})

test('columns that do not fit go on below, each block with the labels', () => {
  const lines = layoutTable(HEADER, ROWS, 40, plain)
  expect(lines.every((line) => stringWidth(line) <= 40)).toBe(true)
  expect(lines.filter((line) => line === '')).toHaveLength(1)
  expect(lines.filter((line) => line.startsWith('一、本年'))).toHaveLength(2)
  expect(lines.join(' ').match(/\d+/g)).toEqual(['846', '0', '74', '920'])
})

test('a column wider than the terminal stands alone, and is whole', () => {
  const lines = layoutTable([], [[{ text: 'a' }, { text: 'x'.repeat(50) }, { text: 'y' }]], 20, plain)
  expect(lines).toEqual([`a  ${'x'.repeat(50)}`, '', 'a  y'])
})

test('what is in review and what was corrected bear signs of their own, in colours of their own', () => {
  const rows = [[{ text: 'a' }, { text: '3', mark: true }, { text: '8', corrected: true }]]
  const lines = layoutTable(
    [],
    rows,
    80,
    (text) => `<${text}>`,
    (text) => `[${text}]`,
  )
  expect(lines).toEqual(['a  <3 ⚑>  [8 ✎]'])
})
