import { expect, test } from 'vitest'
import { foldDay, foldFigure, mayBeFigure, settle } from '../../../pipeline/read/settle.ts'

test.each([
  ['O', '0'],
  ['o', '0'],
  ['〇', '0'],
  ['1O5', '105'],
  ['1,O00', '1,000'],
  ['２５', '25'],
  ['一410', '-410'],
  ['—5', '-5'],
  ['283.', '283'],
  ['.842', '842'],
  ['0.5', '0.5'],
  ['1,000', '1,000'],
  ['一2一', '一2一'],
  ['Q1', 'Q1'],
  ['O2', 'O2'],
  ['Oo', 'Oo'],
  ['规章', '规章'],
])('%s stands for %s', (raw, figure) => {
  expect(foldFigure(raw)).toBe(figure)
})

test.each([
  ['2024 年 ] 月 11 日', '2024 年 1 月 11 日'],
  ['202]年l月[|日', '2021年1月11日'],
  ['2020 年 1] 月 20 日', '2020 年 1] 月 20 日'],
  ['2020年1月8日', '2020年1月8日'],
  ['2020 年 1 月 8 朋', '2020 年 1 月 8 朋'],
  ['附件l：2020年1月8日', '附件l：2020年1月8日'],
])('the day %s is %s', (raw, day) => {
  expect(foldDay(raw)).toBe(day)
})

test.each(['0', '12,345', 'I2', '|', '-', '', '5件', '+3', '１２'])('%j may be a figure', (raw) => {
  expect(mayBeFigure(raw)).toBe(true)
})

test.each(['规章', '1.属于国家秘密', '其他', '二、上年结转', '本年制发件数'])('%j is a label', (raw) => {
  expect(mayBeFigure(raw)).toBe(false)
})

const ppocr = (raw: string, score: number) => ({ reader: 'ppocr', raw, score })
const tesseract = (raw: string, score: number) => ({ reader: 'tesseract', raw, score })

test.each([
  ['the better reader comes first', ppocr('478', 0.84), tesseract('78', 0.95), '478'],
  ['letters are no figure to a reader that knows them', ppocr('M1', 0.97), tesseract('1', 0.9), 'M1'],
  ['a garbled figure gives way to a value', ppocr('|:', 0.9), tesseract('1', 0.7), '1'],
  ['a reader that doubts itself gives way', ppocr('7', 0.3), tesseract('1', 0.9), '1'],
])('%s', (_, first, second, text) => {
  expect(settle([first, second])[0]!.raw).toBe(text)
})
