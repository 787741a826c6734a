import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DocumentLine, Uploaded } from '../../../review/api/documents.ts'
import { connectQueues, type Queues, queueCounts } from '../../../workers/queues/flow.ts'
import { redisInstalled, startRedis, type TestRedis } from '../../support/redis.ts'
import { type Client, startTestServer, type TestServer } from './support.ts'

describe.skipIf(!redisInstalled())('with queues', () => {
  let redis: TestRedis
  let queues: Queues
  let server: TestServer
  let admin: Client
  beforeAll(async () => {
    redis = await startRedis()
    const connected = await connectQueues(redis.url)
    if ('code' in connected) throw new Error(connected.message)
    queues = connected
    server = await startTestServer({ redis: redis.url })
    admin = await server.as('chief', 'admin')
  })
  afterAll(async () => {
    await server?.stop()
    await queues?.close()
    await redis?.stop()
  })

  const waiting = async () => (await queueCounts(queues)).page.waiting

  test('what is uploaded is ordered of workers, and no longer when it is cancelled', async () => {
    const [uploaded] = (await (await admin.upload([new File(['一行字\n'], 'a.txt')])).json()) as Uploaded[]
    const path = `/api/documents/${uploaded!.document}`
    const line = async () => (await (await admin.get(path)).json()) as DocumentLine
    expect([(await line()).state, await waiting()]).toEqual(['waiting', 1])
    expect(await (await admin.post(`${path}/cancel`)).json()).toMatchObject({ state: 'cancelled' })
    expect(await waiting()).toBe(0)
    expect(await (await admin.post(`${path}/retry`)).json()).toMatchObject({ state: 'waiting' })
    expect(await waiting()).toBe(1)
  })

  test('while Redis is away uploads are kept, and ordered when it is back', async () => {
    await redis.kill()
    const response = await admin.upload([new File(['另一行字\n'], 'b.txt')])
    expect(await response.json()).toMatchObject([{ document: expect.any(String), problem: null }])
    expect(await (await admin.get('/api/documents?state=waiting')).json()).toMatchObject({
      documents: [{ name: 'b.txt' }, { name: 'a.txt' }],
    })
    await redis.restart()
  })

  test('a server that is stopped ends the streams of those who listen', async () => {
    const other = await startTestServer()
    const viewer = await other.as('v', 'viewer')
    const events = await viewer.get('/api/events')
    const text = events.text()
    await other.stop()
    expect(await text).toContain('event: bye')
  })
})
