import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { addAccount } from '../../../review/server/accounts/manage.ts'
import type { Assets } from '../../../review/server/assets/load.ts'
import type { ServerSettings } from '../../../review/server/ports.ts'
import { trustedProxies } from '../../../review/server/security/client-address.ts'
import { type RunningServer, startServer } from '../../../review/server/start.ts'
import type { Form } from '../../../schemas/form.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import type { Store } from '../../../store/open.ts'
import { createLog } from '../../../workers/log.ts'
import { createReaders } from '../../../workers/readers/pool.ts'
import { readerVersion, rulesVersion } from '../../../workers/versions.ts'
import { open } from '../../support/open-store.ts'

/** A server over a store of its own, on a port of its own, which reads what is uploaded. */
export type TestServer = {
  readonly store: Store
  readonly url: string
  /** What it logged, a JSON object a line. */
  readonly log: string[]
  /** The clock that sessions go by. */
  readonly clock: { ahead: number }
  client(): Client
  /** A client that is logged in as an account of that role, made for it. */
  as(name: string, role: 'viewer' | 'reviewer' | 'admin'): Promise<Client>
  stop(): Promise<void>
}

/** A browser as far as requests go: keeps the cookie and sends the session's token. */
export type Client = {
  csrf: string
  cookie: string
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  login(name: string, password?: string): Promise<Response>
  /** Hands in files; what came of them. */
  upload(files: readonly (string | File)[], batch?: string): Promise<Response>
}

export const PASSWORD = 'a password of some length'
export const ASSETS: Assets = new Map(
  ['/login.html', '/index.html', '/assets/login-12345678.js', '/assets/main-12345678.js'].map((path) => [
    path,
    {
      bytes: new TextEncoder().encode(`content of ${path}`),
      type: path.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      tag: `"${path}"`,
      lasting: path.startsWith('/assets/'),
      open: path.includes('login'),
    },
  ]),
)

export type TestChoices = Partial<ServerSettings> & {
  readonly redis?: string
  readonly assets?: Assets
  readonly sampleShare?: number
  readonly forms?: readonly Form[]
  /** Fills the store before the server runs, which would read documents that wait. */
  readonly prepare?: (store: Store) => Promise<void>
}

export async function startTestServer(choices: TestChoices = {}): Promise<TestServer> {
  const { redis = null, assets = ASSETS, sampleShare = 0, forms = FORMS, prepare, ...settings } = choices
  const data = mkdtempSync(join(tmpdir(), 'nianbao-server-'))
  const store = await open({ data })
  await prepare?.(store)
  const log: string[] = []
  const clock = { ahead: 0 }
  const limits = { timeoutMs: 600_000, recycleAfter: 500, mostMegabytes: 1500, debug: false }
  const started = await startServer({
    ...{ store, redis, assets, worker: 'test', concurrency: 1, host: '127.0.0.1', port: 0, monitor: null },
    versions: { reader: readerVersion(), rules: rulesVersion(forms) },
    forms,
    now: () => Date.now() + clock.ahead,
    log: createLog({ destination: { write: (line) => void log.push(line) } }),
    makeReaders: (onEvent) =>
      createReaders({ size: 1, settings: { forms, maxPages: 500, maxBytes: 1e9 }, ...limits, onEvent }),
    settings: {
      ...{
        hosts: [],
        https: false,
        proxies: trustedProxies([])!,
        userHeader: null,
        maxBytes: 2 * 1024 ** 2,
        redeem: null,
      },
      ...settings,
    },
    queue: { sampleShare, secondShare: 0, secondFields: [] },
  })
  if ('code' in started) throw new Error(started.message)
  const server: RunningServer = started
  const url = `http://127.0.0.1:${server.port}`
  return {
    store,
    url,
    log,
    clock,
    client: () => createClient(url),
    async as(name, role) {
      await addAccount({ db: store.db, now: Date.now }, { name, role, password: PASSWORD }, 'test')
      const client = createClient(url)
      const { status } = await client.login(name)
      if (status !== 200) throw new Error(`${name} was not let in: ${status}`)
      return client
    },
    async stop() {
      await server.stop()
      await store.close()
      rmSync(data, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function createClient(url: string): Client {
  const client: Client = {
    csrf: '',
    cookie: '',
    async request(method, path, body, headers = {}) {
      const form = body instanceof FormData
      const response = await fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(client.cookie ? { cookie: client.cookie } : {}),
          ...(method === 'GET' ? {} : { 'x-csrf-token': client.csrf }),
          ...(body !== undefined && !form ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      })
      const given = response.headers.getSetCookie()[0]
      if (given) client.cookie = given.split(';', 1)[0]!
      return response
    },
    get: (path, headers) => client.request('GET', path, undefined, headers),
    post: (path, body, headers) => client.request('POST', path, body, headers),
    async login(name, password = PASSWORD) {
      const response = await client.post('/api/session', { name, password })
      if (response.ok) client.csrf = ((await response.clone().json()) as { csrf: string }).csrf
      return response
    },
    upload(files, batch) {
      const form = new FormData()
      for (const file of files) {
        const one = typeof file === 'string' ? new File([readFileSync(file)], basename(file)) : file
        form.append('files', one, one.name)
      }
      if (batch !== undefined) form.append('batch', batch)
      return client.post('/api/documents', form)
    },
  }
  return client
}

/** Waits until something holds. */
export async function until<T>(ask: () => Promise<T | null | false>, ms = 45_000): Promise<T> {
  const deadline = Date.now() + ms
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > deadline) throw new Error(`did not come true within ${ms} ms: ${ask}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
