import type { Assets } from '../../review/server/assets/load.ts'
import { trustedProxies } from '../../review/server/security/client-address.ts'
import { type RunningServer, startServer } from '../../review/server/start.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { Store } from '../../store/open.ts'
import { createAccount } from '../../store/review/accounts.ts'
import { createLog } from '../../workers/log.ts'
import { createReaders } from '../../workers/readers/pool.ts'
import { readerVersion, rulesVersion } from '../../workers/versions.ts'

export type Serving = { readonly url: string; readonly link: string; stop(): Promise<void> }

/** Serves the reviewers' page over a store as `nianbao serve` does, to whoever comes by the link. */
export async function serveStore(
  store: Store,
  { assets, reviewThreshold }: { readonly assets: Assets; readonly reviewThreshold?: number | undefined },
): Promise<Serving> {
  const settings = { forms: FORMS, maxPages: 500, maxBytes: 1e9, reviewThreshold }
  const started = await startServer({
    ...{ store, assets, redis: null, worker: 'bench', concurrency: 1, host: '127.0.0.1', port: 0, monitor: null },
    forms: FORMS,
    versions: { reader: readerVersion(), rules: rulesVersion(FORMS, reviewThreshold) },
    now: Date.now,
    log: createLog({ destination: { write: () => true } }),
    makeReaders: (onEvent) =>
      createReaders({
        ...{ size: 1, settings, timeoutMs: 60_000, recycleAfter: 500, mostMegabytes: 1500, debug: false },
        onEvent,
      }),
    settings: {
      ...{ hosts: [], https: false, proxies: trustedProxies([])!, userHeader: null, maxBytes: 2 * 1024 ** 2 },
      redeem: () => account(store),
    },
    queue: { sampleShare: 0, secondShare: 0, secondFields: [] },
  })
  if ('code' in started) throw new Error(started.message)
  const server: RunningServer = started
  const url = `http://127.0.0.1:${server.port}`
  return { url, link: `${url}/enter?token=${'0'.repeat(43)}`, stop: () => server.stop() }
}

async function account({ db }: Store): Promise<string> {
  await createAccount(db, { name: 'bench', role: 'admin', passwordHash: null }, Date.now())
  return 'bench'
}
