import { expect, test } from 'vitest'
import { numberColumns } from '../../../pipeline/form/number-column.ts'

/** Rows of texts from column 0 on. */
const columns = (rows: readonly (readonly string[])[]) => [
  ...numberColumns(rows.map((texts) => texts.map((text, column) => ({ text, column })))),
]

test('numbers that rise by one in front of labels number the rows', () => {
  expect(
    columns([
      ['序号', '类别', '数量'],
      ['1', '行政许可', '3'],
      ['2', '行政处罚', '0'],
      ['3', '行政强制', '7'],
    ]),
  ).toEqual([0])
  expect(
    columns([
      ['一', '1', '许可', '3'],
      ['二', '２', '处罚', '0'],
      ['', '3', '强制', '7'],
      ['四', '4', '收费', ''],
    ]),
  ).toEqual([1])
})

test('a blank cell may stand between number and label', () => {
  const rows = ['许可', '处罚', '强制'].map((label, i) => [String(i + 1), '', label, '0'])
  expect(columns(rows)).toEqual([0])
})

test('one that was misread among many changes nothing', () => {
  const rows = Array.from({ length: 12 }, (_, i) => [i === 5 ? '46' : String(i + 1), '类别', '0'])
  expect(columns(rows)).toEqual([0])
})

test('figures are none, though they rise: no label stands behind them', () => {
  expect(
    columns([
      ['许可', '1', '5'],
      ['处罚', '2', '5'],
      ['强制', '3', '5'],
    ]),
  ).toEqual([])
  expect(
    columns([
      ['1', '5'],
      ['2', '5'],
      ['3', '5'],
    ]),
  ).toEqual([])
})

test('nor are figures in front of labels that do not rise, or two alone', () => {
  expect(
    columns([
      ['5', '许可'],
      ['2', '处罚'],
      ['9', '强制'],
    ]),
  ).toEqual([])
  expect(
    columns([
      ['1', '许可'],
      ['2', '处罚'],
    ]),
  ).toEqual([])
})
