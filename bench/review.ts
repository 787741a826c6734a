// What the review queue costs: asking for the next document and answering an item with 10,000 items open in 1,000
// documents, counts, filters, the dashboard and lists with 100,000 documents in the store. Medians, in milliseconds.
//   node bench/review.ts [--documents 100000] [--queued 1000] [--items 10] [--decisions 100000] [--postgres]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { answer } from '../review/queue/answer.ts'
import { queueCounts, queueFilters } from '../review/queue/counts.ts'
import { dashboard } from '../review/queue/dashboard.ts'
import { nextTask, releaseLease } from '../review/queue/next.ts'
import { listDocuments } from '../store/review/document-list.ts'
import { idOf, open } from '../test/support/open-store.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { fillStore } from './review/fill.ts'

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100000' },
    queued: { type: 'string', default: '1000' },
    items: { type: 'string', default: '10' },
    decisions: { type: 'string', default: '100000' },
    postgres: { type: 'boolean', default: false },
  },
})
const [documents, queued, items, decisions] = [values.documents, values.queued, values.items, values.decisions].map(
  Number,
) as [number, number, number, number]
const ROUNDS = 60
const LEASE = 300_000
const NOW = 2_000_000_000_000

const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const postgres = values.postgres ? await startPostgres() : null
const store = await open({ data, database: postgres?.url })
await fillStore(store, { documents, queued, items, decisions, now: NOW })
console.log(`${documents} documents, ${queued * items} items in ${queued}, ${decisions} decisions; ${store.db.kind}`)

const who = 'ann'
let asked = 0
await measure('next', async () => {
  const task = await nextTask(store, { who: `r${asked++}`, filter: {}, now: NOW, leaseMs: LEASE })
  if (task?.items.length !== items) throw new Error('not what was put there')
})
await measure('next, by year and reason', async () => {
  const filter = { year: 2020, reason: 'low-score' }
  if (!(await nextTask(store, { who: `r${asked++}`, filter, now: NOW, leaseMs: LEASE }))) throw new Error('none')
})
await measure('next, by a batch', async () => {
  if (!(await nextTask(store, { who: `r${asked++}`, filter: { batch: 'b8' }, now: NOW, leaseMs: LEASE })))
    throw new Error('none')
})
await measure('release', () => releaseLease(store, { who: 'r0', document: idOf('0') }))
let answered = 0
let mine = await nextTask(store, { who, filter: {}, now: NOW, leaseMs: LEASE })
await measure('answer', async () => {
  const item = mine?.items[answered++ % items]
  if (!mine || !item) throw new Error('no item')
  const answers = [
    { subject: item.field, after: { value: 5, state: 'number' as const }, seen: null, why: '', seconds: 3 },
  ]
  const saved = await answer(store, { who, document: mine.document, answers, now: NOW, leaseMs: LEASE })
  if (!saved || 'code' in saved) throw new Error('refused')
  if (answered % items === 0) mine = await nextTask(store, { who, filter: {}, now: NOW, leaseMs: LEASE })
})
await measure('counts', () => queueCounts(store, { who, filter: {}, now: NOW }), 15)
await measure('counts, by year', () => queueCounts(store, { who, filter: { year: 2020 }, now: NOW }), 15)
await measure('counts, by a batch', () => queueCounts(store, { who, filter: { batch: 'b8' }, now: NOW }), 15)
await measure('counts, by reason', () => queueCounts(store, { who, filter: { reason: 'missing' }, now: NOW }), 15)
await measure('filters', () => queueFilters(store), 15)
await measure('dashboard', () => dashboard(store, NOW), 15)
const list = (filter: object) => listDocuments(store.db, { limit: 100, ...filter })
await measure('list', () => list({}), 15)
const far = (
  await store.db.run((k) => k.selectFrom('documents').select('id').orderBy('created_at').offset(500).limit(1).execute())
)[0]!.id
await measure('list, far down', () => list({ after: far }), 15)
await measure('list, in review', () => list({ state: 'review' }), 15)
await measure('list, of an agency', () => list({ agency: 'agency 17' }), 15)
await measure('list, of a year', () => list({ year: 2020 }), 15)
await measure('list, of a year that is not there', () => list({ year: 1990 }), 15)
await measure('list, of a form', () => list({ form: '2019' }), 15)
await measure('list, of a large batch', () => list({ batch: 'b0' }), 15)
await measure('list, of a small batch', () => list({ batch: 'small' }), 15)
await measure('list, of an old batch of a tenth', () => list({ batch: 'b3' }), 15)

await store.close()
await postgres?.stop()
rmSync(data, { recursive: true, force: true })

async function measure(what: string, work: () => Promise<unknown>, rounds = ROUNDS): Promise<void> {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const [median, most] = [times[Math.floor(times.length / 2)]!, times.at(-1)!]
  console.log(`${what.padEnd(36)} ${median.toFixed(1).padStart(7)} ms, at most ${most.toFixed(1)}`)
}
