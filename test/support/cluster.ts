import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Writable } from 'node:stream'
import { FORMS } from '../../schemas/forms/index.ts'
import { type Document, documentsIn, registerDocument } from '../../store/documents.ts'
import { openStore, type Store } from '../../store/open.ts'
import { reportText } from '../../store/report-text.ts'
import { findReport } from '../../store/reports.ts'
import { DOCUMENT_STATES, FINAL_STATES } from '../../store/schema.ts'
import { type RunningWorker, startWorker, type WorkerSettings } from '../../workers/cluster/worker.ts'
import { createLog } from '../../workers/log.ts'
import { createMetrics } from '../../workers/metrics/create.ts'
import { connectQueues, enqueueDocuments, type Queues } from '../../workers/queues/flow.ts'
import { createReaders, type ReadersOptions } from '../../workers/readers/pool.ts'
import { readerVersion, rulesVersion } from '../../workers/versions.ts'
import { startRedis, type TestRedis } from './redis.ts'

export const POISON = new URL('./poison-reader.ts', import.meta.url)

export type ClusterOptions = {
  /** A Postgres; SQLite where it is null. */
  readonly database?: string
}

export type WorkerChoice = Partial<
  Pick<WorkerSettings, 'store' | 'queues' | 'concurrency' | 'drainMs' | 'lockMs' | 'versions'>
> &
  Partial<Pick<ReadersOptions, 'entry' | 'timeoutMs' | 'mostMegabytes' | 'recycleAfter' | 'onTask'>>

/** A Redis and a store of a test's own, and workers in this very process on them. */
export type Cluster = {
  readonly redis: TestRedis
  readonly store: Store
  readonly queues: Queues
  readonly data: string
  /** What workers logged. */
  readonly log: readonly Record<string, unknown>[]
  /** Hands documents in, as submit does; a name → content, or a file. Gives their ids. */
  submit(files: readonly (string | { readonly name: string; readonly bytes: Uint8Array })[]): Promise<string[]>
  work(choice?: WorkerChoice): Promise<RunningWorker>
  /** Waits until every document is in a final state; gives them by name. */
  settled(timeoutMs?: number): Promise<ReadonlyMap<string, Document>>
  report(document: Document): Promise<string>
  stop(): Promise<void>
}

export async function startCluster({ database }: ClusterOptions = {}): Promise<Cluster> {
  const data = mkdtempSync(join(tmpdir(), 'nianbao-cluster-'))
  const redis = await startRedis()
  const opened = await openStore({ data, ...(database === undefined ? {} : { database }) })
  const connected = await connectQueues(redis.url)
  if ('code' in opened || 'code' in connected) throw new Error('no store or no queues')
  const store: Store = opened
  const queues: Queues = connected
  const lines: Record<string, unknown>[] = []
  const destination = new Writable({
    write(chunk: Buffer, _, done) {
      for (const line of chunk.toString().trim().split('\n')) lines.push(JSON.parse(line))
      done()
    },
  })
  const workers: { readonly running: RunningWorker; readonly close: () => void }[] = []
  const all = () => documentsIn(store.db, { states: DOCUMENT_STATES, limit: 100_000 })

  return {
    redis,
    store,
    queues,
    data,
    log: lines,
    async submit(files) {
      const ids: string[] = []
      for (const file of files) {
        const name = typeof file === 'string' ? basename(file) : file.name
        const bytes = typeof file === 'string' ? readFileSync(file) : file.bytes
        const id = await store.blobs.put(bytes)
        const at = Date.now()
        const given = { id, name, size: bytes.length, password: null, batch: 'test', origin: name, at }
        const { document } = await registerDocument(store.db, given)
        await enqueueDocuments(queues, [document])
        ids.push(id)
      }
      return ids
    },
    async work(choice = {}) {
      const { entry, timeoutMs = 30_000, mostMegabytes = 1500, recycleAfter = 500, onTask, ...rest } = choice
      const concurrency = rest.concurrency ?? 2
      const settings = { forms: FORMS, maxPages: 500, maxBytes: 1e9 }
      const limits = { timeoutMs, mostMegabytes, recycleAfter, debug: false, entry, onTask }
      const readers = createReaders({ size: concurrency, settings, ...limits })
      const running = await startWorker({
        ...{ readers, metrics: createMetrics(), now: Date.now, redis: redis.url },
        store: rest.store ?? store,
        worker: `test-${workers.length + 1}`,
        log: createLog({ level: 'info', destination }),
        versions: rest.versions ?? { reader: readerVersion(), rules: rulesVersion(FORMS) },
        queues: rest.queues ?? ['page', 'assemble'],
        concurrency,
        drainMs: rest.drainMs ?? 15_000,
        lockMs: rest.lockMs ?? 2_000,
      })
      if ('code' in running) throw new Error(running.message)
      workers.push({ running, close: readers.close })
      return running
    },
    async settled(timeoutMs = 100_000) {
      const deadline = Date.now() + timeoutMs
      for (;;) {
        const documents = await all()
        const left = documents.filter(({ state }) => !FINAL_STATES.includes(state))
        if (left.length === 0) return new Map(documents.map((document) => [document.name, document]))
        if (Date.now() > deadline)
          throw new Error(`not settled: ${left.map(({ name, state }) => `${name} ${state}`).join(', ')}`)
        await new Promise((settle) => setTimeout(settle, 50))
      }
    },
    async report({ id }) {
      const kept = await findReport(store.db, id)
      const bytes = kept && (await reportText(store.blobs, kept.blob))
      if (!bytes) throw new Error(`no report of ${id}`)
      return Buffer.from(bytes).toString()
    },
    async stop() {
      await Promise.all(workers.map(({ running }) => running.stop()))
      for (const { close } of workers) close()
      await queues.close()
      await store.close()
      await redis.stop()
      rmSync(data, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
