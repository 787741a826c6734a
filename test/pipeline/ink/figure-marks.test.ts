import { describe, expect, test } from 'vitest'
import type { Gray } from '../../../pipeline/image/raster.ts'
import { figureMarks } from '../../../pipeline/ink/figure-marks.ts'
import { drawnText } from '../../support/drawn-text.ts'
import { paint } from './make.ts'

const FONTS = ['sans-serif', 'serif', 'DejaVu Sans', 'DejaVu Serif', 'Liberation Sans', 'Liberation Serif']
const SIZES = [26, 32, 44]
const each = (text: string) =>
  FONTS.flatMap((font) => SIZES.map((size) => ({ font, size, marks: figureMarks(drawnText(text, size, font)) })))

describe('in drawn figures', () => {
  test.each([
    ['708,187', ['comma']],
    ['1,234,567', ['comma', 'comma']],
    ['708.187', ['point']],
    ['1,234.567', ['comma', 'point']],
    ['7250', []],
  ])('%s', (text, separators) => {
    for (const { font, size, marks } of each(text)) {
      const where = `${text} ${font} ${size}`
      expect(marks.sign, where).toBe('none')
      expect(marks.separators, where).toHaveLength(separators.length)
      marks.separators.forEach((mark, i) => {
        expect(['unknown', separators[i]], where).toContain(mark)
      })
    }
  })

  test('most of their marks can be told', () => {
    const marks = [...each('708,187'), ...each('708.187')].flatMap((one) => one.marks.separators)
    expect(marks.filter((mark) => mark === 'unknown').length).toBeLessThan(marks.length / 5)
  })

  test.each(['-27', '-1', '-6489', '-410', '−41', '–7', '—7', '- 27'])('the bar of %s is a minus', (text) => {
    for (const { font, size, marks } of each(text)) expect(marks.sign, `${font} ${size}`).toBe('minus')
  })

  test.each(['+27', '+1', '+6489'])('the cross of %s is a plus', (text) => {
    for (const { font, size, marks } of each(text)) expect(marks.sign, `${font} ${size}`).toBe('plus')
  })

  test.each(['27', '114', '41', '7', '0', '2-1', '38%'])('nothing is in front of %s', (text) => {
    for (const { font, size, marks } of each(text)) expect(marks.sign, `${font} ${size}`).toBe('none')
  })
})

/** A crop with a bar of these bounds in front of an upright stroke of 24 rows. */
function barAnd([x0, y0, x1, y1]: readonly [number, number, number, number]): Gray {
  const { width, height, data } = paint(60, 30, (x, y) => {
    if (x >= 40 && x < 44) return y >= 3 && y < 27
    return x >= x0 && x < x1 && y >= y0 && y < y1
  })
  return { width, height, data: data.map((ink) => (ink === 1 ? 0 : 255)) }
}

test.each([
  ['a bar', [22, 14, 34, 17], 'minus'],
  ['a bar far away', [0, 14, 6, 17], 'none'],
  ['an underscore', [22, 25, 34, 28], 'unknown'],
  ['a point', [32, 23, 36, 27], 'unknown'],
  ['a block', [22, 10, 34, 20], 'unknown'],
] as const)('%s in front', (_, box, sign) => {
  expect(figureMarks(barAnd(box)).sign).toBe(sign)
})

test('a bar that runs into its digit is a minus, the tip of a 4 is none', () => {
  expect(figureMarks(barAnd([28, 14, 40, 17])).sign).toBe('minus')
  expect(figureMarks(barAnd([37, 14, 40, 17])).sign).toBe('none')
  for (const { font, size, marks } of each('489')) expect(marks.sign, `${font} ${size}`).toBe('none')
})

test('a thin bar that is lighter than ink is not nothing', () => {
  const crop = barAnd([22, 14, 34, 16])
  for (let y = 14; y < 16; y++) crop.data.fill(150, y * crop.width + 22, y * crop.width + 34)
  expect(figureMarks(crop).sign).toBe('unknown')
})

test('paper alone shows nothing', () => {
  expect(figureMarks({ width: 4, height: 4, data: new Uint8Array(16).fill(255) }).separators).toEqual([])
})
