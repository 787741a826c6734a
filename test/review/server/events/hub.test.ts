import { expect, test } from 'vitest'
import type { Changes } from '../../../../review/server/events/changes.ts'
import { createHub } from '../../../../review/server/events/hub.ts'
import { createLog } from '../../../../workers/log.ts'

const log = createLog({ level: 'silent' })
const changes = (pagesRead: number): Changes => ({ progress: { states: {} as never, pagesRead }, documents: [] })
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('many listeners cost one look at a time, and none costs none', async () => {
  let looks = 0
  const hub = createHub(async () => changes(++looks), log, 20)
  await rest(60)
  expect(looks).toBe(0)
  const heard: number[][] = [[], [], []]
  const stops = heard.map((list) => hub.listen(({ progress }) => list.push(progress!.pagesRead)))
  await expect.poll(() => heard[0]!.length, { interval: 5 }).toBeGreaterThan(2)
  for (const stop of stops) stop()
  await rest(40)
  const until = looks
  await rest(80)
  expect(looks).toBe(until)
  expect(heard[1]).toEqual(heard[0])
  expect(looks).toBeLessThanOrEqual(heard[0]!.length + 2)
  hub.close()
})

test('who comes later hears the last counts at once; what fails is tried again', async () => {
  let looks = 0
  const look = async () => {
    looks++
    if (looks === 2) throw new Error('the database is away')
    return looks === 1 ? changes(7) : { progress: null, documents: [] }
  }
  const hub = createHub(look, log, 10)
  hub.listen(() => {})
  await expect.poll(() => looks, { interval: 5 }).toBeGreaterThan(3)
  const heard: unknown[] = []
  hub.listen(({ progress }) => heard.push(progress?.pagesRead))
  expect(heard).toEqual([7])
  hub.close()
})

test('who comes when everybody has left hears the counts as well', async () => {
  let looks = 0
  const hub = createHub(async () => (looks++ === 0 ? changes(3) : { progress: null, documents: [] }), log, 10)
  const stop = hub.listen(() => {})
  await expect.poll(() => looks, { interval: 5 }).toBeGreaterThan(0)
  stop()
  await rest(40)
  const heard: unknown[] = []
  hub.listen(({ progress }) => heard.push(progress?.pagesRead))
  expect(heard).toEqual([3])
  hub.close()
})
