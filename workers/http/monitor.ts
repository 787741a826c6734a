import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Problem } from '../../schemas/problem.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics/create.ts'
import { type Answer, answer, type Readiness, type Sources } from './answers.ts'

export type MonitorOptions = {
  /** The address to listen on; 127.0.0.1 unless somebody wants it seen from outside. */
  readonly host?: string
  /** 0 takes a free one. */
  readonly port: number
  /** Without them there is no /metrics. */
  readonly metrics?: Metrics
  /** Whether work can be done now; what stands in its way, a line each. May reject. */
  readonly ready: () => Promise<Readiness>
  /** What /status answers, as JSON; no such page without it. May reject. */
  readonly status?: () => Promise<unknown>
  /** See `Sources`. */
  readonly later?: string
  readonly log?: Log
}

export type Monitor = { readonly port: number; close(): Promise<void> }

/** Probes and scrapers are few; whoever opens more than that is something else. */
const MOST_CONNECTIONS = 200

/**
 * Serves /healthz, /readyz, /metrics and /status over HTTP. A Problem where the port cannot be had. It reads nothing
 * that is sent but the request's first line and headers.
 */
export async function startMonitor(options: MonitorOptions): Promise<Monitor | Problem> {
  const { host = '127.0.0.1', port, log, ...sources } = options
  const limits = {
    requestTimeout: 10_000,
    headersTimeout: 5000,
    keepAliveTimeout: 5000,
    connectionsCheckingInterval: 2000,
  }
  const server = createServer(limits, (request, response) => void respond(request, response, sources, log))
  server.maxConnections = MOST_CONNECTIONS
  server.maxRequestsPerSocket = 1000
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    return unheard(error as NodeJS.ErrnoException, host, port, '--metrics-port')
  }
  server.on('error', (error) => log?.error('monitor', { error }))
  return { port: (server.address() as AddressInfo).port, close: () => close(server) }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  sources: Sources,
  log: Log | undefined,
): Promise<void> {
  response.on('error', () => {}) // the other side has gone
  const { status, type, body, headers } = await answer(request.method ?? '', request.url ?? '', sources).catch(
    (error: unknown): Answer => {
      log?.error('a request could not be answered', { error, path: request.url })
      return { status: 500, type: 'application/json', body: '{"error":"it could not be found out"}\n' }
    },
  )
  const sent = request.headers['content-length'] ?? request.headers['transfer-encoding'] ?? '0'
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(sent === '0' ? {} : { Connection: 'close' }), // what was sent along is not read
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Lets answers that are under way go out, and waits for no one who only keeps a connection. */
async function close(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), 2000)
  await closed
  clearTimeout(late)
}

/** The failure to listen as a problem to tell; `option` chooses the port. */
export function unheard(error: NodeJS.ErrnoException, host: string, port: number, option: string): Problem {
  const where = `${host}:${port}`
  const why =
    error.code === 'EADDRINUSE'
      ? `something else listens there: choose another port with ${option}`
      : error.code === 'EACCES'
        ? `that port is for root: choose one from 1024 with ${option}`
        : error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND'
          ? 'this machine has no such address'
          : error.message
  return { code: 'service-unavailable', message: `cannot listen on ${where}: ${why}` }
}
