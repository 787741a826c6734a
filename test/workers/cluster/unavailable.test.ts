import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { attemptsOf } from '../../../store/attempts.ts'
import { findDocument } from '../../../store/documents.ts'
import { type Cluster, startCluster } from '../../support/cluster.ts'
import { redisInstalled } from '../../support/redis.ts'
import { ROOT } from '../../support/sources.ts'

const pdf = readFileSync(join(ROOT, 'samples', 'digital', 'wrong-sum.pdf'))

describe.skipIf(!redisInstalled())('a machine that can start no readers', () => {
  let cluster: Cluster
  afterEach(() => cluster?.stop())

  test('fails no document: its jobs wait, and another machine does them', async () => {
    cluster = await startCluster()
    const names = ['a.pdf', 'b.pdf', 'c.pdf']
    const ids = await cluster.submit(
      names.map((name) => ({ name, bytes: Buffer.concat([pdf, Buffer.from(`\n% ${name}\n`)]) })),
    )
    const broken = await cluster.work({ entry: new URL('./no-such-reader.ts', import.meta.url) })
    const told = () => cluster.log.filter(({ error }) => String(error).includes('reader processes do not start')).length
    // Every document has been tried more often than a document that is to blame would be.
    await expect.poll(told, { timeout: 30_000 }).toBeGreaterThan(3 * names.length)
    await broken.stop()
    for (const id of ids) {
      expect((await findDocument(cluster.store.db, id))!.state).toBe('running')
      expect(await attemptsOf(cluster.store.db, id)).toEqual([])
    }
    await cluster.work()
    const documents = await cluster.settled(60_000)
    expect([...documents.values()].map(({ code }) => code)).toEqual([null, null, null])
  }, 120_000)
})
