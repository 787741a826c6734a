import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { renderStatus } from '../../../cli/status/render.ts'
import type { ClusterStatus } from '../../../workers/status.ts'

const plain = (text: string) => text
const STYLE = { flag: plain, strong: plain, faint: plain }
const JOBS = { waiting: 12_000, active: 16, delayed: 2, prioritized: 0, 'waiting-children': 0, failed: 0 }

const BUSY: ClusterStatus = {
  format: 'nianbao/status@1',
  batch: '2026-11-21T11-44-26Z',
  at: 0,
  documents: 100_000,
  states: { waiting: 56_000, running: 16, done: 40_000, review: 3_900, failed: 83, cancelled: 1 },
  ended: 43_984,
  pagesRead: 230_123,
  rate: { seconds: 300, documentsPerMinute: 212.4, pagesPerMinute: 1103 },
  etaSeconds: 15_840,
  review: { fields: 41_000, of: 9_000_000 },
  failures: [
    { code: 'pdf-damaged', count: 70 },
    { code: 'pdf-encrypted', count: 13 },
  ],
  queues: { page: JOBS, assemble: { ...JOBS, waiting: 0, active: 0, delayed: 0, 'waiting-children': 56_016 } },
  problem: null,
}

test('a busy cluster fits 80 columns, with everything that matters', () => {
  const text = renderStatus(BUSY, STYLE)
  expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(80)
  expect(text).toContain('batch 2026-11-21T11-44-26Z  43,984 of 100,000 documents ended')
  expect(text).toContain('43 % · ETA 4 h 24 min')
  expect(text).toContain('230,123 pages read · 212 documents/min · 1,103 pages/min')
  expect(text).toMatch(/^failed +83 {2}70 pdf-damaged, 13 pdf-encrypted$/m)
  expect(text).toMatch(/^review +3,900 {2}41,000 fields to look at$/m)
  expect(text).toMatch(/^queue page +12,000 waiting, 16 active, 2 delayed$/m)
  expect(text).toMatch(/^queue assemble +56,016 waiting for children$/m)
})

test('orders that nobody needs are said to be such; a batch that has ended leaves the queues out', () => {
  const states = { ...BUSY.states, waiting: 0, running: 0 }
  const ended = { ...BUSY, states, etaSeconds: null }
  expect(renderStatus({ ...ended, batch: null }, STYLE)).toMatch(
    /^queue assemble .*\nno document needs these orders any more; a worker drops them$/m,
  )
  expect(renderStatus(ended, STYLE)).not.toContain('queue')
  expect(renderStatus({ ...BUSY, batch: null }, STYLE)).not.toContain('needs these')
})

test('nothing yet, and no Redis', () => {
  const none = { waiting: 0, running: 0, done: 0, review: 0, failed: 0, cancelled: 0 }
  const problem = { code: 'service-unavailable', message: 'Redis at here:1 does not answer' } as const
  const text = renderStatus(
    {
      ...BUSY,
      ...{ batch: null, documents: 0, states: none, ended: 0, pagesRead: 0, etaSeconds: null, failures: [] },
      ...{ rate: { seconds: 300, documentsPerMinute: 0, pagesPerMinute: 0 }, queues: null, problem },
    },
    STYLE,
  )
  expect(text).toContain('all batches  0 of 0 documents ended\n░')
  expect(text).toContain('0 %\n0 pages read\n')
  expect(text).toContain('Redis at here:1 does not answer [service-unavailable]')
})

test('where nobody spoke of Redis it is no problem that there is none', () => {
  const problem = { code: 'service-unavailable', message: 'Redis at here:1 does not answer' } as const
  const without = { ...BUSY, queues: null, problem }
  const ended = { ...without, states: { ...BUSY.states, waiting: 0, running: 0 } }
  expect(renderStatus(ended, STYLE, false)).not.toContain('Redis')
  expect(renderStatus(ended, STYLE, true)).toContain('Redis at here:1 does not answer')
  expect(renderStatus(without, STYLE, false)).toMatch(/^no Redis, so no workers: nianbao serve reads what waits$/m)
})
