import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { type Cluster, startCluster } from '../../support/cluster.ts'
import { makeScratch, start } from '../../support/command.ts'
import { redisInstalled, startRedis, type TestRedis } from '../../support/redis.ts'
import { ROOT } from '../../support/sources.ts'

const scratch = makeScratch()

// So long that no test could wait for it.
const DRAIN = 3600

describe.skipIf(!redisInstalled())('a worker that is stopped while Redis is away', () => {
  let cluster: Cluster | undefined
  afterEach(async () => {
    await cluster?.stop()
    cluster = undefined
  })

  test.each([
    ['has gone', (redis: TestRedis) => redis.kill()],
    ['has fallen silent', async (redis: TestRedis) => void process.kill(redis.pid, 'SIGSTOP')],
  ])(
    'ends soon where Redis %s and nothing is in work, the whole process',
    async (_, hurt) => {
      const redis = await startRedis()
      const worker = start([
        ...['worker', '--redis', redis.url, '--data', scratch('idle'), '--drain', String(DRAIN)],
        ...['--concurrency', '1'],
      ])
      while (!worker.stderr().includes('worker started')) await once(worker.process.stderr!, 'data')
      await hurt(redis)
      worker.process.kill('SIGTERM')
      const { code, stderr } = await worker.ended
      await redis.stop()
      expect(code, stderr).toBe(0)
      expect(stderr).toContain('worker stopped')
    },
    120_000,
  )

  test('waits for what it has in work, and no longer', async () => {
    cluster = await startCluster()
    const { log, redis, store } = cluster
    const [id] = await cluster.submit([join(ROOT, 'samples', 'text', 'tabs-lost-cells.txt')])
    let release = () => {}
    const released = new Promise<void>((settle) => {
      release = settle
    })
    let reached = () => {}
    const inWork = new Promise<void>((settle) => {
      reached = settle
    })
    const put = async (bytes: Uint8Array) => {
      reached()
      await released
      return store.blobs.put(bytes)
    }
    const slow = { ...store, blobs: { ...store.blobs, put } }
    const worker = await cluster.work({ store: slow, drainMs: DRAIN * 1000, concurrency: 1 })
    await inWork
    await redis.kill()
    const stopped = worker.stop()
    // Longer than one that has nothing in work would take.
    await delay(4_000)
    expect(log.map(({ message }) => message)).not.toContain('worker stopped')
    release()
    await stopped
    expect(log.map(({ message }) => message)).toContain('worker stopped')
    expect(await store.db.run((k) => k.selectFrom('page_readings').select('document').execute())).toEqual([
      { document: id },
    ])
  }, 120_000)
})
