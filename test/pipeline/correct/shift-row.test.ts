import { describe, expect, test } from 'vitest'
import { shiftRow } from '../../../pipeline/correct/shift-row.ts'
import { consistentCells, formOf, tableOf, valuesOf } from '../../support/dump.ts'
import { ruledPages } from '../../support/ruled.ts'
import { corrected, say } from './say.ts'

const form = formOf('2021')
const row = 'requests.granted'
const ids = tableOf(form, 'requests').columns.map(({ id }) => `${row}.${id}`)
const printed = (figures: readonly string[]) => Object.fromEntries(ids.map((id, at) => [id, figures[at]!]))
const CELLS = consistentCells(form, { [`${row}.naturalPerson`]: 3, [`${row}.business`]: 4 })
const PAGES = ruledPages(form, { ...CELLS, ...printed(['', '3', '4', '0', '0', '0', '0']) })
const report = corrected(PAGES, [])
const number = (value: number) => ({ value, state: 'number' as const })
const BLANK = { value: null, state: 'blank' as const }

test('a row moved to the left, one more word put right: all sums hold', () => {
  const { answers, fallen } = shiftRow(report, 'requests', 'granted', -1)
  expect(answers.map(({ subject }) => subject)).toEqual(ids)
  expect(answers.map(({ after }) => after)).toEqual([...[3, 4, 0, 0, 0, 0].map(number), BLANK])
  expect(answers.map(({ before }) => before.value)).toEqual([null, 3, 4, 0, 0, 0, 0])
  expect(fallen).toEqual([{ subject: ids[0], value: BLANK }])
  const words = answers.map(({ subject, after }) => say(subject, after))
  const mended = corrected(PAGES, [...words, say(`${row}.total`, number(7))])
  expect(valuesOf(mended, ids)).toEqual(valuesOf(corrected(ruledPages(form, CELLS), []), ids))
  expect(mended.checks.filter(({ outcome }) => outcome === 'fail')).toEqual([])
})

test('a row moved to the right tells what falls off', () => {
  const { answers, fallen } = shiftRow(report, 'requests', 'granted', 2)
  expect(answers.map(({ after }) => after.value)).toEqual([null, null, null, 3, 4, 0, 0])
  expect(answers.slice(0, 3).map(({ after }) => after.state)).toEqual(['blank', 'blank', 'blank'])
  expect(fallen.map(({ subject, value }) => [subject, value.value])).toEqual([
    [ids[5], 0],
    [ids[6], 0],
  ])
})

describe('from a cell on', () => {
  test('those behind it move to the right', () => {
    const { answers } = shiftRow(report, 'requests', 'granted', 1, { from: ids[2]! })
    expect(answers.map(({ subject, after }) => [subject, after.value])).toEqual([
      [ids[2], null],
      [ids[3], 4],
      [ids[4], 0],
      [ids[5], 0],
      [ids[6], 0],
    ])
  })

  test('those in front of it move to the left', () => {
    const { answers } = shiftRow(report, 'requests', 'granted', -1, { from: ids[2]! })
    expect(answers.map(({ after }) => after.value)).toEqual([3, 4, null])
  })
})

test('what was typed before moves along', () => {
  const { answers } = shiftRow(report, 'requests', 'granted', 1, { edits: { [ids[0]!]: number(9) } })
  expect(answers[1]).toEqual({ subject: ids[1], before: number(3), after: number(9) })
})

test('a table printed in one row moves as one', () => {
  const disputes = tableOf(form, 'disputes')
  const { answers } = shiftRow(report, 'disputes', null, 1)
  expect(answers).toHaveLength(disputes.rows.length * disputes.columns.length)
  expect(answers[0]?.after).toEqual(BLANK)
})

test('columns move as they are printed, in whichever order the form has them', () => {
  const fields = Object.fromEntries(
    Object.entries(report.fields).map(([id, field]) => {
      const swap = id === ids[0] ? report.fields[ids[1]!] : id === ids[1] ? report.fields[ids[0]!] : null
      return [id, swap ? { ...field, box: swap.box } : field]
    }),
  )
  const { answers } = shiftRow({ ...report, fields }, 'requests', 'granted', 1)
  expect(answers.slice(0, 3).map(({ subject }) => subject)).toEqual([ids[1], ids[0], ids[2]])
})

test('a row that the report has not does not move', () => {
  expect(shiftRow(report, 'requests', 'nowhere', 1)).toEqual({ answers: [], fallen: [] })
})
