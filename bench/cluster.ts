// Queue workers against the embedded run on the same documents, and two workers against one, in one run.
//   node bench/cluster.ts [--documents 24] [--kinds digital,scan] [--rounds 2] [--only PART]
// Needs redis-server. Each round takes all ways in turn, so that all meet the same load of the machine; the medians of
// the rounds are compared. Seconds run from the start of the processes to the last report, documents being handed in before.
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Kind, makeDocuments } from '../scripts/soak/documents.ts'
import { redisInstalled } from '../test/support/redis.ts'
import { readByCluster } from './cluster/by-cluster.ts'
import { readEmbedded } from './cluster/embedded.ts'

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '24' },
    kinds: { type: 'string', default: 'digital,scan' },
    rounds: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
  },
})
if (!redisInstalled()) {
  console.log('redis-server is not installed: npm run setup')
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const paths = makeDocuments(join(folder, 'in'), Number(values.documents), values.kinds.split(',') as Kind[])
/** A reader keeps somewhat more than a core busy, so two workers share two cores fairly only where each has its own. */
const all = {
  'extract --jobs 1': () => readEmbedded(paths, join(folder, 'out'), 1),
  'worker --concurrency 1': () => readByCluster(paths, folder, [1]),
  'a worker on one core': () => readByCluster(paths, folder, [1], [0]),
  'two workers on a core each': () => readByCluster(paths, folder, [1, 1], [0, 1]),
  'extract --jobs 2': () => readEmbedded(paths, join(folder, 'out'), 2),
  'worker --concurrency 2': () => readByCluster(paths, folder, [2]),
}
type Way = keyof typeof all
const ways = Object.fromEntries(Object.entries(all).filter(([name]) => name.includes(values.only))) as typeof all
const seconds = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]))
let pages = 0
for (let round = 1; round <= Number(values.rounds); round++) {
  for (const [name, way] of Object.entries(ways)) {
    const run = await way()
    pages = run.pages ?? pages
    seconds.get(name)!.push(run.seconds)
    console.log(`round ${round}: ${name}: ${run.seconds.toFixed(1)} s`)
  }
}
rmSync(folder, { recursive: true, force: true, maxRetries: 5 })

console.log(`${paths.length} documents, ${pages} pages, ${availableParallelism()} cores`)
tell('queue overhead, one page at a time', 'worker --concurrency 1', 'extract --jobs 1', overhead)
tell('queue overhead, two pages at a time', 'worker --concurrency 2', 'extract --jobs 2', overhead)
tell('two workers against one, pages a minute', 'a worker on one core', 'two workers on a core each', times)
tell('for comparison, extract --jobs 2 against --jobs 1', 'extract --jobs 1', 'extract --jobs 2', times)

function tell(what: string, a: Way, b: Way, compare: (a: number, b: number) => string): void {
  if (a in ways && b in ways) console.log(`${what}: ${compare(median(seconds.get(a)!), median(seconds.get(b)!))}`)
}

function overhead(a: number, b: number): string {
  return `${((a / b - 1) * 100).toFixed(1)} %`
}

function times(a: number, b: number): string {
  return `${(a / b).toFixed(2)} times`
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}
