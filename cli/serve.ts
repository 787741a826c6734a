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
import { createLog, LOG_LEVELS, type Log } from '../workers/log.ts'
import { createReaders } from '../workers/readers/pool.ts'
import { addClusterOptions, complain, SERVICE_EXIT, tell } from './cluster-options.ts'
import { listenForInterrupts } from './interrupts.ts'
import { say } from './language.ts'
import { logLevelOf } from './log-level.ts'
import { areServicesNamed } from './named-services.ts'
import { parseCount, parsePort, parseShare } from './options.ts'
import { addLimitOptions, addRuleOptions, formsOf, type LimitOptions, type RuleOptions } from './reading-options.ts'
import { addressOf, isAny } from './serve/address.ts'
import { patienceOption, withServiceStore } from './service-store.ts'
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
    readonly patience: number
    readonly jobs: number
    readonly sample: number
    readonly second: number
    readonly secondField: readonly string[]
    readonly redis?: string
    readonly database?: string
    readonly debug?: boolean
  }

const AFTER = say(
  `
Examples:
  nianbao serve                                        read and review on this machine: open the link that it prints
  nianbao serve --redis redis://queue --database postgres://…   for workers that read (nianbao worker)
  nianbao serve --host 0.0.0.0 --allow-host review.example.cn --https --trust-proxy 10.0.0.5

Without Redis and without a database server this process reads what is uploaded, and prints a link that lets one in once,
within ten minutes, as the admin "local". Further accounts: nianbao user. What a reverse proxy needs: docs/review.md.
Pages without a session: /login, /healthz (the process lives), /readyz (503 while a service does not answer). With
--metrics-port, there: /metrics (Prometheus) and /status (what nianbao status --json tells) as well. The log goes to
standard error, a JSON object a line; NIANBAO_LOG_LEVEL is one of ${LOG_LEVELS.join(', ')}. SIGTERM and Ctrl-C end it.
A database that does not answer at the start is waited for, --patience seconds; a Redis for as long as it takes.

Exit codes: 0 ended as asked, 2 wrong use, ${SERVICE_EXIT}, or the port cannot be had.`,
  `
示例：
  nianbao serve                                        在本机读取和核对：打开它显示的链接
  nianbao serve --redis redis://queue --database postgres://…   由工作进程读取（nianbao worker）
  nianbao serve --host 0.0.0.0 --allow-host review.example.cn --https --trust-proxy 10.0.0.5

没有指定 Redis 和数据库服务器时，由本进程读取上传的文档，并显示一个链接；链接十分钟内可用一次，以管理员 local 的身份进入。
其他账号用 nianbao user 管理。反向代理的设置见 docs/review.md。无需登录的页面：/login、/healthz（进程存活）、
/readyz（有服务没有应答时为 503）。加 --metrics-port 时，该端口还提供 /metrics（Prometheus）和 /status（与
nianbao status --json 相同）。日志写到标准错误，每行一个 JSON 对象；NIANBAO_LOG_LEVEL 可取 ${LOG_LEVELS.join('、')}。
用 SIGTERM 或 Ctrl-C 结束。启动时数据库没有应答，最多等待 --patience 秒；Redis 没有应答则一直等待。

退出码：0 正常结束，2 用法错误，${SERVICE_EXIT}，或端口无法使用。`,
)

/** Whom the one-time link lets in. */
const LOCAL = 'local'
/** Reader processes are replaced after so many pages, and above so many megabytes. */
const RECYCLE_AFTER = 500
const MOST_MEGABYTES = 1500

/** `nianbao serve`: the reviewers' page and its API. */
export function serveCommand(): Command {
  const command = new Command('serve')
    .summary(say("the reviewers' page: upload, watch, correct", '在浏览器中上传、查看和核对'))
    .description(
      say(
        "Serves the reviewers' page and its API, and reads what is uploaded unless workers do.",
        '提供核对页面及其 API；没有工作进程时，自行读取上传的文档。',
      ),
    )
    .option(
      '--host <address>',
      say('where to listen; 0.0.0.0 for every address of this machine', '监听的地址；0.0.0.0 表示本机所有地址'),
      '127.0.0.1',
    )
    .option('--port <n>', say('the port; 0 for a free one', '端口；0 表示任取空闲端口'), parsePort, 8787)
    .option(
      '--allow-host <name>',
      say(
        'a name that browsers reach it by, beside localhost; may be repeated',
        '除 localhost 外，浏览器访问时所用的主机名；可重复',
      ),
      addTo,
      [],
    )
    .option('--https', say('browsers come by https, through a reverse proxy', '浏览器经反向代理以 https 访问'))
    .option(
      '--trust-proxy <address>',
      say("a reverse proxy's address or network; may be repeated", '反向代理的地址或网段；可重复'),
      addTo,
      [],
    )
    .option('--trust-header <name>', say('the header in which that proxy names the user', '该代理用来告知用户名的标头'))
    .option(
      '--metrics-port <n>',
      say(
        'serve /metrics and /status there; 0 for a free port',
        '在此端口提供 /metrics 和 /status；0 表示任取空闲端口',
      ),
      parsePort,
    )
    .option('--metrics-host <address>', say('where to serve them', '提供这些内容的地址'), '127.0.0.1')
    .addOption(patienceOption())
    .option(
      '-j, --jobs <n>',
      say('pages read at a time, where this process reads', '由本进程读取时，同时读取的页数'),
      parseCount,
      availableParallelism(),
    )
    .option(
      '--sample <share>',
      say('of accepted fields, the share that is looked at all the same', '已接受的字段中抽查的比例'),
      parseShare,
      0.01,
    )
    .option(
      '--second <share>',
      say('of answered fields, the share that a second person reads', '已回答的字段中由第二人再看的比例'),
      parseShare,
      0,
    )
    .option(
      '--second-field <id>',
      say(
        'fields that a second person always reads, * for anything; may be repeated',
        '一律由第二人再看的字段，* 代表任意内容；可重复',
      ),
      addTo,
      [],
    )
  addLimitOptions(addRuleOptions(command))
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      const level = logLevelOf(command)
      const proxies = trustedProxies(options.trustProxy)
      if (!proxies)
        return command.error(
          `error: ${say('--trust-proxy: give addresses or networks such as 10.0.0.0/8', '--trust-proxy：请给出地址或网段，如 10.0.0.0/8')}`,
        )
      if (options.trustHeader !== undefined && options.trustProxy.length === 0) {
        return command.error(
          `error: ${say('--trust-header: say with --trust-proxy from whom it is to be believed', '--trust-header：请用 --trust-proxy 指明可信的代理')}`,
        )
      }
      const log = createLog({ level })
      const { patience, host, port, metricsHost, metricsPort } = options
      const monitors = metricsPort === undefined ? [] : [{ host: metricsHost, port: metricsPort }]
      const service = { patience, places: [{ host, port }, ...monitors], log }
      process.exitCode = await withServiceStore(command, service, (store, services, [page, monitor]) => {
        const ports = { port: page!.port, ...(monitor && { metricsPort: monitor.port }) }
        return serve({ ...options, ...ports }, proxies, store, services, log)
      })
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
  const clustered = areServicesNamed(options)
  const assets = await pageAssets(() => tell(say('building the page', '正在生成页面')))
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
    if (assets.size === 0) tell(say('this installation lacks the page; the API works', '本安装缺少页面，只有 API 可用'))
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

/** The account that the link is for: there as soon as it is used. */
async function localAdmin(store: Store): Promise<string> {
  await createAccount(store.db, { name: LOCAL, role: 'admin', passwordHash: null }, Date.now())
  return LOCAL
}

function addTo(text: string, before: readonly string[]): readonly string[] {
  if (text.trim() === '') throw new InvalidArgumentError(say('give one.', '不能为空。'))
  return [...before, text]
}
