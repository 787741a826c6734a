import { FORMS } from '../../../schemas/forms/index.ts'
import { startEmbedded } from '../../../workers/embedded/run.ts'
import { createLog } from '../../../workers/log.ts'
import { createMetrics } from '../../../workers/metrics/create.ts'
import { createReaders } from '../../../workers/readers/pool.ts'
import { readerVersion, rulesVersion } from '../../../workers/versions.ts'
import { open } from '../../support/open-store.ts'

// A process that reads what waits in the data folder given, and names every page when it has been read, until it is
// stopped or killed. The second argument is its name.

const [, , data, worker] = process.argv
const settings = { forms: FORMS, maxPages: 500, maxBytes: 1e9 }
const limits = { timeoutMs: 30_000, recycleAfter: 500, mostMegabytes: 1500, debug: false }
const onTask = ({ kind }: { readonly kind: string }) => void process.stdout.write(`${kind}\n`)
const embedded = startEmbedded({
  store: await open({ data: data! }),
  readers: createReaders({ size: 2, settings, ...limits, onTask }),
  versions: { reader: readerVersion(), rules: rulesVersion(FORMS) },
  worker: worker!,
  log: createLog({ level: 'silent' }),
  metrics: createMetrics(),
  now: Date.now,
  concurrency: 2,
  pollMs: 100,
})
process.on('SIGTERM', async () => {
  await embedded.stop()
  process.exit()
})
process.stdout.write('started\n')
