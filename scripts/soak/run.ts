import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Random, seeded } from '../../samples/make/random.ts'
import { openStore, type Store } from '../../store/open.ts'
import { countStates } from '../../store/status.ts'
import { startRedis, type TestRedis } from '../../test/support/redis.ts'
import { connectQueues } from '../../workers/queues/flow.ts'
import { type Kind, makeDocuments } from './documents.ts'
import { extractAll } from './embedded.ts'
import { submitFiles } from './submit.ts'
import { type Verdict, verify } from './verify.ts'
import { startWorkers, type Workers } from './workers.ts'

export type SoakOptions = {
  readonly documents: number
  readonly kinds: readonly Kind[]
  /** Least kills of workers, and restarts of Redis, before the run may end; more documents are handed in until then. */
  readonly kills: number
  readonly redisRestarts: number
  readonly workers: number
  readonly seed: string
  /** A Postgres; SQLite where it is null. */
  readonly database: string | null
  /** Longest wait between two faults, in milliseconds. */
  readonly paceMs: number
  readonly timeoutMs: number
  readonly say: (line: string) => void
  /** Restarts the database; called about as often as Redis is restarted. */
  readonly restartDatabase?: (() => Promise<void>) | undefined
}

export type SoakResult = Verdict & {
  readonly kills: number
  readonly redisRestarts: number
  /** What the killed workers had in work: open, page, assemble, nothing. */
  readonly killedAt: Readonly<Record<string, number>>
  readonly seconds: number
  readonly requeued: number
  /** Attempts that the store has noted: code → count. */
  readonly attempts: Readonly<Record<string, number>>
}

/**
 * Hands documents in, kills workers and Redis at random while they are read, and compares what is left with an
 * undisturbed run of `extract` on the same files. Throws if the documents do not come to an end in time.
 */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-soak-'))
  const data = join(folder, 'data')
  mkdirSync(data)
  const random = seeded(options.seed)
  const redis = await startRedis({ appendonly: true })
  const { database, say } = options
  const services = { data, database: options.database, redis: redis.url }
  const store = await openStore({ data, ...(database === null ? {} : { database }) })
  if ('code' in store) throw new Error(store.message)
  const started = performance.now()
  const workers = startWorkers(
    options.workers,
    { data, database, redis: redis.url, concurrency: 1 },
    join(folder, 'log'),
  )
  try {
    const paths = makeDocuments(join(folder, 'in'), options.documents, options.kinds)
    await submitFiles(services, paths)
    const faults = await disturb(options, { services, store, redis, workers, random, folder, paths })
    say(
      `faults over: ${faults.kills} kills ${JSON.stringify(faults.killedAt)}, ${faults.redisRestarts} restarts of Redis`,
    )
    await settled(store, options.timeoutMs)
    const seconds = (performance.now() - started) / 1000
    const codes = await workers.stop()
    if (codes.some((code) => code !== 0)) throw new Error(`workers ended with ${codes}`)
    say(`settled after ${seconds.toFixed(0)} s; reading the same files without faults`)
    const verdict = await verify(store, extractAll(paths, join(folder, 'expected'), 2))
    return { ...verdict, ...faults, seconds, ...(await traces(store)) }
  } catch (error) {
    say(readFileSync(join(folder, 'log'), 'utf8').split('\n').slice(-40).join('\n'))
    throw error
  } finally {
    workers.end()
    await store.close()
    await redis.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

type Scene = {
  readonly services: { readonly data: string; readonly database: string | null; readonly redis: string }
  readonly store: Store
  readonly redis: TestRedis
  readonly workers: Workers
  readonly random: Random
  readonly folder: string
  /** Grows when more documents are handed in. */
  readonly paths: string[]
}

type Faults = Pick<SoakResult, 'kills' | 'redisRestarts' | 'killedAt'>

async function disturb(options: SoakOptions, scene: Scene): Promise<Faults> {
  const { services, store, redis, workers, random, folder, paths } = scene
  const killedAt: Record<string, number> = {}
  let [kills, redisRestarts] = [0, 0]
  const every = Math.max(1, Math.floor(options.kills / Math.max(1, options.redisRestarts)))
  while (kills < options.kills || redisRestarts < options.redisRestarts) {
    await pause(random.int(100, options.paceMs))
    if ((await open(store)) < 3) {
      const more = makeDocuments(join(folder, 'in'), 10, options.kinds, paths.length)
      paths.push(...more)
      await submitFiles(services, more)
    }
    if (redisRestarts < options.redisRestarts && kills >= (redisRestarts + 1) * every) {
      await redis.kill()
      await pause(random.int(0, 1500))
      await redis.restart()
      redisRestarts++
      if (options.restartDatabase && random.chance(0.5)) await options.restartDatabase()
      continue
    }
    const name = random.pick(workers.names)
    const at = await workOf(redis, name)
    await workers.kill(name)
    killedAt[at] = (killedAt[at] ?? 0) + 1
    kills++
    if (kills % 10 === 0) options.say(`${kills} kills, ${redisRestarts} restarts, ${await open(store)} documents open`)
  }
  return { kills, redisRestarts, killedAt }
}

/** What a worker has in work, as the queues know. */
async function workOf(redis: TestRedis, name: string): Promise<string> {
  const queues = await connectQueues(redis.url)
  if ('code' in queues) return 'unknown'
  try {
    const jobs = [...(await queues.assemble.getActive()), ...(await queues.page.getActive())]
    return jobs.find((job) => job?.processedBy === name)?.name ?? 'nothing'
  } catch {
    return 'unknown'
  } finally {
    await queues.close()
  }
}

async function open(store: Store): Promise<number> {
  const states = await countStates(store.db)
  return states.waiting + states.running
}

async function settled(store: Store, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs
  for (let left = await open(store); left > 0; left = await open(store)) {
    if (Date.now() > deadline) throw new Error(`${left} documents did not come to an end`)
    await pause(300)
  }
}

async function traces(store: Store): Promise<Pick<SoakResult, 'requeued' | 'attempts'>> {
  const rows = await store.db.run((k) => k.selectFrom('attempts').select('code').execute())
  const sums = await store.db.run((k) => k.selectFrom('documents').select('requeued').execute())
  const attempts: Record<string, number> = {}
  for (const { code } of rows) attempts[code] = (attempts[code] ?? 0) + 1
  return { attempts, requeued: sums.reduce((sum, row) => sum + row.requeued, 0) }
}

function pause(ms: number): Promise<void> {
  return new Promise((settle) => setTimeout(settle, ms))
}
