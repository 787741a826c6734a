// What waiting documents cost: registering and enqueueing many tiny ones, Redis' memory for each, and the seconds that
// `status` takes then, process start included.
//   node bench/enqueue.ts [--documents 100000] [--postgres]
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openStore } from '../store/open.ts'
import { registerDocuments } from '../store/register.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { startRedis } from '../test/support/redis.ts'
import { ROOT } from '../test/support/sources.ts'
import { connectQueues, enqueueDocuments, type Queues } from '../workers/queues/flow.ts'

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '100000' }, postgres: { type: 'boolean', default: false } },
})
const count = Number(values.documents)
const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const redis = await startRedis()
const postgres = values.postgres ? await startPostgres() : null
const store = await openStore({ data, ...(postgres ? { database: postgres.url } : {}) })
const queues = await connectQueues(redis.url)
if ('code' in store || 'code' in queues) throw new Error('no store or no queues')

const before = await memoryOf(queues)
let [registering, enqueueing] = [0, 0]
for (let start = 0; start < count; start += 2000) {
  const submissions = Array.from({ length: Math.min(2000, count - start) }, (_, index) => {
    const name = `report-${start + index}.txt`
    const id = createHash('sha256').update(name).digest('hex')
    return { id, name, size: 100, password: null, batch: 'bench', origin: `2024/${name}`, at: Date.now() }
  })
  const t0 = performance.now()
  const registered = await registerDocuments(store.db, submissions)
  const t1 = performance.now()
  await enqueueDocuments(
    queues,
    registered.map(({ document }) => document),
  )
  registering += t1 - t0
  enqueueing += performance.now() - t1
}
console.log(`${count} documents, ${postgres ? 'Postgres' : 'SQLite'}`)
console.log(`registering: ${((registering * 1000) / count).toFixed(0)} µs a document`)
console.log(`enqueueing: ${((enqueueing * 1000) / count).toFixed(0)} µs a document`)
console.log(`Redis: ${(((await memoryOf(queues)) - before) / count).toFixed(0)} bytes a waiting document`)
if (!postgres)
  console.log(`SQLite: ${(statSync(join(data, 'nianbao.sqlite')).size / count).toFixed(0)} bytes a document`)
for (let i = 0; i < 3; i++) console.log(`status --json: ${statusSeconds().toFixed(2)} s`)

await queues.close()
await store.close()
await redis.stop()
await postgres?.stop()
rmSync(data, { recursive: true, force: true })
process.exit(0)

async function memoryOf({ redis }: Queues): Promise<number> {
  return Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))![1])
}

function statusSeconds(): number {
  const where = ['--data', data, '--redis', redis.url, ...(postgres ? ['--database', postgres.url] : [])]
  const started = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'cli', 'nianbao.js'), 'status', '--json', ...where],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`status ended with ${status}: ${stderr}`)
  return (performance.now() - started) / 1000
}
