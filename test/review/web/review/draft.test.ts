import { expect, test } from 'vitest'
import { asShown, fromCandidate, fromReading, meantBy, NOTHING } from '../../../../review/web/review/draft.ts'

const FIELD = 'requests.received.total'
const typed = (text: string, field = FIELD) => meantBy(field, { text, chosen: null })

test('what is typed is read as a cell is', () => {
  expect(typed('1,204')).toEqual({ value: 1204, state: 'number' })
  expect(typed('-')).toEqual({ value: null, state: 'dash' })
  expect(typed('-3')).toEqual({ value: -3, state: 'number' })
  expect(typed('55%')).toEqual({ value: '55%', state: 'text' })
  expect(typed('1-2')).toBeNull()
  expect(typed('')).toBeNull()
})

test('words stay words where the field holds words', () => {
  expect(typed('某县人民政府', 'document.organization')).toEqual({ value: '某县人民政府', state: 'text' })
  expect(typed('2023', 'document.year')).toEqual({ value: 2023, state: 'number' })
})

test('a value chosen by a key comes before what was typed, and keeps the box that was drawn', () => {
  const box = [1, 2, 3, 4] as const
  const draft = { text: '7', chosen: { value: null, state: 'blank' as const }, place: { page: 2, box } }
  expect(meantBy(FIELD, draft)).toEqual({ value: null, state: 'blank', page: 2, box: [1, 2, 3, 4] })
  expect(meantBy(FIELD, NOTHING)).toBeNull()
})

test('readings and candidates as values', () => {
  expect(fromReading(FIELD, '１２')).toEqual({ value: 12, state: 'number' })
  expect(fromCandidate(null)).toEqual({ value: null, state: 'blank' })
  expect(asShown({ value: 4, state: 'number' })).toEqual({ value: 4, state: 'number' })
})

test('of a title that a reader saw, agency and year are their parts', () => {
  const title = '柳 湾 区 人民政府 2021 年政府信息公开工作年度报告'
  expect(fromReading('document.organization', title)).toEqual({ value: '柳湾区人民政府', state: 'text' })
  expect(fromReading('document.year', title)).toEqual({ value: 2021, state: 'number' })
  expect(fromReading('document.organization', '柳湾区教育局')).toEqual({ value: '柳湾区教育局', state: 'text' })
})
