import { once } from 'node:events'
import { availableParallelism, hostname } from 'node:os'
import { Command, InvalidArgumentError, Option } from 'commander'
import { EXIT, type Problem } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { countStates } from '../store/status.ts'
import { startWorker } from '../workers/cluster/worker.ts'
import type { Services } from '../workers/config.ts'
import { type Monitor, startMonitor } from '../workers/http/monitor.ts'
import { readinessOf } from '../workers/http/readiness.ts'
import { createLog, LOG_LEVELS, type Log, logLevelFrom } from '../workers/log.ts'
import { createMetrics, type Metrics } from '../workers/metrics/create.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { type Queues, queueCounts } from '../workers/queues/flow.ts'
import { QUEUES, type QueueName } from '../workers/queues/names.ts'
import { createReaders } from '../workers/readers/pool.ts'
import { addClusterOptions, complain, SERVICE_EXIT, withStore } from './cluster-options.ts'
import { listenForInterrupts } from './interrupts.ts'
import { parseCount, parsePort, parseSeconds } from './options.ts'
import { addLimitOptions, addRuleOptions, formsOf, type LimitOptions, type RuleOptions } from './reading-options.ts'
import { versionsOf } from './versions-of.ts'

type Options = RuleOptions &
  LimitOptions & {
    readonly concurrency: number
    readonly queues: readonly QueueName[]
    readonly drain: number
    readonly metricsPort?: number
    readonly metricsHost: string
    readonly recycleAfter: number
    readonly memory: number
    readonly debug?: boolean
  }

const AFTER = `
Examples:
  nianbao worker                                   read with all cores of this machine
  nianbao worker --concurrency 2 --metrics-port 9464
  nianbao worker --queues assemble                 make reports only

The log goes to standard error, a JSON object a line; NIANBAO_LOG_LEVEL is one of ${LOG_LEVELS.join(', ')}.
SIGTERM and Ctrl-C drain: what is in work gets --drain seconds to end and is given back then; a second one ends at once.
All workers should be given the same --form, --models and --review-threshold.
Exit codes: 0 drained, 2 wrong use, ${SERVICE_EXIT}, or Redis may throw jobs away,
130 ended by a second signal.`

/** Milliseconds after which a worker that is silent counts as dead, and its jobs go to others. */
const LOCK_MS = 30_000

/** `nianbao worker`: reads what was submitted, until it is told to stop. */
export function workerCommand(): Command {
  const command = new Command('worker')
    .summary('read what was submitted, until told to stop')
    .description(
      'Takes submitted documents from the queues, reads their pages in processes of their own, and makes the reports. Start as many as you like, on as many machines as share the data folder, the database and Redis.',
    )
    .addOption(
      new Option('-c, --concurrency <n>', 'pages in work at a time')
        .argParser(parseCount)
        .default(availableParallelism(), 'one per core'),
    )
    .addOption(
      new Option('--queues <list>', `which work to take, of ${QUEUES.join(',')}`)
        .argParser(parseQueues)
        .default(QUEUES, 'all'),
    )
    .option('--drain <seconds>', 'time that work gets to end when the worker is stopped', parseSeconds, 60)
    .option('--metrics-port <n>', 'serve /healthz, /readyz and /metrics there; 0 for a free port', parsePort)
    .option('--metrics-host <address>', 'where to serve them', '127.0.0.1')
    .option('--recycle-after <n>', 'pages after which a reader process is replaced', parseCount, 500)
    .option('--memory <mb>', 'megabytes above which a reader process is replaced', parseCount, 1500)
  addLimitOptions(addRuleOptions(command))
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      const level = logLevelFrom(process.env)
      if (level === null) return command.error(`error: NIANBAO_LOG_LEVEL: give one of ${LOG_LEVELS.join(', ')}`)
      const name = `${hostname()}-${process.pid}`
      const log = createLog({ level, destination: process.stderr }).with({ worker: name })
      process.exitCode = await withStore(command, (store, services) => work(options, store, services, log, name))
    })
}

async function work(options: Options, store: Store, services: Services, log: Log, name: string): Promise<number> {
  const line = createQueueLine(services.redis)
  const queues = async () => {
    const found = await line.queues()
    if ('code' in found) throw new Error(found.message)
    return found
  }
  const metrics = createMetrics({
    documents: () => countStates(store.db),
    queues: async () => queueCounts(await queues()),
  })
  const readers = createReaders({
    size: options.concurrency,
    settings: {
      forms: formsOf(options),
      reviewThreshold: options.reviewThreshold,
      models: options.models,
      maxPages: options.maxPages,
      maxBytes: options.maxBytes,
    },
    timeoutMs: options.timeout * 1000,
    recycleAfter: options.recycleAfter,
    mostMegabytes: options.memory,
    debug: options.debug ?? false,
    onEvent: metrics.reader,
  })
  const interrupts = listenForInterrupts()
  let monitor: Monitor | Problem | null = null
  try {
    monitor = await serveMetrics(options, metrics, store, queues, log)
    if (monitor && 'code' in monitor) return complain(null, monitor)
    const worker = await startWorker({
      ...{ store, readers, versions: versionsOf(options), worker: name, log, metrics, now: Date.now },
      redis: services.redis,
      queues: options.queues,
      concurrency: options.concurrency,
      drainMs: options.drain * 1000,
      lockMs: LOCK_MS,
    })
    if ('code' in worker) return complain(null, worker)
    if (!interrupts.came()) await once(interrupts.signal, 'abort')
    await worker.stop()
    return EXIT.ok
  } finally {
    readers.close()
    if (monitor && !('code' in monitor)) await monitor.close()
    await line.close()
    interrupts.end()
  }
}

async function serveMetrics(
  { metricsPort: port, metricsHost: host }: Options,
  metrics: Metrics,
  store: Store,
  queues: () => Promise<Queues>,
  log: Log,
): Promise<Monitor | Problem | null> {
  if (port === undefined) return null
  const ready = readinessOf({
    Redis: async () => (await queues()).redis.ping(),
    database: () => store.db.run((db) => db.selectFrom('documents').select('id').limit(1).execute()),
  })
  const monitor = await startMonitor({ host, port, metrics, ready, log })
  if (!('code' in monitor)) log.info('serving metrics', { host, port: monitor.port })
  return monitor
}

function parseQueues(text: string): readonly QueueName[] {
  const names = text.split(',').map((name) => name.trim())
  const known = QUEUES.filter((queue) => names.includes(queue))
  if (known.length < new Set(names).size) throw new InvalidArgumentError(`give some of ${QUEUES.join(',')}.`)
  return known
}
