import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDispatch } from '../../workers/dispatch.ts'
import { createQueueLine, type QueueLine } from '../../workers/queue-line.ts'
import { queueCounts } from '../../workers/queues/flow.ts'
import { redisInstalled, startRedis, type TestRedis } from '../support/redis.ts'

const order = (digit: string) => ({ id: digit.repeat(64), generation: 1, requeued: 0 })

describe.skipIf(!redisInstalled())('orders', () => {
  let redis: TestRedis
  let line: QueueLine
  beforeEach(async () => {
    redis = await startRedis()
    line = createQueueLine(redis.url)
  })
  afterEach(async () => {
    await line.close()
    await redis.stop()
  })

  async function waiting(): Promise<number> {
    const queues = await line.queues()
    if ('code' in queues) throw new Error(queues.message)
    return (await queueCounts(queues)).page.waiting
  }

  test('reach Redis, each once however often it is sent', async () => {
    const dispatch = createDispatch(line)
    expect(await dispatch.send([order('a'), order('b')])).toBeNull()
    expect(await dispatch.send([order('a'), order('c')])).toBeNull()
    expect(await waiting()).toBe(3)
    expect(dispatch.unsent).toBe(0)
  })

  test('are kept while Redis is gone, and sent with the next when it is back', async () => {
    const dispatch = createDispatch(line)
    expect(await dispatch.send([order('a')])).toBeNull()
    await redis.kill()
    expect((await dispatch.send([order('b')]))?.code).toBe('service-unavailable')
    const asked = performance.now()
    expect((await dispatch.send([order('c')]))?.code).toBe('service-unavailable')
    const again = await dispatch.send([])
    expect(again?.code).toBe('service-unavailable')
    expect(performance.now() - asked).toBeLessThan(10_000)
    expect(dispatch.unsent).toBe(2)
    await redis.restart()
    await expect.poll(() => dispatch.send([]), { interval: 500 }).toBeNull()
    expect(dispatch.unsent).toBe(0)
    expect(await waiting()).toBe(3)
  })
})
