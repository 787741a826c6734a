// How long lists, counts and the dashboard take over HTTP with 100,000 documents in the store, 10,000 items in the queue
// and 100,000 decisions; in milliseconds, from the request to the last byte of the answer.
//   node bench/review-lists.ts [--documents 100000] [--rounds 15] [--postgres]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { open } from '../test/support/open-store.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { serveStore } from '../test/support/serve-store.ts'
import { fillStore } from './review/fill.ts'
import { spread } from './review/spread.ts'

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '15' },
    postgres: { type: 'boolean', default: false },
  },
})
const documents = Number(values.documents)

const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const postgres = values.postgres ? await startPostgres() : null
const store = await open({ data, database: postgres?.url })
await fillStore(store, { documents, queued: documents / 100, items: 10, decisions: documents, now: Date.now() })
// What autovacuum does within a minute or two.
if (postgres) await store.db.run((k) => sql`vacuum analyze`.execute(k))
const serving = await serveStore(store, { assets: new Map() })
const cookie = (await fetch(serving.link, { redirect: 'manual' })).headers.getSetCookie()[0]!.split(';', 1)[0]!
const { documents: page } = (await get('/api/documents?limit=500')) as { documents: { id: string }[] }
console.log(`${documents} documents, ${documents / 10} items, ${documents} decisions; ${store.db.kind}`)

const LIST = '/api/documents'
const QUEUE = '/api/review'
await measure('documents', LIST)
await measure('documents, 500 at a time', `${LIST}?limit=500`)
await measure('documents, far down', `${LIST}?after=${page.at(-1)!.id}`)
await measure('documents, the first that came', `${LIST}?after=${await nearEnd()}`)
for (const state of ['review', 'done', 'failed']) await measure(`documents, ${state}`, `${LIST}?state=${state}`)
await measure('documents of an agency', `${LIST}?agency=Agency+17`)
for (const part of ['gency 17', 'gency 49', 'agency'])
  await measure(`documents of agencies that hold “${part}”`, `${LIST}?agency=${encodeURIComponent(part)}`)
await measure('documents of no agency there is', `${LIST}?agency=nobody`)
await measure('documents of a year', `${LIST}?year=2020`)
await measure('documents of a year that is not there', `${LIST}?year=1990`)
await measure('documents of a form', `${LIST}?form=2019`)
await measure('documents of a form that is not there', `${LIST}?form=2012`)
for (const batch of ['b0', 'b3', 'b8', 'small', 'none'])
  await measure(`documents of batch ${batch}`, `${LIST}?batch=${batch}`)
await measure('documents of a year in review', `${LIST}?year=2020&state=review`)
await measure('documents of an agency in a batch', `${LIST}?agency=Agency+17&batch=b3`)
await measure('documents of a batch in review', `${LIST}?batch=b3&state=review`)
await measure('documents of a batch that failed', `${LIST}?batch=b0&state=failed`)
await measure('documents of a year and form in a batch', `${LIST}?batch=b3&year=2020&form=2019`)
await measure('a document', `${LIST}/${page[0]!.id}`)
await measure('queue, counts', `${QUEUE}/counts`)
for (const filter of [
  'year=2020',
  'agency=Agency+17',
  'agency=gency+1',
  'form=2019',
  'reason=missing',
  'batch=b0',
  'batch=b8',
])
  await measure(`queue, counts, ${filter}`, `${QUEUE}/counts?${filter}`)
await measure('queue, filters', `${QUEUE}/filters`)
await measure('dashboard', '/api/dashboard')

await serving.stop()
await store.close()
await postgres?.stop()
rmSync(data, { recursive: true, force: true })

async function get(path: string): Promise<unknown> {
  const response = await fetch(`${serving.url}${path}`, { headers: { cookie } })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

async function measure(what: string, path: string): Promise<void> {
  const times: number[] = []
  for (let i = 0; i < Number(values.rounds); i++) {
    const start = performance.now()
    await get(path)
    times.push(performance.now() - start)
  }
  console.log(spread(what, times))
}

/** The document that few came before. */
async function nearEnd(): Promise<string> {
  const { id } = await store.db.run((k) =>
    k.selectFrom('documents').select('id').orderBy('created_at').offset(50).limit(1).executeTakeFirstOrThrow(),
  )
  return id
}
