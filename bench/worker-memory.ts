// Memory of a worker and its readers over many pages: resident megabytes by pages read.
//   node bench/worker-memory.ts [--pages 500] [--kinds digital,scan] [--concurrency 2] [--recycle-after 100000]
// Needs redis-server and /proc. Readers are not recycled by number here, so that a trend would show; the worker's own
// default does.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Kind, makeDocuments } from '../scripts/soak/documents.ts'
import { submitFiles } from '../scripts/soak/submit.ts'
import { openStore } from '../store/open.ts'
import { countRecent, countStates } from '../store/status.ts'
import { startRedis } from '../test/support/redis.ts'
import { ROOT } from '../test/support/sources.ts'

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '500' },
    kinds: { type: 'string', default: 'digital,scan' },
    concurrency: { type: 'string', default: '2' },
    'recycle-after': { type: 'string', default: '100000' },
  },
})
/** Pages of a sample on average; more documents than needed do no harm. */
const PAGES_A_DOCUMENT = 4
const wanted = Number(values.pages)
const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const data = join(folder, 'data')
const redis = await startRedis()
const store = await openStore({ data })
if ('code' in store) throw new Error(store.message)
const count = Math.ceil(wanted / PAGES_A_DOCUMENT)
await submitFiles(
  { data, database: null, redis: redis.url },
  makeDocuments(join(folder, 'in'), count, values.kinds.split(',') as Kind[]),
)
const worker = spawn(
  process.execPath,
  [
    ...[join(ROOT, 'cli', 'nianbao.js'), 'worker', '--data', data, '--redis', redis.url],
    ...['--concurrency', values.concurrency, '--recycle-after', values['recycle-after']],
  ],
  { stdio: 'ignore' },
)
console.log('pages   worker MB   readers MB (each)')
let next = 0
let most = 0
for (let pages = 0; pages < wanted; ) {
  await new Promise((settle) => setTimeout(settle, 250))
  pages = (await countRecent(store.db, 0)).pages
  const readers = childrenOf(worker.pid!).map(megabytesOf)
  most = Math.max(most, ...readers)
  const { waiting, running } = await countStates(store.db)
  const over = waiting + running === 0
  if (pages >= next || over) {
    const told = [String(pages).padEnd(8), String(megabytesOf(worker.pid!)).padEnd(12), readers.join(' ')]
    console.log(`${told.join('')}   (most of any reader so far: ${most})`)
    next = (Math.floor(pages / 50) + 1) * 50
    most = 0
  }
  if (over) break
}
worker.kill('SIGKILL')
await store.close()
await redis.stop()
rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
process.exit(0)

function childrenOf(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' '),
  )
  return children.filter((child) => child !== '').map(Number)
}

function megabytesOf(pid: number): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
    return Math.round((pages * 4096) / 1e6)
  } catch {
    return 0
  }
}
