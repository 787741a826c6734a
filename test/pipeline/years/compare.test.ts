import { expect, test } from 'vitest'
import { compareCarried } from '../../../pipeline/years/compare.ts'
import type { CarriedFigure } from '../../../pipeline/years/figures.ts'

function figure(value: number | null, change: Partial<CarriedFigure> = {}): CarriedFigure {
  return { value, state: value === null ? 'blank' : 'number', doubtful: false, others: [], ...change }
}
const missing = figure(null, { state: 'missing', doubtful: true })

test.each([
  ['equal figures', figure(3), figure(3), { outcome: 'pass', left: 3, right: 3 }],
  ['a blank before a printed 0', figure(null), figure(0), { outcome: 'pass', left: 0, right: 0 }],
  ['a printed 0 before a dash', figure(0), figure(null, { state: 'dash' }), { outcome: 'pass', left: 0, right: 0 }],
  ['two blanks', figure(null), figure(null), { outcome: 'not-assessable', left: null, right: null }],
  ['a blank and a figure', figure(null), figure(4), { outcome: 'not-assessable', left: null, right: 4 }],
  ['a figure and a blank', figure(4), figure(null), { outcome: 'not-assessable', left: 4, right: null }],
  ['nothing before', missing, figure(4), { outcome: 'not-assessable', left: null, right: 4, lost: 'over' }],
  ['nothing after', figure(4), undefined, { outcome: 'not-assessable', left: 4, right: null, lost: 'in' }],
  ['nothing at all', undefined, missing, { outcome: 'not-assessable', left: null, right: null, lost: 'both' }],
  [
    'words',
    figure(4),
    { ...figure(null), value: '见附件', state: 'text' } as CarriedFigure,
    { outcome: 'not-assessable', left: 4, right: null, lost: 'in' },
  ],
])('%s', (_, over, into, wanted) => {
  expect(compareCarried(over, into)).toEqual(wanted)
})

test('of two figures beyond doubt the agency printed one wrong', () => {
  expect(compareCarried(figure(7), figure(5, { others: [7] }))).toMatchObject({ outcome: 'fail', verdict: 'source' })
})

test('a doubtful figure that may also be the other one is the suspect', () => {
  const doubtful = (value: number, others: number[]) => figure(value, { doubtful: true, others })
  expect(compareCarried(figure(7), doubtful(1, [7]))).toMatchObject({ verdict: 'reading', suspect: 'in' })
  expect(compareCarried(doubtful(1, [7]), figure(7))).toMatchObject({ verdict: 'reading', suspect: 'over' })
  expect(compareCarried(doubtful(1, [4]), figure(7))).toEqual({
    outcome: 'fail',
    left: 1,
    right: 7,
    verdict: 'unknown',
  })
  const both = compareCarried(doubtful(1, [7]), doubtful(7, [1]))
  expect(both).toEqual({ outcome: 'fail', left: 1, right: 7, verdict: 'reading' })
})
