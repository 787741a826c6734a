import { describe, expect, test } from 'vitest'
import { evaluate, instancesOf, type Printed } from '../../../pipeline/check/equation.ts'
import type { State } from '../../../schemas/report.ts'
import { formOf, tableOf } from '../../support/dump.ts'
import { fc } from '../../support/properties.ts'

type Cell = number | Exclude<State, 'number'>

/** Evaluates left = right over cells written as numbers or states; `undefined` is a field that the document lacks. */
function outcome(left: readonly (Cell | undefined)[], right: readonly (Cell | undefined)[]) {
  const cells = new Map<string, Printed>()
  const ids = (side: string, list: readonly (Cell | undefined)[]) =>
    list.map((cell, index) => {
      const id = `${side}${index}`
      if (typeof cell === 'number') cells.set(id, { value: cell, state: 'number' })
      else if (cell !== undefined) cells.set(id, { value: cell === 'text' ? '无' : null, state: cell })
      return id
    })
  return evaluate({ left: ids('l', left), right: ids('r', right) }, (id) => cells.get(id)).outcome
}

describe('over what is printed', () => {
  test('a sum that comes out right passes, one that does not fails', () => {
    expect(outcome([1, 2, 3], [6])).toBe('pass')
    expect(outcome([1, 2, 3], [5])).toBe('fail')
    expect(outcome([3, 4], [5, 2])).toBe('pass')
    expect(outcome([0, 0], [0])).toBe('pass')
  })

  test('money with decimals adds up as people add it', () => {
    expect(outcome([0.1, 0.2], [0.3])).toBe('pass')
  })

  test('a blank or a dash counts as 0 beside a figure', () => {
    expect(outcome([1, 'blank', 'dash'], [1])).toBe('pass')
    expect(outcome([1, 'blank'], [2])).toBe('fail')
  })

  test('a blank total says nothing', () => {
    expect(outcome([1, 2], ['blank'])).toBe('not-assessable')
    expect(outcome([0, 0], ['dash'])).toBe('not-assessable')
    expect(outcome(['blank', 'blank'], ['blank'])).toBe('not-assessable')
  })

  test('blank parts can only be compared with a total of 0', () => {
    expect(outcome(['blank', 'blank'], [0])).toBe('pass')
    expect(outcome(['blank', 'blank'], [3])).toBe('not-assessable')
  })

  test.each(['missing', 'unreadable', 'text', undefined] as const)('%s on either side forbids a verdict', (lost) => {
    expect(outcome([1, lost], [1])).toBe('not-assessable')
    expect(outcome([1, 2], [lost])).toBe('not-assessable')
  })
})

test('for figures alone it is arithmetic', () => {
  const side = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 8 })
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
  fc.assert(
    fc.property(side, side, (left, right) => {
      expect(outcome(left, right)).toBe(sum(left) === sum(right) ? 'pass' : 'fail')
      expect(outcome(left, [sum(left)])).toBe('pass')
    }),
  )
})

describe('written out over a table', () => {
  const form = formOf('2021')
  const equation = (id: string) => form.equations.find((e) => e.id === id)!

  test('once for each column', () => {
    const instances = instancesOf(equation('balance.{column}'), tableOf(form, 'requests'))
    expect(instances.map((instance) => instance.id)).toEqual(
      tableOf(form, 'requests').columns.map((column) => `balance.${column.id}`),
    )
    expect(instances.at(-1)).toMatchObject({
      left: ['requests.received.total', 'requests.carriedIn.total'],
      right: ['requests.processed.total', 'requests.carriedOver.total'],
    })
  })

  test('once for each row', () => {
    const instances = instancesOf(equation('disputes.{row}'), tableOf(form, 'disputes'))
    expect(instances.map((instance) => instance.right)).toEqual([
      ['disputes.reconsideration.total'],
      ['disputes.litigationDirect.total'],
      ['disputes.litigationAfterReconsideration.total'],
    ])
  })

  test('only where it is to apply', () => {
    const only = { ...equation('balance.{column}'), only: ['total'] }
    expect(instancesOf(only, tableOf(form, 'requests')).map((instance) => instance.id)).toEqual(['balance.total'])
  })
})
