import { describe, expect, test } from 'vitest'
import { isNumber, isValueLike, parseValue } from '../../../pipeline/read/value.ts'
import { fc } from '../../support/properties.ts'

const NUMBERS: [raw: string, value: number, unit?: string][] = [
  ['0', 0],
  ['007', 7],
  ['１２３４', 1234],
  ['-0', 0],
  ['零', 0],
  ['〇', 0],
  ['+10003', 10003],
  ['＋12', 12],
  ['+ 10', 10],
  ['增10', 10],
  ['增加　１２', 12],
  ['新增5', 5],
  ['上升5', 5],
  ['↑4', 4],
  ['-10', -10],
  ['－10', -10],
  ['−10', -10],
  ['–10', -10],
  ['—10', -10],
  ['- 10', -10],
  ['减10', -10],
  ['减少 3', -3],
  ['下降5', -5],
  ['↓3', -3],
  ['1,234', 1234],
  ['１，２３４', 1234],
  ['1,234,567.89', 1234567.89],
  ['+1,234', 1234],
  ['0.50', 0.5],
  ['.5', 0.5],
  ['1008.2279', 1008.2279],
  ['1008.2279 万元', 1008.2279, '万元'],
  ['1008.2279万元', 1008.2279, '万元'],
  ['10亿元', 10, '亿元'],
  ['35元', 35, '元'],
  ['１０件', 10, '件'],
  ['3 件次', 3, '件次'],
  ['减少1,234件', -1234, '件'],
  ['22（其中修订16件）', 22],
  ['14(含废止2件)', 14],
  ['10 [注]', 10],
  ['10【注】', 10],
  ['10 件（含2）', 10, '件'],
  ['10\n（其中新增3）', 10],
  ['0（无）', 0],
  ['? 0', 0],
  ['？ 12', 12],
  ['\ufffd 7', 7],
  ['? -3', -3],
  ['\t5\t', 5],
  ['\u200b5', 5],
  ['5\u00a0', 5],
  ['\ufeff5', 5],
]

describe('figures', () => {
  test.each(NUMBERS)('%j is %d', (raw, value, unit) => {
    expect(parseValue(raw)).toEqual({ state: 'number', value, ...(unit === undefined ? {} : { unit }) })
  })
})

test.each([...'-－–—―─━/／\\~·•*_﹣﹘'].flatMap((dash) => [dash, dash + dash, ` ${dash} `]))('%j is a dash', (raw) => {
  expect(parseValue(raw)).toEqual({ state: 'dash', value: null })
})

test.each(['', ' ', '\t', '　', '\n', '\u00a0', '\u200b', '\ufeff', '?', '？'])('%j is blank', (raw) => {
  expect(parseValue(raw)).toEqual({ state: 'blank', value: null })
})

// What is not plainly one number stays text: a person looks at it, nobody guesses.
test.each([
  '无',
  '不涉及',
  '约10',
  '10余',
  '10万',
  '二十',
  '12%',
  '3/4',
  '1-2',
  '1.2.3',
  '5.',
  '12,34',
  '1234,567',
  '1, 234',
  '1 234',
  '(10)',
  '3(',
  '--5',
  '+-5',
  '+',
  '增',
  '减',
  '0/',
  'O',
  'l',
  '1e5',
  '0x10',
  'Infinity',
  '件',
  '10。',
])('%j is text', (raw) => {
  const { state, value } = parseValue(raw)
  expect(state).toBe('text')
  expect(value).toBe(raw)
})

const WAYS: readonly ((value: number) => string)[] = [
  String,
  (value) => value.toLocaleString('en-US'),
  (value) => value.toLocaleString('en-US').replaceAll(',', '，'),
  (value) => [...String(value)].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''),
  (value) => (value < 0 ? `减${-value}` : `增${value}`),
  (value) => (value < 0 ? `减少 ${-value}` : `新增 ${value}`),
  (value) => (value < 0 ? `−${-value}` : `＋${value}`),
  (value) => (value < 0 ? `–${-value}` : `+${value}`),
  (value) => `  ${value}　`,
  (value) => `${value}件`,
  (value) => `${value} 万元`,
  (value) => `${value}（其中修订16件）`,
  (value) => `? ${value}`,
]

test('an integer reads back, whichever way it is printed', () => {
  const printed = fc.tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.constantFrom(...WAYS))
  fc.assert(
    fc.property(printed, ([value, print]) => {
      expect(parseValue(print(value))).toMatchObject({ state: 'number', value })
    }),
    { numRuns: 2000 },
  )
})

test('money with decimals reads back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 4 }), (digits, places) => {
      const raw = (digits / 10 ** places).toFixed(places)
      expect(parseValue(`${raw}万元`)).toEqual({ state: 'number', value: Number(raw), unit: '万元' })
    }),
  )
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'0123456789,.-+－＋−增减件万元（）()/— 　?？\n其中'), maxLength: 12 }),
)

test('nothing makes it throw, and only a figure or a text has a value', () => {
  fc.assert(
    fc.property(anyText, (raw) => {
      const { state, value } = parseValue(raw)
      expect(['number', 'text', 'blank', 'dash']).toContain(state)
      expect(typeof value).toBe(
        { number: 'number', text: 'string', blank: 'object', dash: 'object' }[state as 'number'],
      )
      if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

test('a number has at least one digit or a zero in words to show for it; white space never is one', () => {
  fc.assert(
    fc.property(anyText, (raw) => {
      if (parseValue(raw).state === 'number') expect(raw.normalize('NFKC')).toMatch(/[\d零〇]/u)
    }),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '　', '\u00a0', '\u200b', '\ufeff') }), (raw) => {
      expect(parseValue(raw)).toEqual({ state: 'blank', value: null })
    }),
  )
})

test('the same text reads the same however often it is asked', () => {
  fc.assert(
    fc.property(anyText, (raw) => {
      expect(parseValue(raw)).toEqual(parseValue(raw))
    }),
  )
})

test('figures, dashes and blanks can stand in a column of figures; only figures are numbers', () => {
  expect(['12', '/', ''].map(isValueLike)).toEqual([true, true, true])
  expect(['行政许可', '3/4'].map(isValueLike)).toEqual([false, false])
  expect(['12', '/', '', '无'].map(isNumber)).toEqual([true, false, false, false])
})

test.each(['"12"', "'12", "'12'", '“12”', '**12**', '$12$', '`12`'])('%s is the figure between the marks', (raw) => {
  expect(parseValue(raw)).toEqual({ state: 'number', value: 12 })
})

test.each(['12"', '"12', '**12', '12*', '$12', "1'2"])('%s has marks that belong to nothing', (raw) => {
  expect(parseValue(raw).state).toBe('text')
})

test.each(['NaN', 'nan', 'None', 'null', '<NA>', '&nbsp;'])('%s is what a program writes for an empty cell', (raw) => {
  expect(parseValue(raw)).toEqual({ state: 'blank', value: null })
})
