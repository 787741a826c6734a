import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from '../../schemas/problem.ts'
import { postgresInstalled, startPostgres, type TestPostgres } from '../support/postgres.ts'
import { redisInstalled } from '../support/redis.ts'
import { ROOT } from '../support/sources.ts'
import { openWorkplace, until, type Workplace } from '../support/workplace.ts'

const TEXT = join(ROOT, 'samples', 'text')
const SAMPLES = readdirSync(TEXT)
  .filter((name) => name.endsWith('.txt'))
  .slice(0, 3)

function files(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

function lines(text: string): readonly Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

describe.skipIf(!redisInstalled()).each([
  { name: 'SQLite', postgres: false },
  { name: 'Postgres', postgres: true },
])('a batch from submit to export, with $name', ({ postgres }) => {
  let server: TestPostgres | null = null
  let at: Workplace
  const skipped = postgres && !postgresInstalled()

  beforeAll(async () => {
    if (skipped) return
    server = postgres ? await startPostgres() : null
    at = await openWorkplace(server?.url)
    mkdirSync(at.path('in'))
    for (const name of SAMPLES) copyFileSync(join(TEXT, name), at.path(`in/${name}`))
    writeFileSync(at.path('in/torn.pdf'), '%PDF-1.4 and no more')
  })
  afterAll(async () => {
    await at?.close()
    await server?.stop()
  })

  test.skipIf(skipped)(
    'reads everything once, and hands out the bytes that extract writes',
    async () => {
      const worker = at.start('worker', '--concurrency', '2')
      const first = await at.nianbao('submit', at.path('in'), at.path('none.pdf'), '--batch', 'first', '--json')
      expect(first.code).toBe(EXIT.input)
      expect(first.stderr).toMatch(/^4 new, 0 known · 1 of 5 inputs failed · batch first$/m)
      expect(first.stderr).toMatch(/^nianbao: .*none\.pdf: does not exist; check the path \[file-missing\]$/m)
      expect(lines(first.stdout).map(({ what }) => what)).toEqual(['new', 'new', 'new', 'new', undefined])

      const waited = await at.nianbao('status', '--batch', 'first', '--wait', '--strict', '--json')
      expect(waited.code).toBe(EXIT.input)
      const status = JSON.parse(waited.stdout)
      expect(status).toMatchObject({ format: 'nianbao/status@1', batch: 'first', documents: 4, ended: 4, pagesRead: 3 })
      expect(status.failures).toEqual([{ code: 'pdf-damaged', count: 1 }])
      expect(status.states.done + status.states.review).toBe(3)
      expect(status.etaSeconds).toBeNull()

      // The same content, as it is and under other names.
      mkdirSync(at.path('other'))
      for (const name of SAMPLES) copyFileSync(join(TEXT, name), at.path(`other/copy-of-${name}`))
      const again = await at.nianbao('submit', at.path('in'), at.path('other'), '--batch', 'second')
      expect(again.code).toBe(EXIT.ok)
      expect(again.stderr).toMatch(/^0 new, 7 known \(1 failed before\) · batch second$/m)
      expect(await at.status()).toMatchObject({ documents: 4, ended: 4, pagesRead: 3 })

      const exported = await at.nianbao('export', '--out', at.path('out'))
      expect(exported).toMatchObject({ code: EXIT.ok, stdout: '', stderr: '3 reports\n' })
      await at.nianbao('extract', ...SAMPLES.map((name) => at.path(`in/${name}`)), '--out', at.path('extract'))
      expect(files(at.path('out'))).toEqual(files(at.path('extract')))
      expect((await at.nianbao('export', '--out', at.path('out'))).stderr).toBe('3 reports (3 unchanged)\n')
      const jsonl = await at.nianbao('export', '--format', 'jsonl', '--batch', 'second')
      const reports = Object.values(files(at.path('out'))).map((text) => JSON.parse(text))
      expect(lines(jsonl.stdout)).toHaveLength(3)
      expect(lines(jsonl.stdout)).toEqual(expect.arrayContaining(reports))

      const failed = await at.nianbao('failed', '--json')
      expect(lines(failed.stdout)).toMatchObject([
        { name: 'torn.pdf', code: 'pdf-damaged', attempts: [{ stage: 'open', code: 'pdf-damaged', generation: 1 }] },
      ])
      expect((await at.nianbao('retry', '--all')).stderr).toBe('1 document waits for another try\n')
      await at.nianbao('status', '--wait')
      const text = (await at.nianbao('failed')).stdout
      expect(text).toMatch(/^torn\.pdf {2}[0-9a-f]{12}\n {2}.*\[pdf-damaged\]\n( {2}\d{4}-.*open on .*\n){2}$/)

      worker.process.kill('SIGTERM')
      expect((await worker.ended).code).toBe(EXIT.ok)
    },
    120_000,
  )

  test.skipIf(skipped)(
    'another threshold makes reports again, and reads nothing',
    async () => {
      const same = await at.nianbao('reassemble')
      expect(same.stderr).toContain('0 documents wait to be assembled again')
      expect(same.stderr).toContain('3 documents made with these rules')
      const again = await at.nianbao('reassemble', '--review-threshold', '1')
      expect(again.stderr).toBe('3 documents wait to be assembled again\n')
      const worker = at.start('worker', '--review-threshold', '1')
      expect((await at.nianbao('status', '--batch', 'second', '--wait', '--strict')).code).toBe(EXIT.input)
      const status = await at.status()
      expect(status.states).toMatchObject({ review: 3, failed: 1 })
      expect(status.pagesRead).toBe(3)
      const submitted = await at.nianbao('submit', at.path('in'), '--review-threshold', '1')
      expect(submitted.stderr).toContain('0 new, 4 known (1 failed before)')
      worker.process.kill('SIGTERM')
      expect((await worker.ended).code).toBe(EXIT.ok)
    },
    120_000,
  )
})

describe.skipIf(!redisInstalled())('without Redis', () => {
  let at: Workplace
  beforeAll(async () => {
    at = await openWorkplace()
    await at.redis.kill()
  })
  afterAll(() => at?.close())

  test('documents are kept, and read once it is back', async () => {
    const input = join(TEXT, SAMPLES[0]!)
    const down = await at.nianbao('submit', input, '--batch', 'b', '--json')
    expect(down.code).toBe(EXIT.service)
    expect(down.stderr).toMatch(/^1 new, 0 known · batch b$/m)
    expect(down.stderr).toMatch(/^nianbao: Redis .*1 document is kept and waits until .* \[service-unavailable\]$/m)
    expect(lines(down.stdout)).toMatchObject([{ what: 'new', queued: false }])

    const status = await at.status()
    expect(status).toMatchObject({ documents: 1, states: { waiting: 1 }, queues: null })
    expect(status.problem?.code).toBe('service-unavailable')
    const worker = await at.nianbao('worker', '--patience', '0')
    expect(worker.code).toBe(EXIT.service)
    expect(worker.stderr).toMatch(/^nianbao: Redis at .* does not answer .*\[service-unavailable\]\n$/)

    const patient = at.start('worker')
    await until(() => patient.stderr().includes('waiting for it'))
    await at.redis.restart()
    const up = await at.nianbao('submit', input, '--batch', 'b')
    expect(up).toMatchObject({ code: EXIT.ok })
    expect(up.stderr).toContain('0 new, 1 known')
    expect((await at.nianbao('status', '--wait')).code).toBe(EXIT.ok)
    expect(await at.status()).toMatchObject({ ended: 1, pagesRead: 1 })
  }, 120_000)
})

describe.skipIf(!redisInstalled())('what cannot be done', () => {
  let at: Workplace
  beforeAll(async () => {
    at = await openWorkplace()
  })
  afterAll(() => at?.close())

  test('a database that does not answer is one line', async () => {
    const { code, stderr } = await at.nianbao('status', '--database', `postgres://user:secret@127.0.0.1:1/none`)
    expect(code).toBe(EXIT.service)
    expect(stderr).toMatch(/^nianbao: the database .* does not answer .*\[service-unavailable\]\n$/)
    expect(stderr).not.toContain('secret')
  })

  test('a Redis that may throw jobs away is refused by workers, with what to do', async () => {
    const { startRedis } = await import('../support/redis.ts')
    const evicting = await startRedis({ maxmemoryPolicy: 'allkeys-lru' })
    const { code, stderr } = await at.nianbao('worker', '--redis', evicting.url)
    await evicting.stop()
    expect(code).toBe(EXIT.service)
    expect(stderr).toMatch(/^nianbao: .*allkeys-lru.*noeviction.* \[queue-may-evict\]\n$/)
  })

  test('a data folder that cannot be made', async () => {
    writeFileSync(at.path('file'), 'x')
    const { code, stderr } = await at.nianbao('submit', at.path('file'), '--data', at.path('file/data'))
    expect(code).toBe(EXIT.output)
    expect(stderr).toMatch(/^nianbao: [^\n]+ \[output-failed\]\n$/)
  })

  test('a folder without a store, a batch that nobody submitted: told, and nothing is made', async () => {
    const nowhere = await at.nianbao('status', '--data', at.path('nowhere'))
    expect([nowhere.code, nowhere.stderr]).toEqual([
      EXIT.input,
      expect.stringMatching(/no store in .* \[file-missing\]\n$/),
    ])
    expect(existsSync(at.path('nowhere'))).toBe(false)
    for (const command of [['status'], ['failed'], ['export', '--out', at.path('none')]]) {
      const { code, stderr } = await at.nianbao(...command, '--batch', 'nosuch')
      expect([code, stderr], command[0]).toEqual([EXIT.input, expect.stringContaining('nosuch')])
    }
    expect(existsSync(at.path('none'))).toBe(false)
  })

  test('a Redis that may throw jobs away is refused by submit, too, without its documents being lost', async () => {
    const { startRedis } = await import('../support/redis.ts')
    const evicting = await startRedis({ maxmemoryPolicy: 'allkeys-lru' })
    writeFileSync(at.path('evicted.txt'), 'a text')
    const { code, stderr } = await at.nianbao('submit', at.path('evicted.txt'), '--redis', evicting.url)
    await evicting.stop()
    expect(code).toBe(EXIT.service)
    expect(stderr).toContain('[queue-may-evict]')
    expect(stderr).not.toContain('IMPORTANT')
  })

  test('names that mean nothing, and orders for nothing', async () => {
    const unknown = await at.nianbao('retry', 'nobody.pdf')
    expect(unknown.code).toBe(EXIT.input)
    expect(unknown.stderr).toMatch(/^nianbao: nobody\.pdf: no document has this id or name \[file-missing\]$/m)
    for (const command of ['retry', 'cancel']) {
      const { code, stderr } = await at.nianbao(command)
      expect(code).toBe(EXIT.usage)
      expect(stderr).toMatch(/^nianbao: say which/)
    }
    expect((await at.nianbao('export')).code).toBe(EXIT.usage)
    expect((await at.nianbao('export', '--out', at.path('none'), '--state', 'failed')).code).toBe(EXIT.usage)
    expect((await at.nianbao('worker', '--queues', 'pages')).code).toBe(EXIT.usage)
    expect((await at.nianbao('status', '--redis', 'nowhere')).code).toBe(EXIT.usage)
    rmSync(at.path('file'))
  })
})
