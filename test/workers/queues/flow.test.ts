import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectConsumer, evictionProblem, isDurable } from '../../../workers/queues/connection.ts'
import {
  connectQueues,
  enqueueDocuments,
  enqueuePages,
  type Queues,
  queueCounts,
  removeDocument,
} from '../../../workers/queues/flow.ts'
import type { Order } from '../../../workers/queues/job-ids.ts'
import { PageJob } from '../../../workers/queues/page.ts'
import { freePort } from '../../support/free-port.ts'
import { redisInstalled, startRedis, type TestRedis } from '../../support/redis.ts'

const order = (name: string, more: Partial<Order> = {}): Order => ({
  id: createHash('sha256').update(name).digest('hex'),
  generation: 1,
  requeued: 0,
  ...more,
})

test('a Redis that does not answer is a problem, at once, and its password is not told', async () => {
  const started = performance.now()
  const queues = await connectQueues(`redis://:secret@127.0.0.1:${await freePort()}`)
  expect(queues).toMatchObject({ code: 'service-unavailable', message: expect.stringContaining('does not answer') })
  expect(JSON.stringify(queues)).not.toContain('secret')
  expect(performance.now() - started).toBeLessThan(30_000)
})

describe.skipIf(!redisInstalled())('with a Redis', () => {
  let redis: TestRedis
  let queues: Queues
  beforeAll(async () => {
    redis = await startRedis()
    const connected = await connectQueues(redis.url)
    if ('code' in connected) throw new Error(connected.message)
    queues = connected
  })
  afterAll(async () => {
    await queues.close()
    await redis.stop()
  })
  beforeEach(async () => {
    await queues.redis.flushall()
  })

  test('a document is a parent that waits for the job that opens it', async () => {
    await enqueueDocuments(queues, [order('a'), order('b')])
    expect(await queueCounts(queues)).toMatchObject({
      page: { waiting: 2, active: 0 },
      assemble: { waiting: 0, 'waiting-children': 2 },
    })
    const [job] = await queues.page.getWaiting()
    expect(PageJob.parse(job!.data)).toMatchObject({ what: 'open', generation: 1 })
  })

  test('adding the same order again adds nothing; a new generation or a lost order is another', async () => {
    await enqueueDocuments(queues, [order('a'), order('a')])
    await enqueueDocuments(queues, [order('a')])
    expect((await queueCounts(queues)).page.waiting).toBe(1)
    await enqueueDocuments(queues, [order('a', { generation: 2 }), order('a', { requeued: 1 })])
    expect((await queueCounts(queues)).page.waiting).toBe(3)
  })

  test('pages go before documents that wait, the first page first', async () => {
    await enqueueDocuments(queues, [order('a'), order('b')])
    await enqueuePages(queues, order('a'), [1, 2, 3])
    await enqueuePages(queues, order('a'), [1, 2, 3])
    const waiting = await queues.page.getWaiting()
    expect(waiting.map(({ data }) => data.page ?? data.what).slice(0, 4)).toEqual([1, 2, 3, 'open'])
  })

  test('a withdrawn document leaves nothing behind', async () => {
    await enqueueDocuments(queues, [order('a'), order('b')])
    await enqueuePages(queues, order('a'), [1, 2])
    await removeDocument(queues, order('a'))
    expect(await queueCounts(queues)).toMatchObject({ page: { waiting: 1 }, assemble: { 'waiting-children': 1 } })
    expect(await queues.redis.keys(`*${order('a').id.slice(0, 24)}*`)).toEqual([])
  })

  test('the jobs of a document of five pages take less than 10 KB, and hold ids only', async () => {
    await enqueueDocuments(queues, [order('a')])
    await enqueuePages(queues, order('a'), [1, 2, 3, 4, 5])
    const keys = await queues.redis.keys(`*${order('a').id.slice(0, 24)}*`)
    const sizes = await Promise.all(keys.map((key) => queues.redis.memory('USAGE', key)))
    expect(keys).toHaveLength(8)
    expect(sizes.reduce((sum: number, size) => sum + (size ?? 0), 0)).toBeLessThan(10_000)
    for (const job of await queues.page.getWaiting()) expect(PageJob.parse(job.data)).toEqual(job.data)
  })

  test('a lost Redis is told to whoever adds, and the queues work again when it is back', async () => {
    await redis.kill()
    await expect(enqueueDocuments(queues, [order('a')])).rejects.toThrow()
    await redis.restart()
    await expect.poll(() => queues.redis.status).toBe('ready')
    await enqueueDocuments(queues, [order('a')])
    expect((await queueCounts(queues)).page.waiting).toBe(1)
  })
})

describe.skipIf(!redisInstalled())('what workers ask of a Redis', () => {
  test.each(['allkeys-lru', 'volatile-ttl', 'noeviction'])('maxmemory-policy %s', async (maxmemoryPolicy) => {
    const redis = await startRedis({ maxmemoryPolicy, appendonly: maxmemoryPolicy === 'noeviction' })
    const connection = await connectConsumer(redis.url)
    if ('code' in connection) throw new Error(connection.message)
    const problem = await evictionProblem(connection)
    if (maxmemoryPolicy === 'noeviction') expect(problem).toBeNull()
    else expect(problem).toMatchObject({ code: 'queue-may-evict', message: expect.stringContaining(maxmemoryPolicy) })
    expect(await isDurable(connection)).toBe(maxmemoryPolicy === 'noeviction')
    connection.disconnect()
    await redis.stop()
  })
})
