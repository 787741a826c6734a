import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createProgram } from '../../cli/main.ts'
import { documentsIn } from '../../store/documents.ts'
import { openStore, type Store } from '../../store/open.ts'
import { registerDocument } from '../../store/register.ts'
import { DOCUMENT_STATES, type DocumentState } from '../../store/schema.ts'
import { LOG_LEVELS } from '../../workers/log.ts'
import { createMetrics, STAGES } from '../../workers/metrics/create.ts'
import { makeScratch } from '../support/command.ts'
import { postgresInstalled, startPostgres } from '../support/postgres.ts'
import { redisInstalled, startRedis } from '../support/redis.ts'
import { ROOT } from '../support/sources.ts'
import { composeFile, readsYaml } from './files.ts'

const page = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8')
const scratch = makeScratch()
const ends: (() => Promise<void>)[] = []
afterAll(() => Promise.all(ends.map((end) => end())))

function blocks(language: string): readonly string[] {
  return [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)].flatMap(([, kind, code]) => (kind === language ? code! : []))
}

/** The one block of commands that holds all these words. */
function block(...words: readonly string[]): string {
  const found = blocks('sh').filter((code) => words.every((word) => code.includes(word)))
  expect(found).toHaveLength(1)
  return found[0]!
}

/** Metrics of ours with all their labels, as a scrape of a busy worker has them. */
async function scraped(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const metrics = createMetrics({
    documents: async () =>
      Object.fromEntries(DOCUMENT_STATES.map((state) => [state, 1])) as Record<DocumentState, number>,
    queues: async () => ({ page: { waiting: 1 }, assemble: { waiting: 1 } }),
  })
  metrics.pageRead({ kind: 'scan', outcome: 'read', seconds: 1 })
  for (const stage of STAGES) metrics.stage(stage, 1)
  metrics.documentEnded('done', 1, 1)
  metrics.failed('page-timeout', 'page')
  metrics.reader({ event: 'recycled', reason: 'tasks' })
  const labels = new Map<string, Set<string>>()
  for (const [, name = '', inside = ''] of (await metrics.text()).matchAll(/^(nianbao_\w+)\{([^}]*)\}/gm)) {
    const known = labels.get(name.replace(/_(bucket|sum|count)$/, '')) ?? new Set()
    for (const [, label] of inside.matchAll(/(\w+)="/g)) if (label !== 'le') known.add(label!)
    labels.set(name.replace(/_(bucket|sum|count)$/, ''), known)
  }
  return labels
}

test('the table of metrics has every metric with its labels, and no other', async () => {
  const rows = [...page.matchAll(/^\| `(nianbao_\w+)` *\| ([^|]*)\|/gm)].map(([, name, labels]) => [
    name,
    [...labels!.matchAll(/`(\w+)`/g)].map(([, label]) => label).sort(),
  ])
  const there = [...(await scraped())].map(([name, labels]) => [name, [...labels].sort()])
  expect(rows.sort()).toEqual(there.sort())
})

test.skipIf(!readsYaml())('the alerts are YAML, and ask for metrics and labels that there are', async () => {
  const toJson = 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)'
  const text = execFileSync('python3', ['-c', toJson], { input: blocks('yaml')[0]!, encoding: 'utf8' })
  const { groups } = JSON.parse(text) as { groups: { rules: { alert: string; expr: string }[] }[] }
  const known = await scraped()
  const wrong = groups[0]!.rules.flatMap(({ expr }) =>
    [...expr.matchAll(/(nianbao_\w+)(?:\{(\w+)=)?/g)]
      .filter(([, name, label]) => !known.has(name!) || (label !== undefined && !known.get(name!)!.has(label)))
      .map(([text]) => text),
  )
  expect(wrong).toEqual([])
  expect(groups[0]!.rules.length).toBeGreaterThan(3)
})

test('variables and log levels are those that the program reads', () => {
  const named = [...page.matchAll(/^\| `(NIANBAO_\w+)`/gm)].map(([, name]) => name!)
  const sources = ['workers/config.ts', 'workers/log.ts'].map((path) => readFileSync(join(ROOT, path), 'utf8')).join('')
  const read = new Set([...sources.matchAll(/NIANBAO_[A-Z]+(?:_[A-Z]+)*/g)].map(([name]) => name))
  expect([...read].sort()).toEqual(named.sort())
  const row = /^\| `NIANBAO_LOG_LEVEL`.*$/m.exec(page)![0]
  for (const level of LOG_LEVELS) expect(row).toContain(`\`${level}\``)
})

test.skipIf(!readsYaml())('commands for Docker name services and commands that there are', async () => {
  const code = block('docker compose')
  const services = Object.keys(composeFile().services)
  const commands = (await createProgram()).commands.map((command) => command.name())
  const runs = [...code.matchAll(/docker compose (?:run|exec) (?:--rm --volume "[^"]*" )?(\w+) (?:nianbao )?(\w+)/g)]
  expect(runs).toHaveLength(4)
  for (const [, service, command] of runs) {
    expect(services).toContain(service)
    expect(commands).toContain(command)
  }
  expect(services).toContain(/--scale (\w+)=/.exec(code)![1])
})

const ID = '3f2a9c'.padEnd(64, '0')

async function fill(store: Store): Promise<string> {
  const given = { id: ID, name: 'report.pdf', size: 4, password: null, batch: 'first', origin: 'test', at: 1 }
  await registerDocument(store.db, given)
  return store.blobs.put(Buffer.from('read'))
}

async function expectRestored(store: Store, blob: string): Promise<void> {
  expect((await documentsIn(store.db, { limit: 10 })).map(({ id, name, state }) => [id, name, state])).toEqual([
    [ID, 'report.pdf', 'waiting'],
  ])
  expect(Buffer.from((await store.blobs.get(blob))!).toString()).toBe('read')
}

async function open(data: string, database?: string): Promise<Store> {
  const store = await openStore(database === undefined ? { data } : { data, database })
  if ('code' in store) throw new Error(store.message)
  ends.push(() => store.close())
  return store
}

function sh(code: string, env: Record<string, string>): void {
  execFileSync('bash', ['-euo', 'pipefail', '-c', code], { env: { ...process.env, ...env }, stdio: 'pipe' })
}

function has(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}

test.skipIf(!has('sqlite3') || !redisInstalled())('a SQLite store in use comes back from its backup', async () => {
  const [data, again, backup] = [scratch('lite'), scratch('lite-again'), scratch('lite-backup')]
  mkdirSync(backup)
  const redis = await startRedis()
  ends.push(() => redis.stop())
  const blob = await fill(await open(data))
  sh(block('VACUUM INTO'), { NIANBAO_DATA: data, BACKUP: backup })
  const restored = { NIANBAO_DATA: again, BACKUP: backup, NIANBAO_REDIS_URL: redis.url }
  sh(block('FLUSHDB', 'nianbao.sqlite'), restored)
  await expectRestored(await open(again), blob)
})

test.skipIf(!has('pg_dump') || !postgresInstalled() || !redisInstalled())(
  'a Postgres store in use comes back from its backup',
  async () => {
    const [data, again, backup] = [scratch('pg'), scratch('pg-again'), scratch('pg-backup')]
    mkdirSync(backup)
    const [redis, postgres] = await Promise.all([startRedis(), startPostgres()])
    const stores: Store[] = []
    try {
      const other = await postgres.createDatabase()
      stores.push(await open(data, postgres.url))
      const blob = await fill(stores[0]!)
      sh(block('pg_dump'), { NIANBAO_DATA: data, NIANBAO_DATABASE_URL: postgres.url, BACKUP: backup })
      const restored = {
        NIANBAO_DATA: again,
        NIANBAO_DATABASE_URL: other,
        BACKUP: backup,
        NIANBAO_REDIS_URL: redis.url,
      }
      sh(block('FLUSHDB', 'pg_restore'), restored)
      stores.push(await open(again, other))
      await expectRestored(stores[1]!, blob)
    } finally {
      await Promise.all(stores.map((store) => store.close()))
      await Promise.all([redis.stop(), postgres.stop()])
    }
  },
)
