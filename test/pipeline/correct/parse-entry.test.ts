import { expect, test } from 'vitest'
import { entryFault } from '../../../pipeline/correct/entry-fault.ts'
import { isSensible } from '../../../pipeline/correct/last-words.ts'
import { parseEntry } from '../../../pipeline/correct/parse-entry.ts'
import { parseValue } from '../../../pipeline/read/value.ts'
import { fc } from '../../support/properties.ts'

test.each([
  ['1,204', 'number', 1204],
  ['12 万元', 'number', 12],
  ['１２', 'number', 12],
  ['+10003', 'number', 10003],
  ['-5', 'number', -5],
  ['82.58万元', 'number', 82.58],
  [' 0 ', 'number', 0],
  ['/', 'dash', null],
  ['—', 'dash', null],
  ['－', 'dash', null],
  ['', 'blank', null],
  ['　', 'blank', null],
  ['?', 'unreadable', null],
  ['？', 'unreadable', null],
  ['不涉及', 'text', '不涉及'],
  ['1.2万', 'text', '1.2万'],
] as const)('%j typed into a table is %s', (typed, state, value) => {
  expect(parseEntry(typed, 'requests.granted.total')).toEqual({ value, state })
})

test.each([
  ['document.organization', '３号办公室', { value: '３号办公室', state: 'text' }],
  ['document.organization', '110', { value: '110', state: 'text' }],
  ['document.year', '2023', { value: 2023, state: 'number' }],
  ['document.year', '２０２３年', { value: 2023, state: 'number' }],
  ['document.year', '去年', { value: '去年', state: 'text' }],
  ['document.signedOn', '2024年1月9日', { value: '2024-01-09', state: 'text' }],
  ['document.signedOn', '2024-1-9', { value: '2024-01-09', state: 'text' }],
  ['document.signedOn', '二〇二四年一月九日', { value: '2024-01-09', state: 'text' }],
  ['document.signedOn', '2024/1/9', { value: '2024-01-09', state: 'text' }],
  ['document.signedOn', '20240109', { value: '2024-01-09', state: 'text' }],
  ['document.signedOn', '—', { value: null, state: 'dash' }],
  ['document.signedOn', '年初', { value: '年初', state: 'text' }],
  ['document.signedOn', '', { value: null, state: 'blank' }],
] as const)('%s, typed as %j', (subject, typed, value) => {
  expect(parseEntry(typed, subject)).toEqual(value)
})

test.each([
  ['document.year', '7', 'not-a-year'],
  ['document.year', '8.5', 'not-a-year'],
  ['document.year', '1899', 'not-a-year'],
  ['document.year', '2101', 'not-a-year'],
  ['document.year', '去年', 'not-a-year'],
  ['document.year', '2021', null],
  ['document.year', '2021年', null],
  ['document.year', '?', null],
  ['document.signedOn', '8', 'not-a-date'],
  ['document.signedOn', '021-1-24', 'not-a-date'],
  ['document.signedOn', '2021-2-30', 'not-a-date'],
  ['document.signedOn', '2021-13-1', 'not-a-date'],
  ['document.signedOn', '2021-1-24', null],
  ['document.signedOn', '2021年1月24日', null],
  ['document.signedOn', '二〇二一年一月二十四日', null],
  ['document.signedOn', '', null],
  ['document.organization', '8', null],
  ['requests.granted.total', '7', null],
] as const)('%s, typed as %j: %s', (subject, typed, fault) => {
  expect(entryFault(parseEntry(typed, subject), subject)).toBe(fault)
})

test('whatever is typed makes sense, and is what a cell with these characters would be', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const entry = parseEntry(typed)
      expect(isSensible(entry)).toBe(true)
      if (entry.state !== 'unreadable') expect(parseValue(typed)).toMatchObject(entry)
    }),
  )
})
