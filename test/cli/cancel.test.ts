import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from '../../schemas/problem.ts'
import { redisInstalled } from '../support/redis.ts'
import { ROOT } from '../support/sources.ts'
import { openWorkplace, until, type Workplace } from '../support/workplace.ts'

const DIGITAL = join(ROOT, 'samples', 'digital')
const COUNT = readdirSync(DIGITAL).filter((name) => name.endsWith('.pdf')).length

describe.skipIf(!redisInstalled())('cancelling', () => {
  let at: Workplace
  beforeAll(async () => {
    at = await openWorkplace()
    await at.nianbao('submit', DIGITAL, '--batch', 'all')
  })
  afterAll(() => at?.close())

  test('one that waits, by name; retry brings it back', async () => {
    const cancelled = await at.nianbao('cancel', 'form-2019.pdf')
    expect(cancelled).toMatchObject({ code: EXIT.ok, stdout: '', stderr: '1 document cancelled\n' })
    expect(await at.status()).toMatchObject({
      states: { waiting: COUNT - 1, cancelled: 1 },
      queues: { page: { waiting: COUNT - 1 }, assemble: { 'waiting-children': COUNT - 1 } },
    })
    expect((await at.nianbao('cancel', 'form-2019.pdf')).stderr).toBe(
      '0 documents cancelled · left as they are: 1 cancelled\n',
    )
    // What somebody cancelled does not come back with all that failed.
    expect((await at.nianbao('retry', '--all')).stderr).toBe('0 documents wait for another try\n')
    expect((await at.nianbao('retry', 'form-2019.pdf')).stderr).toBe('1 document waits for another try\n')
    expect((await at.status()).queues?.page.waiting).toBe(COUNT)
  })

  test('in the middle of the work: what has ended stays, nothing else is done', async () => {
    const worker = at.start('worker', '--concurrency', '1')
    await until(async () => (await at.status()).ended > 0)
    const cancelled = await at.nianbao('cancel', '--batch', 'all')
    expect(cancelled.code).toBe(EXIT.ok)
    const { states } = await at.status()
    expect(states).toMatchObject({ waiting: 0, running: 0, failed: 0, cancelled: expect.any(Number) })
    expect(states.cancelled).toBeGreaterThan(0)
    await until(async () => {
      const { queues } = await at.status()
      return Object.values({ ...queues!.page, ...queues!.assemble }).every((count) => count === 0)
    })
    expect((await at.status()).states).toEqual(states)
    expect((await at.nianbao('retry', '--batch', 'all')).stderr).toContain(`${states.cancelled} document`)
    expect((await at.nianbao('status', '--wait')).code).toBe(EXIT.ok)
    expect((await at.status()).states).toMatchObject({ cancelled: 0, failed: 0 })
    worker.process.kill('SIGTERM')
    expect((await worker.ended).code).toBe(EXIT.ok)
  }, 120_000)
})
