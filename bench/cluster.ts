// Queue workers against the embedded run on the same documents, and two workers against one, in one run.
//   node bench/cluster.ts [--documents 24] [--kinds digital,scan] [--rounds 2]
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
  },
})
if (!redisInstalled()) {
  console.log('redis-server is not installed: npm run setup')
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const paths = makeDocuments(join(folder, 'in'), Number(values.documents), values.kinds.split(',') as Kind[])
const ways = {
  'extract --jobs 1': () => readEmbedded(paths, join(folder, 'out'), 1),
  'worker --concurrency 1': () => readByCluster(paths, folder, [1]),
  'two workers, --concurrency 1 each': () => readByCluster(paths, folder, [1, 1]),
  'extract --jobs 2': () => readEmbedded(paths, join(folder, 'out'), 2),
  'worker --concurrency 2': () => readByCluster(paths, folder, [2]),
}
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

const of = (name: keyof typeof ways) => median(seconds.get(name)!)
const share = (a: keyof typeof ways, b: keyof typeof ways) => `${((of(a) / of(b) - 1) * 100).toFixed(1)} %`
console.log(`${paths.length} documents, ${pages} pages, ${availableParallelism()} cores`)
console.log(`one worker reads ${((pages / of('worker --concurrency 1')) * 60).toFixed(0)} pages a minute`)
console.log(`queue overhead, one page at a time: ${share('worker --concurrency 1', 'extract --jobs 1')}`)
console.log(`queue overhead, two pages at a time: ${share('worker --concurrency 2', 'extract --jobs 2')}`)
const faster = of('worker --concurrency 1') / of('two workers, --concurrency 1 each')
console.log(`two workers against one: ${faster.toFixed(2)} times as many pages a minute`)
const jobs = of('extract --jobs 1') / of('extract --jobs 2')
console.log(`for comparison, extract --jobs 2 against --jobs 1: ${jobs.toFixed(2)}`)

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}
