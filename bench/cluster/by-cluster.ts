import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { submitFiles } from '../../scripts/soak/submit.ts'
import { openStore, type Store } from '../../store/open.ts'
import { countStates } from '../../store/status.ts'
import { startRedis } from '../../test/support/redis.ts'
import { ROOT } from '../../test/support/sources.ts'
import type { Run } from './embedded.ts'

/**
 * Reads the files with workers of these concurrencies, on a Redis and an SQLite store of their own; `cores` keeps each of
 * them, with its readers, on a core.
 */
export async function readByCluster(
  paths: readonly string[],
  folder: string,
  concurrencies: readonly number[],
  cores: readonly number[] = [],
): Promise<Run> {
  const data = mkdtempSync(join(folder, 'data-'))
  const redis = await startRedis()
  const store = await openStore({ data })
  if ('code' in store) throw new Error(store.message)
  await submitFiles({ data, database: null, redis: redis.url }, paths)
  const started = performance.now()
  const workers = concurrencies.map((concurrency, index) => startWorker(data, redis.url, concurrency, cores[index]))
  try {
    await settled(store, paths.length)
    const seconds = (performance.now() - started) / 1000
    const { pages } = await store.db.run((k) =>
      k
        .selectFrom('page_readings')
        .select((e) => e.fn.countAll<number>().as('pages'))
        .executeTakeFirstOrThrow(),
    )
    return { seconds, pages: Number(pages) }
  } finally {
    await Promise.all(workers.map(end))
    await store.close()
    await redis.stop()
    rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  }
}

function startWorker(data: string, redis: string, concurrency: number, core: number | undefined): ChildProcess {
  const command = [join(ROOT, 'cli', 'nianbao.js'), 'worker', '--data', data, '--redis', redis]
  const words = [process.execPath, ...command, '--concurrency', String(concurrency)]
  const pinned = core === undefined ? words : ['taskset', '--cpu-list', String(core), ...words]
  return spawn(pinned[0]!, pinned.slice(1), { stdio: 'ignore' })
}

async function settled(store: Store, documents: number): Promise<void> {
  for (;;) {
    const { waiting, running, failed, done, review } = await countStates(store.db)
    if (failed > 0) throw new Error(`${failed} documents failed`)
    if (waiting + running === 0 && done + review === documents) return
    await new Promise((settle) => setTimeout(settle, 50))
  }
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((settle) => child.once('exit', settle))
  child.kill('SIGTERM')
  await gone
}
