// The fault run: documents are handed in and read while workers and Redis are killed at random; afterwards nothing may be
// lost, doubled, torn, or other than in an undisturbed run.
//   node scripts/soak.ts [--documents 48] [--kills 60] [--redis-restarts 12] [--workers 2] [--kinds text,digital,scan]
//                        [--postgres] [--seed TEXT] [--pace 6000]
import { parseArgs } from 'node:util'
import { startPostgres } from '../test/support/postgres.ts'
import type { Kind } from './soak/documents.ts'
import { soak } from './soak/run.ts'

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '48' },
    kills: { type: 'string', default: '60' },
    'redis-restarts': { type: 'string', default: '12' },
    workers: { type: 'string', default: '2' },
    kinds: { type: 'string', default: 'text,digital,scan' },
    postgres: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    pace: { type: 'string', default: '6000' },
  },
})

const postgres = values.postgres ? await startPostgres() : null
const result = await soak({
  documents: Number(values.documents),
  kinds: values.kinds.split(',') as Kind[],
  kills: Number(values.kills),
  redisRestarts: Number(values['redis-restarts']),
  workers: Number(values.workers),
  seed: values.seed,
  database: postgres?.url ?? null,
  restartDatabase: postgres ? () => postgres.restart() : undefined,
  paceMs: Number(values.pace),
  timeoutMs: 20 * 60_000,
  say: (line) => console.log(line),
})
await postgres?.stop()
console.log(JSON.stringify(result, null, 2))
const { lost, unfinished, torn, different, doubled } = result
process.exit([lost, unfinished, torn, different, doubled].every((list) => list.length === 0) ? 0 : 1)
