import { expect, test } from 'vitest'
import { truthOf } from '../../../pipeline/correct/truth-of.ts'
import { judge } from '../../../pipeline/eval/judge.ts'
import { Truth } from '../../../schemas/truth.ts'
import { consistentCells, formOf } from '../../support/dump.ts'
import { ruledPages } from '../../support/ruled.ts'
import { corrected, figure, say } from './say.ts'

const PAGES = ruledPages(formOf('2021'), {
  ...consistentCells(formOf('2021'), { 'requests.granted.naturalPerson': 7 }),
  'requests.granted.total': '9',
})
const READ = corrected(PAGES, [])
const WORDS = [
  figure('requests.granted.total', 7, 1),
  figure('requests.granted.other', 0, 2),
  figure('requests.received.total', 8, 3),
  say('requests.received.total', null, 4),
  say('requests.granted.business', { value: null, state: 'unreadable' }, 5),
  figure('requests.other.total', 4, 6),
  say('document.organization', { value: '溪桥县水务局', state: 'text' }, 7),
]

test('a truth holds what people settled, and nothing else', () => {
  const truth = truthOf(corrected(PAGES, WORDS), WORDS)!
  expect(Truth.parse(truth)).toEqual(truth)
  expect(truth).toEqual({
    source: { name: 'pages.pdf', sha256: '0'.repeat(64) },
    organization: '溪桥县水务局',
    level: 'digital',
    fields: {
      'requests.granted.other': { value: 0, state: 'number' },
      'requests.granted.total': { value: 7, state: 'number' },
    },
  })
  expect(truthOf(READ, [])).toBeNull()
  expect(truthOf(READ, [figure('requests.other.total', 4)])).toBeNull()
})

test('the reading is judged by it, field by field, and no other', () => {
  const truth = truthOf(READ, WORDS)!
  expect(judge(truth, READ).map(({ id, right, review }) => [id, right, review])).toEqual([
    ['requests.granted.other', true, false],
    ['requests.granted.total', false, true],
    ['document.organization', true, false],
  ])
})

test('a report that was corrected is judged by what was read', () => {
  const report = corrected(PAGES, WORDS)
  const judged = judge(truthOf(report, WORDS)!, report)
  expect(judged.map(({ id, right, review }) => [id, right, review])).toEqual([
    ['requests.granted.other', true, true],
    ['requests.granted.total', false, true],
    ['document.organization', true, true],
  ])
  expect(judged.every(({ found }) => found?.confidence === undefined)).toBe(true)
})
