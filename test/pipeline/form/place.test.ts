import { expect, test } from 'vitest'
import { allBlank, HOLE, placements } from '../../../pipeline/form/place.ts'
import { type RowRecord, textCell } from '../../../pipeline/form/record.ts'
import { fc } from '../../support/properties.ts'

function record(cells: readonly string[], more: Partial<RowRecord> = {}): RowRecord {
  const base = {
    labels: ['规章'],
    kind: 'delimited',
    at: 0,
    cellsAt: 0,
    cut: false,
    loose: false,
    spread: false,
    width: 0,
  } as const
  return { ...base, cells: cells.map((raw) => textCell(raw)), ...more }
}

/** What each way prints in each column; null for a hole. */
function ways(cells: readonly string[], columns: number, more: Partial<RowRecord> = {}) {
  return placements(record(cells, more), columns).map((way) => way.map((i) => (i === HOLE ? null : cells[i]!)))
}

test('as many cells as columns leave one way', () => {
  expect(ways(['1', '2', '3'], 3)).toEqual([['1', '2', '3']])
  expect(ways(['1', '', '3'], 3)).toEqual([['1', '', '3']])
})

test('a lost cell may have stood in any column', () => {
  expect(ways(['1', '2'], 3)).toEqual(
    expect.arrayContaining([
      ['1', '2', null],
      ['1', null, '2'],
      [null, '1', '2'],
    ]),
  )
  expect(ways(['1', '2'], 3)).toHaveLength(3)
})

test('one cell too many: a blank one at an end is a filler', () => {
  expect(ways(['1', '2', '3', ''], 3)).toEqual([['1', '2', '3']])
  expect(ways(['', '1', '2', '3'], 3)).toEqual([['1', '2', '3']])
})

test('more figures than columns have no way at all', () => {
  expect(ways(['1', '2', '3', '4'], 3)).toEqual([])
})

test('of a row cut short by the end of the text, what is there stands where it stands', () => {
  expect(ways(['1', '2'], 4, { cut: true })).toEqual([['1', '2', null, null]])
})

test('too many ways to try are none', () => {
  expect(ways(['1', '2', '3', '4', '5', '6', '7'], 15)).toEqual([])
})

test('a record without a character in its cells is all blank', () => {
  expect(allBlank(record(['', ' ', '']))).toBe(true)
  expect(allBlank(record(['', '0', '']))).toBe(false)
})

test('every way keeps the cells in order, uses none twice, and drops no figure', () => {
  const cells = fc.array(fc.constantFrom('0', '3', '12', '', '/'), { minLength: 1, maxLength: 9 })
  fc.assert(
    fc.property(cells, fc.integer({ min: 1, max: 8 }), (raw, columns) => {
      for (const way of placements(record(raw), columns)) {
        expect(way).toHaveLength(columns)
        const used = way.filter((index) => index !== HOLE)
        expect(used).toEqual([...new Set(used)].sort((a, b) => a - b))
        const figures = raw.flatMap((text, index) => (text === '' ? [] : [index]))
        expect(used).toEqual(expect.arrayContaining(figures))
      }
    }),
    { numRuns: 500 },
  )
})
