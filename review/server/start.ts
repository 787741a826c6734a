import type { Form } from '../../schemas/form.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Store } from '../../store/open.ts'
import { countStates } from '../../store/status.ts'
import { createDispatch, type Dispatch } from '../../workers/dispatch.ts'
import { type Embedded, startEmbedded } from '../../workers/embedded/run.ts'
import { type Monitor, startMonitor } from '../../workers/http/monitor.ts'
import { readinessOf } from '../../workers/http/readiness.ts'
import { keepAnswer } from '../../workers/keep-answer.ts'
import { createMetrics } from '../../workers/metrics/create.ts'
import { createQueueLine, type QueueLine } from '../../workers/queue-line.ts'
import { type Queues, queueCounts, removeDocument } from '../../workers/queues/flow.ts'
import type { ReaderEvent } from '../../workers/readers/reader.ts'
import type { Readers } from '../../workers/readers/tasks.ts'
import { clusterStatus } from '../../workers/status.ts'
import type { StepContext } from '../../workers/steps/context.ts'
import { createApp } from './app.ts'
import type { Assets } from './assets/load.ts'
import { documentLines } from './documents.ts'
import { createMakers } from './exports/making/makers.ts'
import { listen } from './listen.ts'
import type { ServerSettings } from './ports.ts'
import { type QueueSettings, reviewQueue } from './queue.ts'
import { connectLimits } from './security/limit-redis.ts'
import { createLoginLimit } from './security/login-limit.ts'
import { startTending } from './tend.ts'

export type ServerOptions = Omit<StepContext, 'readers' | 'metrics'> & {
  /** Those that its readers match documents with; the official ones where none are given. */
  readonly forms?: readonly Form[]
  /** Makes reader processes that tell what happens to them. */
  readonly makeReaders: (onEvent: (event: ReaderEvent) => void) => Readers
  /** Redis, where workers are to read what is uploaded; null: this process reads it, so many pages at a time. */
  readonly redis: string | null
  readonly concurrency: number
  readonly host: string
  readonly port: number
  /** Where health, metrics and status are told without a session; null: nowhere. */
  readonly monitor: { readonly host: string; readonly port: number } | null
  readonly assets: Assets
  readonly settings: ServerSettings
  readonly queue: QueueSettings
}

export type RunningServer = { readonly port: number; readonly monitorPort: number | null; stop(): Promise<void> }

/** Milliseconds that what this process reads gets to end when it is stopped; the rest is read at the next start. */
const DRAIN_MS = 5_000
/** Scrapers and watchers of one moment share a status, in milliseconds. */
const STATUS_KEPT_MS = 1000

/** Starts the reviewers' server, and the reading where there are no workers for it. A Problem where a port cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer | Problem> {
  const { forms = FORMS, makeReaders, redis, concurrency, host, port, assets, settings, queue, ...rest } = options
  const { store, log, now } = rest
  const line = redis === null ? null : createQueueLine(redis)
  const queues = line && connected(line)
  const metrics = createMetrics({
    documents: () => countStates(store.db),
    ...(queues ? { queues: async () => queueCounts(await queues()) } : {}),
  })
  const readers = makeReaders(metrics.reader)
  const makers = createMakers({ forms })
  const context: StepContext = { ...rest, metrics, readers }
  const limits = redis === null ? null : await connectLimits(redis)
  const ready = readinessOf({
    ...(queues ? { Redis: async () => (await queues()).redis.ping() } : {}),
    ...database(store),
  })
  let embedded: Embedded | null = null
  const dispatch = line ? createDispatch(line) : waking(() => embedded?.wake())
  const app = createApp(
    {
      ...{ store, dispatch, assets, forms, makers, now, log, show: readers, versions: rest.versions },
      loginLimit: createLoginLimit(limits),
      queue: reviewQueue(context, queue, forms),
      documents: documentLines(store),
      forget: async (documents) => {
        const found = await line?.queues()
        if (found && !('code' in found)) await Promise.all(documents.map((document) => removeDocument(found, document)))
      },
      ready: async () => namesOnly(await ready()),
    },
    settings,
  )
  const listening = await listen(app, host, port)
  if ('code' in listening) {
    app.end()
    readers.close()
    makers.close()
    limits?.disconnect()
    await line?.close()
    return listening
  }
  const tending = startTending(context, queue.sampleShare)
  let monitor: Monitor | null = null
  const stop = async () => {
    await listening.close()
    await Promise.all([embedded?.stop(), tending.stop()])
    readers.close()
    makers.close()
    await monitor?.close()
    limits?.disconnect()
    await line?.close()
  }
  if (options.monitor) {
    const status = keepAnswer(async () => clusterStatus(store, await found(line), { now: now() }), STATUS_KEPT_MS)
    const started = await startMonitor({ ...options.monitor, metrics, ready, status, log })
    if ('code' in started) {
      await stop()
      return started
    }
    monitor = started
  }
  if (!line) embedded = startEmbedded({ ...context, concurrency, drainMs: DRAIN_MS })
  return { port: listening.port, monitorPort: monitor?.port ?? null, stop }
}

/** One attempt to connect at a time, whoever asks. */
function connected(line: QueueLine): () => Promise<Queues> {
  const queues = keepAnswer(() => line.queues(), 0)
  return async () => {
    const found = await queues()
    if ('code' in found) throw new Error(found.message)
    return found
  }
}

async function found(line: QueueLine | null): Promise<Queues | Problem> {
  return line ? line.queues() : { code: 'service-unavailable', message: 'no queues: this server reads by itself' }
}

function database(store: Store) {
  return { database: () => store.db.run((db) => db.selectFrom('documents').select('id').limit(1).execute()) }
}

/** Orders for the runner in this process, which looks into the database by itself. */
function waking(wake: () => void): Dispatch {
  return {
    async send() {
      wake()
      return null
    },
    unsent: 0,
  }
}

/** Whoever has no session learns which service does not answer, and not where it is. */
function namesOnly({ ok, problems }: { readonly ok: boolean; readonly problems: readonly string[] }) {
  return { ok, problems: problems.map((line) => line.split(':', 1)[0]!) }
}
