// A worker for tests that kill it: as `nianbao worker` runs one, but with short locks, and with other readers if asked.
//   node scripts/soak/worker.ts '{"data":…,"database":…,"redis":…,"concurrency":1,"lockMs":3000,"entry":…}'
import { availableParallelism } from 'node:os'
import { FORMS } from '../../schemas/forms/index.ts'
import { openStore } from '../../store/open.ts'
import { startWorker } from '../../workers/cluster/worker.ts'
import { createLog } from '../../workers/log.ts'
import { createMetrics } from '../../workers/metrics/create.ts'
import type { QueueName } from '../../workers/queues/names.ts'
import { createReaders } from '../../workers/readers/pool.ts'
import { readerVersion, rulesVersion } from '../../workers/versions.ts'

export type WorkerOrder = {
  readonly data: string
  readonly database: string | null
  readonly redis: string
  readonly name: string
  readonly queues?: readonly QueueName[]
  readonly concurrency?: number
  readonly lockMs?: number
  readonly drainMs?: number
  readonly timeoutMs?: number
  readonly mostMegabytes?: number
  /** Another entry of reader processes, as a file URL. */
  readonly entry?: string
}

const order = JSON.parse(process.argv[2]!) as WorkerOrder
const log = createLog({ level: 'info' }).with({ worker: order.name })
const store = await openStore({ data: order.data, ...(order.database === null ? {} : { database: order.database }) })
if ('code' in store) throw new Error(store.message)
const concurrency = order.concurrency ?? Math.min(2, availableParallelism())
const metrics = createMetrics()
const readers = createReaders({
  size: concurrency,
  settings: { forms: FORMS, maxPages: 500, maxBytes: 256 * 1024 ** 2 },
  timeoutMs: order.timeoutMs ?? 60_000,
  recycleAfter: 200,
  mostMegabytes: order.mostMegabytes ?? 1500,
  debug: false,
  ...(order.entry === undefined ? {} : { entry: new URL(order.entry) }),
})
const worker = await startWorker({
  store,
  readers,
  versions: { reader: readerVersion(), rules: rulesVersion(FORMS) },
  worker: order.name,
  log,
  metrics,
  now: Date.now,
  redis: order.redis,
  queues: order.queues ?? ['page', 'assemble'],
  concurrency,
  drainMs: order.drainMs ?? 20_000,
  lockMs: order.lockMs ?? 3_000,
})
if ('code' in worker) throw new Error(worker.message)
process.on('SIGTERM', async () => {
  await worker.stop()
  await store.close()
  process.exit(0)
})
