import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { soak } from '../../../scripts/soak/run.ts'
import type { Store } from '../../../store/open.ts'
import { type Cluster, startCluster } from '../../support/cluster.ts'
import { postgresInstalled, startPostgres } from '../../support/postgres.ts'
import { redisInstalled } from '../../support/redis.ts'
import { ROOT } from '../../support/sources.ts'

// The short form of `npm run soak`.
const SHORT = { documents: 10, kinds: ['text', 'digital', 'scan'], kills: 8, redisRestarts: 2, workers: 2 } as const
const UNHARMED = { lost: [], unfinished: [], torn: [], different: [], doubled: [] }

describe.skipIf(!redisInstalled())('faults', () => {
  test('workers and Redis killed at random: nothing lost, doubled, torn or different', async () => {
    const said: string[] = []
    const result = await soak({
      ...SHORT,
      seed: 'short',
      database: null,
      paceMs: 2500,
      timeoutMs: 200_000,
      say: (line) => void said.push(line),
    }).catch((error: unknown) => expect.fail(`${error}\n${said.join('\n')}`))
    expect(result).toMatchObject(UNHARMED)
    expect(result.kills).toBeGreaterThanOrEqual(SHORT.kills)
    expect(result.documents).toBeGreaterThanOrEqual(SHORT.documents)
  }, 300_000)

  test.skipIf(!postgresInstalled())(
    'and Postgres restarted in between',
    async () => {
      const postgres = await startPostgres()
      const said: string[] = []
      const result = await soak({
        ...SHORT,
        kinds: ['text', 'digital'],
        kills: 4,
        seed: 'short with postgres',
        database: postgres.url,
        restartDatabase: () => postgres.restart('kill'),
        paceMs: 2000,
        timeoutMs: 200_000,
        say: (line) => void said.push(line),
      }).catch((error: unknown) => expect.fail(`${error}\n${said.join('\n')}`))
      await postgres.stop()
      expect(result).toMatchObject(UNHARMED)
    },
    300_000,
  )

  describe('a full disk', () => {
    let cluster: Cluster
    afterEach(() => cluster?.stop())

    test('holds work up until there is room again, and loses nothing', async () => {
      cluster = await startCluster()
      await cluster.submit(
        ['tabs-lost-cells.txt', 'running-vertical.txt'].map((name) => join(ROOT, 'samples/text', name)),
      )
      let refusals = 3
      const full: Store = {
        ...cluster.store,
        blobs: {
          ...cluster.store.blobs,
          put: (bytes) => {
            if (refusals-- <= 0) return cluster.store.blobs.put(bytes)
            throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
              code: 'ENOSPC',
              syscall: 'write',
            })
          },
        },
      }
      await cluster.work({ store: full })
      const documents = await cluster.settled()
      for (const document of documents.values())
        expect(JSON.parse(await cluster.report(document)).source.name).toBe(document.name)
      expect(cluster.log.filter(({ errorCode }) => errorCode === 'ENOSPC')).toHaveLength(3)
    })
  })
})
