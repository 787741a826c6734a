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
import { createLog, LOG_LEVELS, type Log } from '../workers/log.ts'
import { createMetrics, type Metrics } from '../workers/metrics/create.ts'
import { patiently } from '../workers/patiently.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { type Queues, queueCounts } from '../workers/queues/flow.ts'
import { QUEUES, type QueueName } from '../workers/queues/names.ts'
import { createReaders } from '../workers/readers/pool.ts'
import { addClusterOptions, complain, SERVICE_EXIT } from './cluster-options.ts'
import { listenForInterrupts } from './interrupts.ts'
import { say } from './language.ts'
import { logLevelOf } from './log-level.ts'
import { parseCount, parsePort, parseSeconds } from './options.ts'
import { addLimitOptions, addRuleOptions, formsOf, type LimitOptions, type RuleOptions } from './reading-options.ts'
import { patienceOption, withServiceStore } from './service-store.ts'
import { versionsOf } from './versions-of.ts'

type Options = RuleOptions &
  LimitOptions & {
    readonly concurrency: number
    readonly queues: readonly QueueName[]
    readonly drain: number
    readonly patience: number
    readonly metricsPort?: number
    readonly metricsHost: string
    readonly recycleAfter: number
    readonly memory: number
    readonly debug?: boolean
  }

const AFTER = say(
  `
Examples:
  nianbao worker                                   read with all cores of this machine
  nianbao worker --concurrency 2 --metrics-port 9464
  nianbao worker --queues assemble                 make reports only

The log goes to standard error, a JSON object a line; NIANBAO_LOG_LEVEL is one of ${LOG_LEVELS.join(', ')}.
SIGTERM and Ctrl-C drain: what is in work gets --drain seconds to end and is given back then; a second one ends at once.
All workers should be given the same --form, --models and --review-threshold. A database or Redis that does not answer
at the start is waited for, --patience seconds; meanwhile /readyz answers 503.

Exit codes: 0 drained, 2 wrong use, ${SERVICE_EXIT}, or Redis may throw jobs away,
130 ended by a second signal.`,
  `
示例：
  nianbao worker                                   用本机的全部核心读取
  nianbao worker --concurrency 2 --metrics-port 9464
  nianbao worker --queues assemble                 只生成报告

日志写到标准错误，每行一个 JSON 对象；NIANBAO_LOG_LEVEL 可取 ${LOG_LEVELS.join('、')}。
收到 SIGTERM 或 Ctrl-C 时收尾：进行中的工作有 --drain 秒的时间完成，之后交还队列；再来一次则立即结束。
所有工作进程的 --form、--models 和 --review-threshold 应当相同。启动时数据库或 Redis 没有应答，最多等待 --patience 秒；
其间 /readyz 返回 503。

退出码：0 收尾完毕，2 用法错误，${SERVICE_EXIT}，或 Redis 可能丢弃任务，130 被第二个信号结束。`,
)

/** Milliseconds after which a worker that is silent counts as dead, and its jobs go to others. */
const LOCK_MS = 30_000
/** Milliseconds after its end in which a worker's connections may close. */
const LEAVE_MS = 3_000

/** `nianbao worker`: reads what was submitted, until it is told to stop. */
export function workerCommand(): Command {
  const command = new Command('worker')
    .summary(say('read what was submitted, until told to stop', '持续读取已提交的文档，直到被停止'))
    .description(
      say(
        'Takes submitted documents from the queues, reads their pages in processes of their own, and makes the reports. Start as many as you like, on as many machines as share the data folder, the database and Redis.',
        '从队列中取出已提交的文档，在单独的进程中逐页读取，并生成报告。可以启动任意多个，也可以在多台机器上启动，只要它们共用数据文件夹、数据库和 Redis。',
      ),
    )
    .addOption(
      new Option('-c, --concurrency <n>', say('pages in work at a time', '同时读取的页数'))
        .argParser(parseCount)
        .default(availableParallelism(), say('one per core', '每个处理器核心一页')),
    )
    .addOption(
      new Option(
        '--queues <list>',
        say(`which work to take, of ${QUEUES.join(',')}`, `承担哪些工作，取自 ${QUEUES.join(',')}`),
      )
        .argParser(parseQueues)
        .default(QUEUES, say('all', '全部')),
    )
    .option(
      '--drain <seconds>',
      say('time that work gets to end when the worker is stopped', '停止时留给进行中的工作的时间'),
      parseSeconds,
      60,
    )
    .option(
      '--metrics-port <n>',
      say(
        'serve /healthz, /readyz and /metrics there; 0 for a free port',
        '在此端口提供 /healthz、/readyz 和 /metrics；0 表示任取空闲端口',
      ),
      parsePort,
    )
    .option('--metrics-host <address>', say('where to serve them', '提供这些内容的地址'), '127.0.0.1')
    .option(
      '--recycle-after <n>',
      say('pages after which a reader process is replaced', '读取进程读满这么多页后更换'),
      parseCount,
      500,
    )
    .option(
      '--memory <mb>',
      say('megabytes above which a reader process is replaced', '读取进程占用内存超过这么多 MB 后更换'),
      parseCount,
      1500,
    )
    .addOption(patienceOption())
  addLimitOptions(addRuleOptions(command))
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      const level = logLevelOf(command)
      const name = `${hostname()}-${process.pid}`
      const log = createLog({ level, destination: process.stderr }).with({ worker: name })
      const { patience, metricsHost: host, metricsPort: port } = options
      const service = { patience, places: port === undefined ? [] : [{ host, port }], log }
      process.exitCode = await withServiceStore(command, service, (store, services, [place]) =>
        work({ ...options, ...(place && { metricsPort: place.port }) }, store, services, log, name),
      )
      // A connection to a Redis that has fallen silent closes when it pleases; whatever else is left ends by itself sooner.
      setTimeout(() => process.exit(), LEAVE_MS).unref()
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
    const settings = {
      ...{ store, readers, versions: versionsOf(options), worker: name, log, metrics, now: Date.now },
      redis: services.redis,
      queues: options.queues,
      concurrency: options.concurrency,
      drainMs: options.drain * 1000,
      lockMs: LOCK_MS,
    }
    const worker = await patiently(() => startWorker(settings), {
      limitMs: options.patience * 1000,
      rest: interrupts.rest,
      ended: interrupts.came,
      onWait: ({ message }) => log.warn(`${message}; waiting for it`, { seconds: options.patience }),
    })
    if ('code' in worker) return interrupts.came() ? EXIT.ok : complain(null, worker)
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
  if (known.length < new Set(names).size)
    throw new InvalidArgumentError(say(`give some of ${QUEUES.join(',')}.`, `请从 ${QUEUES.join(',')} 中选取。`))
  return known
}
