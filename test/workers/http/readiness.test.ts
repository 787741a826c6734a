import { expect, test } from 'vitest'
import { readinessOf } from '../../../workers/http/readiness.ts'

test('every service that fails or is silent is named, and one that comes back is ready again', async () => {
  let refusing = true
  const ready = readinessOf({
    Redis: async () => {
      if (refusing) throw new Error('connection refused')
    },
    database: () => (refusing ? new Promise(() => {}) : Promise.resolve('PONG')),
  })
  expect(await ready()).toEqual({
    ok: false,
    problems: ['Redis: connection refused', 'database: no answer within 2 s'],
  })
  refusing = false
  expect((await ready()).problems).toEqual(['database: no answer within 2 s'])
})

test('probes of one moment ask once', async () => {
  let asked = 0
  const ready = readinessOf({
    database: async () => {
      asked++
    },
  })
  expect(await Promise.all([ready(), ready(), ready()])).toEqual(Array(3).fill({ ok: true, problems: [] }))
  expect(asked).toBe(1)
})
