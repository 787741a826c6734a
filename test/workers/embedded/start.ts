import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach } from 'vitest'
import { FORMS } from '../../../schemas/forms/index.ts'
import { type Document, findDocument, registerDocument } from '../../../store/documents.ts'
import type { Store } from '../../../store/open.ts'
import { reportText } from '../../../store/report-text.ts'
import { findReport } from '../../../store/reports.ts'
import { type Embedded, type EmbeddedSettings, startEmbedded } from '../../../workers/embedded/run.ts'
import { createLog } from '../../../workers/log.ts'
import { createMetrics } from '../../../workers/metrics/create.ts'
import { createReaders, type ReadersOptions, type TaskDone } from '../../../workers/readers/pool.ts'
import type { Readers } from '../../../workers/readers/tasks.ts'
import { readerVersion, rulesVersion } from '../../../workers/versions.ts'
import { ROOT } from '../../support/sources.ts'

export const sample = (path: string) => join(ROOT, 'samples', path)
const pdf = readFileSync(sample('digital/wrong-sum.pdf'))
/** The same content, but for a comment behind its end, under another name. */
export const copy = (name: string) => ({ name, bytes: Buffer.concat([pdf, Buffer.from(`\n% ${name}\n`)]) })

export type Choice = Partial<
  Pick<EmbeddedSettings, 'concurrency' | 'pollMs' | 'drainMs' | 'versions' | 'readers' | 'now'>
> &
  Partial<Pick<ReadersOptions, 'entry' | 'timeoutMs' | 'mostMegabytes' | 'onEvent'>>

export type Started = Embedded & {
  readonly tasks: readonly TaskDone[]
  readonly log: readonly Record<string, unknown>[]
  metrics(): Promise<string>
}

const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

/** A runner on a store, with readers of its own, stopped after the test. */
export function start(store: Store, choice: Choice = {}): Started {
  const { entry, timeoutMs = 30_000, mostMegabytes = 1500, onEvent, ...rest } = choice
  const tasks: TaskDone[] = []
  const lines: Record<string, unknown>[] = []
  const destination = new Writable({
    write(chunk: Buffer, _, done) {
      for (const line of chunk.toString().trim().split('\n')) lines.push(JSON.parse(line))
      done()
    },
  })
  const metrics = createMetrics()
  const concurrency = rest.concurrency ?? 2
  const embedded = startEmbedded({
    store,
    readers:
      rest.readers ??
      readersOf(concurrency, {
        entry,
        timeoutMs,
        mostMegabytes,
        onTask: (task) => tasks.push(task),
        onEvent: (event) => (onEvent ?? metrics.reader)(event),
      }),
    versions: rest.versions ?? { reader: readerVersion(), rules: rulesVersion(FORMS) },
    worker: 'embedded',
    log: createLog({ level: 'info', destination }),
    metrics,
    now: rest.now ?? Date.now,
    concurrency,
    pollMs: rest.pollMs ?? 100,
    drainMs: rest.drainMs ?? 5000,
  })
  running.push(embedded)
  return { ...embedded, tasks, log: lines, metrics: () => metrics.text() }
}

export function readersOf(size: number, options: Partial<ReadersOptions> = {}): Readers {
  const settings = { forms: FORMS, maxPages: 500, maxBytes: 1e9 }
  const limits = { timeoutMs: 30_000, mostMegabytes: 1500, recycleAfter: 500, debug: false }
  return createReaders({ size, settings, ...limits, ...options })
}

/** Hands documents in, as an upload does; a name and content, or a file. Gives their ids. */
export async function hand(
  store: Store,
  files: readonly (string | { readonly name: string; readonly bytes: Uint8Array })[],
): Promise<string[]> {
  const ids: string[] = []
  for (const file of files) {
    const name = typeof file === 'string' ? basename(file) : file.name
    const bytes = typeof file === 'string' ? readFileSync(file) : file.bytes
    const id = await store.blobs.put(bytes)
    const given = { id, name, size: bytes.length, password: null, batch: 'test', origin: name, at: Date.now() }
    await registerDocument(store.db, given)
    ids.push(id)
  }
  return ids
}

export async function documentOf(store: Store, id: string): Promise<Document> {
  const document = await findDocument(store.db, id)
  if (!document) throw new Error(`no document ${id}`)
  return document
}

export async function reportOf(store: Store, id: string): Promise<string> {
  const kept = await findReport(store.db, id)
  const bytes = kept && (await reportText(store.blobs, kept.blob))
  if (!bytes) throw new Error(`no report of ${id}`)
  return Buffer.from(bytes).toString()
}
