import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Cluster, POISON, startCluster } from '../../support/cluster.ts'
import { makeScratch, start } from '../../support/command.ts'
import { redisInstalled, startRedis, type TestRedis } from '../../support/redis.ts'
import { ROOT } from '../../support/sources.ts'

const pdf = readFileSync(join(ROOT, 'samples', 'digital', 'wrong-sum.pdf'))
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
    const [id] = await cluster.submit([
      { name: 'hang.pdf', bytes: Buffer.concat([pdf, Buffer.from('\n% hang.pdf\n')]) },
    ])
    // Page 2 hangs until its time is up.
    const worker = await cluster.work({ entry: POISON, timeoutMs: 6000, drainMs: DRAIN * 1000, concurrency: 1 })
    await expect
      .poll(async () => (await cluster!.queues.page.getActive()).some((job) => job.data.page === 2), {
        timeout: 60_000,
      })
      .toBe(true)
    await redis.kill()
    await worker.stop()
    expect(log.at(-1)).toMatchObject({ message: 'worker stopped' })
    const attempts = await store.db.run((k) =>
      k.selectFrom('attempts').selectAll().where('document', '=', id!).execute(),
    )
    expect(attempts.map(({ page, code }) => [page, code])).toContainEqual([2, 'page-timeout'])
  }, 120_000)
})
