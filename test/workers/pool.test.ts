import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { FORMS } from '../../schemas/forms/index.ts'
import { createPool, type Pool } from '../../workers/pool.ts'
import type { ReadTask, RunSettings } from '../../workers/protocol.ts'
import { makeScratch } from '../support/command.ts'
import { endlessPdf } from '../support/endless.ts'

const scratch = makeScratch()
const SETTINGS: RunSettings = { forms: FORMS, maxPages: 500, maxBytes: 1e8, indented: true, compact: false }

const pools: Pool[] = []
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close()
})

function open(size: number, timeoutMs = 60_000): Pool {
  const pool = createPool({ size, settings: SETTINGS, timeoutMs, debug: false })
  pools.push(pool)
  return pool
}

function task(text: string): ReadTask {
  return { path: null, bytes: new TextEncoder().encode(text), name: 'x.txt', unchangedIf: null }
}

function endless(): ReadTask {
  return { path: null, bytes: endlessPdf(), name: 'x.pdf', unchangedIf: null }
}

const ignore = () => {}

test('a reader that takes too long is replaced, and the next task is read', async () => {
  const pool = open(1, 3000)
  const [slow, next] = await Promise.all([pool.run(endless(), ignore), pool.run(task('一、总体情况'), ignore)])
  expect(slow).toMatchObject({
    kind: 'problem',
    problem: { code: 'page-timeout', message: expect.stringContaining('3 s') },
  })
  expect(next.kind).toBe('report')
})

test('a reader that is killed is a problem of its input, and is replaced', async () => {
  const pool = open(1)
  let killed = 0
  const kill = () => {
    for (const pid of readers()) {
      process.kill(pid, 'SIGKILL')
      killed++
    }
  }
  const outcome = await pool.run(endless(), kill)
  expect(killed).toBe(1)
  expect(outcome).toMatchObject({ kind: 'problem', problem: { code: 'reader-crashed', page: 1 } })
  expect((await pool.run(task('一、总体情况'), ignore)).kind).toBe('report')
})

test('a reader that died while it waited is not given work', async () => {
  const pool = open(1)
  await pool.run(task('一'), ignore)
  for (const pid of readers()) process.kill(pid, 'SIGKILL')
  while (readers().length > 0) await new Promise((settle) => setTimeout(settle, 20))
  expect((await pool.run(task('二'), ignore)).kind).toBe('report')
})

test('closing stops what is in work and what waits, and leaves no process', async () => {
  const pool = open(2)
  const outcomes = Promise.all([1, 2, 3].map(() => pool.run(endless(), ignore)))
  setTimeout(() => pool.close(), 300)
  expect((await outcomes).map(({ kind }) => kind)).toEqual(['stopped', 'stopped', 'stopped'])
  await expect.poll(readers).toEqual([])
})

test('content that is known needs no work', async () => {
  const pool = open(1)
  const first = await pool.run(task('一、总体情况'), ignore)
  const sha256 = first.kind === 'report' ? first.sha256 : ''
  expect(await pool.run({ ...task('一、总体情况'), unchangedIf: sha256 }, ignore)).toEqual({
    kind: 'unchanged',
    sha256,
  })
})

test('a file that is gone by the time it is read is a problem', async () => {
  writeFileSync(scratch('x.txt'), '一')
  const outcome = await open(1).run(
    { path: Buffer.from(scratch('y.txt')), bytes: null, name: 'y.txt', unchangedIf: null },
    ignore,
  )
  expect(outcome).toMatchObject({ kind: 'problem', problem: { code: 'file-missing' } })
})

/** Reader processes that this test process has started. */
function readers(): readonly number[] {
  const listed = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,stat=,args=']).toString().split('\n')
  return listed
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [])
    .filter(
      ([, , parent, stat, args]) =>
        Number(parent) === process.pid && !stat?.startsWith('Z') && args?.includes('reader.'),
    )
    .map(([, pid]) => Number(pid))
}
