import { once } from 'node:events'
import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { countStates } from '../store/status.ts'
import type { Services } from '../workers/config.ts'
import { startMonitor } from '../workers/http/monitor.ts'
import { readinessOf } from '../workers/http/readiness.ts'
import { keepAnswer } from '../workers/keep-answer.ts'
import { createLog, LOG_LEVELS, type Log, logLevelFrom } from '../workers/log.ts'
import { createMetrics } from '../workers/metrics/create.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { type Queues, queueCounts } from '../workers/queues/flow.ts'
import { clusterStatus } from '../workers/status.ts'
import { addClusterOptions, complain, SERVICE_EXIT, withStore } from './cluster-options.ts'
import { listenForInterrupts } from './interrupts.ts'
import { parsePort } from './options.ts'

type Options = { readonly host: string; readonly port: number }

const AFTER = `
Pages: /healthz (the process lives), /readyz (503 while Redis or the database does not answer), /metrics (Prometheus),
/status (what nianbao status --json tells). The log goes to standard error, a JSON object a line; NIANBAO_LOG_LEVEL is
one of ${LOG_LEVELS.join(', ')}. SIGTERM and Ctrl-C end it.

Exit codes: 0 ended as asked, 2 wrong use, ${SERVICE_EXIT}, or the port cannot be had`

/** Scrapers and watchers of one moment share a status, in milliseconds. */
const STATUS_KEPT_MS = 1000

/** `nianbao serve`: tells over HTTP how the cluster is. */
export function serveCommand(): Command {
  const command = new Command('serve')
    .summary('health, readiness, metrics and status over HTTP')
    .description('Serves how the whole cluster is: for probes, for Prometheus, and for whoever looks.')
    .option('--host <address>', 'where to listen; 0.0.0.0 for every address of this machine', '127.0.0.1')
    .option('--port <n>', 'the port', parsePort, 8787)
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      const level = logLevelFrom(process.env)
      if (level === null) return command.error(`error: NIANBAO_LOG_LEVEL: give one of ${LOG_LEVELS.join(', ')}`)
      const log = createLog({ level })
      process.exitCode = await withStore(command, (store, services) => serve(options, store, services, log))
    })
}

async function serve({ host, port }: Options, store: Store, services: Services, log: Log): Promise<number> {
  const interrupts = listenForInterrupts()
  const line = createQueueLine(services.redis)
  const connected = keepAnswer(() => line.queues(), 0) // one attempt at a time, whoever asks
  const queues = async (): Promise<Queues> => {
    const found = await connected()
    if ('code' in found) throw new Error(found.message)
    return found
  }
  const metrics = createMetrics({
    documents: () => countStates(store.db),
    queues: async () => queueCounts(await queues()),
  })
  const ready = readinessOf({
    Redis: async () => (await queues()).redis.ping(),
    database: () => store.db.run((db) => db.selectFrom('documents').select('id').limit(1).execute()),
  })
  const status = keepAnswer(async () => clusterStatus(store, await connected(), { now: Date.now() }), STATUS_KEPT_MS)
  try {
    const monitor = await startMonitor({ host, port, metrics, ready, status, log })
    if ('code' in monitor) return complain(null, monitor)
    log.info('serving', { host, port: monitor.port })
    if (!interrupts.came()) await once(interrupts.signal, 'abort')
    await monitor.close()
    log.info('ended')
    return EXIT.ok
  } finally {
    await line.close()
    interrupts.end()
  }
}
