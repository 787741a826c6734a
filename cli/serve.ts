import { once } from 'node:events'
import { availableParallelism, hostname } from 'node:os'
import { Command, InvalidArgumentError } from 'commander'
import { createOneTimeLink } from '../review/server/accounts/one-time-link.ts'
import { pageAssets } from '../review/server/assets/page.ts'
import { type TrustedProxies, trustedProxies } from '../review/server/security/client-address.ts'
import { startServer } from '../review/server/start.ts'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { createAccount } from '../store/review/accounts.ts'
import type { Services } from '../workers/config.ts'
import { createLog, LOG_LEVELS, type Log, logLevelFrom } from '../workers/log.ts'
import { createReaders } from '../workers/readers/pool.ts'
import { addClusterOptions, complain, SERVICE_EXIT, tell, withStore } from './cluster-options.ts'
import { listenForInterrupts } from './interrupts.ts'
import { parseCount, parsePort, parseShare } from './options.ts'
import { addLimitOptions, addRuleOptions, formsOf, type LimitOptions, type RuleOptions } from './reading-options.ts'
import { versionsOf } from './versions-of.ts'

type Options = RuleOptions &
  LimitOptions & {
    readonly host: string
    readonly port: number
    readonly allowHost: readonly string[]
    readonly https?: boolean
    readonly trustProxy: readonly string[]
    readonly trustHeader?: string
    readonly metricsPort?: number
    readonly metricsHost: string
    readonly jobs: number
    readonly sample: number
    readonly second: number
    readonly secondField: readonly string[]
    readonly redis?: string
    readonly database?: string
    readonly debug?: boolean
  }

const AFTER = `
Examples:
  nianbao serve                                        read and review on this machine: open the link that it prints
  nianbao serve --redis redis://queue --database postgres://…   for workers that read (nianbao worker)
  nianbao serve --host 0.0.0.0 --allow-host review.example.cn --https --trust-proxy 10.0.0.5

Without Redis and without a database server this process reads what is uploaded, and prints a link that lets one in once,
within ten minutes, as the admin "local". Further accounts: nianbao user. What a reverse proxy needs: docs/review.md.
Pages without a session: /login, /healthz (the process lives), /readyz (503 while a service does not answer). With
--metrics-port, there: /metrics (Prometheus) and /status (what nianbao status --json tells) as well. The log goes to
standard error, a JSON object a line; NIANBAO_LOG_LEVEL is one of ${LOG_LEVELS.join(', ')}. SIGTERM and Ctrl-C end it.

Exit codes: 0 ended as asked, 2 wrong use, ${SERVICE_EXIT}, or the port cannot be had`

/** Whom the one-time link lets in. */
const LOCAL = 'local'
/** Reader processes are replaced after so many pages, and above so many megabytes. */
const RECYCLE_AFTER = 500
const MOST_MEGABYTES = 1500

/** `nianbao serve`: the reviewers' page and its API. */
export function serveCommand(): Command {
  const command = new Command('serve')
    .summary("the reviewers' page: upload, watch, correct")
    .description("Serves the reviewers' page and its API, and reads what is uploaded unless workers do.")
    .option('--host <address>', 'where to listen; 0.0.0.0 for every address of this machine', '127.0.0.1')
    .option('--port <n>', 'the port', parsePort, 8787)
    .option('--allow-host <name>', 'a name that browsers reach it by, beside localhost; may be repeated', addTo, [])
    .option('--https', 'browsers come by https, through a reverse proxy')
    .option('--trust-proxy <address>', "a reverse proxy's address or network; may be repeated", addTo, [])
    .option('--trust-header <name>', 'the header in which that proxy names the user')
    .option('--metrics-port <n>', 'serve /metrics and /status there; 0 for a free port', parsePort)
    .option('--metrics-host <address>', 'where to serve them', '127.0.0.1')
    .option('-j, --jobs <n>', 'pages read at a time, where this process reads', parseCount, availableParallelism())
    .option('--sample <share>', 'of accepted fields, the share that is looked at all the same', parseShare, 0.01)
    .option('--second <share>', 'of answered fields, the share that a second person reads', parseShare, 0)
    .option(
      '--second-field <id>',
      'fields that a second person always reads, * for anything; may be repeated',
      addTo,
      [],
    )
  addLimitOptions(addRuleOptions(command))
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      const level = logLevelFrom(process.env)
      if (level === null) return command.error(`error: NIANBAO_LOG_LEVEL: give one of ${LOG_LEVELS.join(', ')}`)
      const proxies = trustedProxies(options.trustProxy)
      if (!proxies) return command.error('error: --trust-proxy: give addresses or networks such as 10.0.0.0/8')
      if (options.trustHeader !== undefined && options.trustProxy.length === 0) {
        return command.error('error: --trust-header: say with --trust-proxy from whom it is to be believed')
      }
      const log = createLog({ level })
      process.exitCode = await withStore(command, (store, services) => serve(options, proxies, store, services, log))
    })
}

async function serve(
  options: Options,
  proxies: TrustedProxies,
  store: Store,
  services: Services,
  log: Log,
): Promise<number> {
  const interrupts = listenForInterrupts()
  const clustered = isClustered(options)
  const assets = await pageAssets(() => tell('building the page'))
  const link = clustered ? null : createOneTimeLink(Date.now())
  const server = await startServer({
    ...{ store, log, now: Date.now, worker: `${hostname()}-${process.pid}`, versions: versionsOf(options) },
    forms: formsOf(options),
    makeReaders: (onEvent) => createReaders({ ...readersOf(options), onEvent }),
    redis: clustered ? services.redis : null,
    concurrency: options.jobs,
    host: options.host,
    port: options.port,
    monitor: options.metricsPort === undefined ? null : { host: options.metricsHost, port: options.metricsPort },
    assets,
    settings: {
      hosts: [...options.allowHost, ...(isAny(options.host) ? [] : [options.host])],
      https: options.https ?? false,
      proxies,
      userHeader: options.trustHeader ?? null,
      maxBytes: options.maxBytes,
      redeem: link && (async (token) => (link.redeem(token, Date.now()) ? localAdmin(store) : null)),
    },
    queue: { sampleShare: options.sample, secondShare: options.second, secondFields: options.secondField },
  })
  try {
    if ('code' in server) return complain(null, server)
    log.info('serving', { host: options.host, port: server.port, metricsPort: server.monitorPort })
    if (assets.size === 0) tell('this installation lacks the page; the API works')
    if (link) process.stdout.write(`${addressOf(options, server.port)}/enter?token=${link.token}\n`)
    if (!interrupts.came()) await once(interrupts.signal, 'abort')
    await server.stop()
    log.info('ended')
    return EXIT.ok
  } finally {
    interrupts.end()
  }
}

function readersOf(options: Options): Parameters<typeof createReaders>[0] {
  const { reviewThreshold, models, maxPages, maxBytes, timeout, debug = false } = options
  return {
    size: options.jobs,
    settings: { forms: formsOf(options), reviewThreshold, models, maxPages, maxBytes },
    timeoutMs: timeout * 1000,
    recycleAfter: RECYCLE_AFTER,
    mostMegabytes: MOST_MEGABYTES,
    debug,
  }
}

/** Whether somebody said where there are services; what is only a default is none. */
function isClustered({ redis, database }: Options): boolean {
  const { NIANBAO_REDIS_URL, NIANBAO_DATABASE_URL } = process.env
  return Boolean(redis || database || NIANBAO_REDIS_URL || NIANBAO_DATABASE_URL)
}

/** The account that the link is for: there as soon as it is used. */
async function localAdmin(store: Store): Promise<string> {
  await createAccount(store.db, { name: LOCAL, role: 'admin', passwordHash: null }, Date.now())
  return LOCAL
}

function addressOf({ host, https }: Options, port: number): string {
  const name = isAny(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `${https ? 'https' : 'http'}://${name}:${port}`
}

function isAny(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

function addTo(text: string, before: readonly string[]): readonly string[] {
  if (text.trim() === '') throw new InvalidArgumentError('give one.')
  return [...before, text]
}
