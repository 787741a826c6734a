import { describe, expect, test } from 'vitest'
import type { FigureMarks } from '../../../pipeline/ink/figure-marks.ts'
import { hearInk } from '../../../pipeline/read/ink-witness.ts'

const ink = (sign: FigureMarks['sign'], ...separators: FigureMarks['separators']) => ({ sign, separators })
const said = (...raws: string[]) => raws.map((raw, i) => ({ reader: ['ppocr', 'tesseract'][i]!, raw, score: 0.99 }))
const heard = (raws: string[], marks: FigureMarks) =>
  hearInk(said(...raws), () => marks).map(({ reader, raw }) => (reader === 'shape' ? `ink ${raw}` : raw))

describe('what ink bears out stays as it is', () => {
  test.each([
    [['27', '27'], ink('none')],
    [['-27', '-27'], ink('minus')],
    [['27', '27'], ink('plus')],
    [['27', '27'], ink('unknown')],
    [['-27', '27'], ink('unknown')],
    [['708,187', '708,187'], ink('none', 'comma')],
    [['3.14', '3.14'], ink('none', 'comma')],
    [['306', '30'], ink('none')],
    [['商业企业'], ink('minus')],
    [['', ''], ink('minus')],
  ])('%j', (raws, marks) => {
    expect(heard(raws, marks)).toEqual(raws)
  })
})

test('a bar in front is a minus, but two readers who saw none are only contradicted', () => {
  expect(heard(['27'], ink('minus'))).toEqual(['ink -27', '27'])
  expect(heard(['27', '27'], ink('minus'))).toEqual(['27', '27', 'ink -27'])
  expect(heard(['-27', '27'], ink('minus'))).toEqual(['ink -27', '-27', '27'])
  expect(heard(['27', '21'], ink('minus'))).toEqual(['27', '21', 'ink -27'])
})

test('a sign that ink does not show is doubted, not taken away', () => {
  expect(heard(['-27', '-27'], ink('none'))).toEqual(['-27', '-27', 'ink 27'])
})

test('the mark between groups is what its ink shows', () => {
  expect(heard(['708.187', '708.187'], ink('none', 'comma'))).toEqual(['ink 708,187', '708.187', '708.187'])
  expect(heard(['1,234.567'], ink('none', 'comma', 'comma'))).toEqual(['ink 1,234,567', '1,234.567'])
  expect(heard(['708,187'], ink('none', 'point'))).toEqual(['ink 708.187', '708,187'])
  expect(heard(['6.489', '6,489'], ink('minus', 'comma'))).toEqual(['ink -6,489', '6.489', '6,489'])
})

test('where a mark between groups cannot be told, what all read is doubted', () => {
  expect(heard(['708,187', '708,187'], ink('none', 'unknown'))).toEqual(['708,187', '708,187', 'ink 708.187'])
  expect(heard(['708,187', '708,187'], ink('none'))).toEqual(['708,187', '708,187', 'ink 708.187'])
})

test('ink is looked at for figures only', () => {
  const look = () => expect.unreachable()
  expect(hearInk(said('科研机构'), look)).toEqual(said('科研机构'))
})
