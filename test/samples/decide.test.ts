import { expect, test } from 'vitest'
import type { Cell } from '../../samples/make/cells.ts'
import { decide, type RowLeft } from '../../samples/make/decide.ts'

const sums = ['a', 'b'].map((row) => ({ left: [`${row}.1`, `${row}.2`, `${row}.3`], right: [`${row}.t`] }))
const across = [1, 2, 3, 't'].map((column) => ({ left: [`a.${column}`], right: [`b.${column}`] }))

function cell(value: number | null): Cell {
  return { value, state: value === null ? 'blank' : 'number', raw: value === null ? '' : String(value) }
}

function row(name: string, printed: (number | null)[], left: number[], explicit: boolean, cut = false): RowLeft {
  const slots = printed.map((value, i) => ({ field: `${name}.${['1', '2', '3', 't'][i]}`, cell: cell(value) }))
  return { slots, tokens: left.map((i) => slots[i]?.cell ?? cell(null)), explicit, cut }
}

test('a whole row is what it says', () => {
  const decided = decide([row('a', [1, null, 2, 3], [0, 1, 2, 3], true)], sums)
  expect([...decided.values()].map((c) => c.value)).toEqual([1, null, 2, 3])
})

test('where blanks vanish, a sum tells the total but not which column the other number stood in', () => {
  const decided = decide([row('a', [null, 5, null, 5], [1, 3], false)], sums)
  expect([...decided.keys()]).toEqual(['a.t'])
})

test('another row that must agree tells the column', () => {
  const rows = [row('a', [null, 5, null, 5], [1, 3], false), row('b', [null, 5, null, 5], [0, 1, 2, 3], true)]
  const decided = decide(rows, [...sums, ...across])
  expect(decided.get('a.2')).toEqual(cell(5))
  expect(decided.get('a.t')).toEqual(cell(5))
})

test('a lost zero among zeros may be read as 0 or blank', () => {
  const decided = decide([row('a', [0, 0, 0, 0], [0, 1, 3], true)], sums)
  expect(decided.get('a.2')).toEqual({ ...cell(0), accept: [null, 0] })
})

test('a lost number is not decided, even where the sum would tell it', () => {
  const rows = [row('a', [4, 7, 2, 13], [0, 2, 3], true), row('b', [4, 7, 2, 13], [0, 1, 2, 3], true)]
  const decided = decide(rows, [...sums, ...across])
  expect(decided.has('a.2')).toBe(false)
  expect(decided.get('a.1')?.value).toBe(4)
  expect(decided.get('a.3')?.value).toBe(2)
})

test('of a row cut short by the end of the text, only delimited cells before the cut are decided', () => {
  expect([...decide([row('a', [1, 2, 3, 6], [0, 1], true, true)], sums).keys()]).toEqual(['a.1', 'a.2'])
  expect(decide([row('a', [1, 2, 3, 6], [0, 1], false, true)], sums).size).toBe(0)
})

test('a label without any value decides nothing where blanks vanish', () => {
  expect(decide([row('a', [null, null, null, null], [], false)], sums).size).toBe(0)
})

test('numbers that no placement makes agree with the sums decide nothing where blanks vanish', () => {
  expect(decide([row('a', [3, null, null, 4], [0, 3], false)], sums).size).toBe(0)
})
