import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Problem } from '../../schemas/problem.ts'
import { unheard } from '../../workers/http/monitor.ts'
import type { App } from './app.ts'

export type Listening = { readonly port: number; close(): Promise<void> }

/** What a connection may take. An upload over a slow line takes minutes; an answer to nobody does not. */
const LIMITS = { headersTimeout: 10_000, requestTimeout: 15 * 60_000, keepAliveTimeout: 30_000 }
const MOST_CONNECTIONS = 1000
/** Milliseconds that answers under way get when the server ends. */
const LATE_MS = 3_000
const IDLE_MS = 20

/** Serves an app on an address; port 0 takes a free one. A Problem where it cannot be had. */
export async function listen(app: App, host: string, port: number): Promise<Listening | Problem> {
  const server = createAdaptorServer({
    fetch: app.hono.fetch as never,
    overrideGlobalObjects: false,
    serverOptions: LIMITS,
  }) as Server
  server.maxConnections = MOST_CONNECTIONS
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    return unheard(error as NodeJS.ErrnoException, host, port, '--port')
  }
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      app.end()
      // Connections become idle one by one as their answers end.
      const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS)
      const late = setTimeout(() => server.closeAllConnections(), LATE_MS)
      await closed
      clearInterval(idle)
      clearTimeout(late)
    },
  }
}
