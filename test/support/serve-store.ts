import type { Assets } from '../../review/server/assets/load.ts'
import { trustedProxies } from '../../review/server/security/client-address.ts'
import { type RunningServer, startServer } from '../../review/server/start.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { Store } from '../../store/open.ts'
import { createAccount } from '../../store/review/accounts.ts'
import { createLog } from '../../workers/log.ts'
import { createReaders } from '../../workers/readers/pool.ts'
import { readerVersion, rulesVersion } from '../../workers/versions.ts'

// Knows nothing of vitest: measurements serve their stores with it too.

export type Serving = {
  readonly url: string
  /** Where one gets in as the admin `chief`; as a reviewer with another name behind `token=`. */
  readonly link: string
  /** How far the server's clock is ahead, in milliseconds. */
  readonly clock: { ahead: number }
  stop(): Promise<void>
}

export type ServeChoices = {
  readonly assets: Assets
  readonly reviewThreshold?: number | undefined
  /** Fields that a second person always reads. */
  readonly secondFields?: readonly string[]
}

/** Serves the reviewers' page over a store as `nianbao serve` does, to whoever comes by the link. */
export async function serveStore(
  store: Store,
  { assets, reviewThreshold, secondFields = [] }: ServeChoices,
): Promise<Serving> {
  const settings = { forms: FORMS, maxPages: 500, maxBytes: 1e9, reviewThreshold }
  const limits = { timeoutMs: 600_000, recycleAfter: 500, mostMegabytes: 1500, debug: false }
  const clock = { ahead: 0 }
  const started = await startServer({
    ...{ store, assets, redis: null, worker: 'test', concurrency: 1, host: '127.0.0.1', port: 0, monitor: null },
    versions: { reader: readerVersion(), rules: rulesVersion(FORMS, reviewThreshold) },
    forms: FORMS,
    now: () => Date.now() + clock.ahead,
    log: createLog({ destination: { write: () => true } }),
    makeReaders: (onEvent) => createReaders({ size: 1, settings, ...limits, onEvent }),
    settings: {
      ...{ hosts: [], https: false, proxies: trustedProxies([])!, userHeader: null, maxBytes: 2 * 1024 ** 2 },
      redeem: (token) => admit(store, token),
    },
    queue: { sampleShare: 0, secondShare: 0, secondFields },
  })
  if ('code' in started) throw new Error(started.message)
  const server: RunningServer = started
  const url = `http://127.0.0.1:${server.port}`
  return { url, link: `${url}/enter?token=chief`, clock, stop: () => server.stop() }
}

/** The token is the name: the admin's, or a reviewer's. */
async function admit({ db }: Store, name: string): Promise<string> {
  const role = name === 'chief' ? 'admin' : 'reviewer'
  await createAccount(db, { name, role, passwordHash: null }, Date.now())
  return name
}
