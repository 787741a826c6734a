import { existsSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { FORMS } from '../../../schemas/forms/index.ts'
import { createReaders, type ReadersOptions, type TaskDone } from '../../../workers/readers/pool.ts'
import type { ReaderEvent } from '../../../workers/readers/reader.ts'
import type { NoResult, PageRead, Readers, SourceFile } from '../../../workers/readers/tasks.ts'
import { PAGE_ACTS } from '../../support/fake-page-acts.ts'
import { processes, runs } from '../../support/processes.ts'

const ASSEMBLE = { name: 'a.pdf', sha256: 'a', pages: 0, problems: [], corrections: [], readings: [] }

const opened: Readers[] = []
afterEach(() => {
  for (const readers of opened.splice(0)) readers.close()
})

function start(options: Partial<ReadersOptions> = {}): Readers {
  const readers = createReaders({
    size: 1,
    settings: { forms: FORMS, maxPages: 500, maxBytes: 1e8 },
    timeoutMs: 20_000,
    recycleAfter: 100,
    mostMegabytes: 1000,
    debug: false,
    entry: new URL('../../support/fake-page-reader.ts', import.meta.url),
    ...options,
  })
  opened.push(readers)
  return readers
}

function source(sha256: string): SourceFile {
  return { path: 'nowhere', name: `${sha256}.pdf`, sha256, password: null }
}
const A = source('a')

/** The process that read a page. */
function pidOf(result: PageRead | NoResult): number {
  if (result.kind !== 'page') throw new Error(JSON.stringify(result))
  return Number(Buffer.from(result.reading).toString())
}

test('a page that crashes its reader is a problem that may be the machine’s; the next has a fresh one', async () => {
  const readers = start()
  const first = pidOf(await readers.readPage(A, PAGE_ACTS.answers))
  const [crash, next] = await Promise.all([
    readers.readPage(A, PAGE_ACTS.crashes),
    readers.readPage(A, PAGE_ACTS.answers),
  ])
  const problem = { code: 'reader-crashed', page: PAGE_ACTS.crashes, message: expect.stringContaining('exit 7') }
  expect(crash).toEqual({ kind: 'problem', retry: true, problem })
  expect(pidOf(next)).not.toBe(first)
})

test('a page that hangs is killed in time, and holds nobody up', async () => {
  const readers = start({ size: 2, timeoutMs: 1500 })
  const hanging = readers.readPage(A, PAGE_ACTS.hangs)
  const others = await Promise.all([1, 2, 3].map(() => readers.readPage(source('b'), PAGE_ACTS.answers)))
  expect(new Set(others.map(pidOf)).size).toBe(1)
  const problem = { code: 'page-timeout', page: PAGE_ACTS.hangs, message: expect.stringContaining('1.5 s') }
  expect(await hanging).toEqual({ kind: 'problem', retry: true, problem })
  expect((await readers.readPage(A, PAGE_ACTS.answers)).kind).toBe('page')
})

test.skipIf(!existsSync('/proc/self/status'))('a page that eats memory is killed at the limit', async () => {
  const readers = start({ mostMegabytes: 400 })
  const problem = { code: 'reader-crashed', page: PAGE_ACTS.eats, message: expect.stringContaining('400 MB') }
  expect(await readers.readPage(A, PAGE_ACTS.eats)).toEqual({ kind: 'problem', retry: true, problem })
  expect((await readers.readPage(A, PAGE_ACTS.answers)).kind).toBe('page')
})

test('a reader has done its duty after so many tasks, and is gone before the next one comes', async () => {
  const readers = start({ recycleAfter: 3 })
  const pids: number[] = []
  for (let task = 0; task < 7; task++) pids.push(pidOf(await readers.readPage(A, PAGE_ACTS.answers)))
  expect(pids.map((pid) => pids.indexOf(pid))).toEqual([0, 0, 0, 3, 3, 3, 6])
  expect([pids[0]!, pids[3]!].filter(runs)).toEqual([])
})

test('a reader that keeps too much memory after a task is replaced; one that will not end is killed', async () => {
  const readers = start({ mostMegabytes: 400 })
  const fat = pidOf(await readers.readPage(A, PAGE_ACTS.keepsMuch))
  const next = pidOf(await readers.readPage(A, PAGE_ACTS.lingers))
  expect(next).not.toBe(fat)
  expect(runs(fat)).toBe(false)
  expect(pidOf(await readers.readPage(A, PAGE_ACTS.keepsMuch))).toBe(next)
  expect(pidOf(await readers.readPage(A, PAGE_ACTS.answers))).not.toBe(next)
  expect(runs(next)).toBe(false)
})

test('pages go to the reader that has their document open', async () => {
  const readers = start({ size: 2 })
  const [a, b] = await Promise.all([readers.readPage(A, PAGE_ACTS.slow), readers.readPage(source('b'), PAGE_ACTS.slow)])
  expect(pidOf(a)).not.toBe(pidOf(b))
  for (const [hash, pid] of [...'abbaab'].map((hash) => [hash, pidOf(hash === 'a' ? a : b)] as const)) {
    expect(pidOf(await readers.readPage(source(hash), PAGE_ACTS.answers))).toBe(pid)
  }
  // The same content with another password is another document.
  const locked = { ...A, password: 'x' }
  const pid = pidOf(await readers.readPage(locked, PAGE_ACTS.answers))
  expect(pidOf(await readers.readPage(locked, PAGE_ACTS.answers))).toBe(pid)
})

test('no more processes than asked for, and reports do not wait for pages', async () => {
  const readers = start({ size: 2, timeoutMs: 4000 })
  const pages = [1, 2, 3, 4].map(() => readers.readPage(A, PAGE_ACTS.hangs))
  const report = await readers.assemble(ASSEMBLE)
  expect(report).toMatchObject({ kind: 'problem', problem: { code: 'file-missing' } })
  const mine = processes().filter(
    ({ parent, command }) => parent === process.pid && command.includes('fake-page-reader'),
  )
  expect(mine).toHaveLength(3)
  readers.close()
  expect((await Promise.all(pages)).map(({ kind }) => kind)).toEqual(pages.map(() => 'stopped'))
})

test('readers that end before they have a task, again and again, are no fault of the task; the pool goes on', async () => {
  const readers = start()
  const refused = await readers.readPage(A, PAGE_ACTS.refuses)
  expect(refused).toEqual({ kind: 'unavailable', message: expect.stringContaining('exit 9') })
  expect((await readers.readPage(A, PAGE_ACTS.answers)).kind).toBe('page')
})

test('a defect is told, and its reader not trusted again', async () => {
  const readers = start()
  const before = pidOf(await readers.readPage(A, PAGE_ACTS.answers))
  expect(await readers.readPage(A, PAGE_ACTS.fails)).toMatchObject({ kind: 'defect', message: 'it broke' })
  expect(pidOf(await readers.readPage(A, PAGE_ACTS.answers))).not.toBe(before)
})

test('a reader that died while it waited is not given work', async () => {
  const readers = start()
  const first = pidOf(await readers.readPage(A, PAGE_ACTS.answers))
  process.kill(first, 'SIGKILL')
  expect(pidOf(await readers.readPage(A, PAGE_ACTS.answers))).not.toBe(first)
})

test('an entry that is not there is told as readers that do not start', async () => {
  const readers = start({ entry: new URL('./no-such-reader.ts', import.meta.url) })
  expect((await readers.open(A)).kind).toBe('unavailable')
})

test('closing stops what is in work and what waits, leaves no process, and stays closed', async () => {
  const readers = start({ size: 2 })
  const results = Promise.all([1, 2, 3].map(() => readers.readPage(A, PAGE_ACTS.hangs)))
  const idle = await readers.assemble(ASSEMBLE)
  const pid = idle.kind === 'problem' ? Number(idle.problem.message) : 0
  readers.close()
  expect((await results).map(({ kind }) => kind)).toEqual(['stopped', 'stopped', 'stopped'])
  expect((await readers.open(A)).kind).toBe('stopped')
  const mine = () =>
    processes().filter(({ parent, command }) => parent === process.pid && command.includes('fake-page-'))
  await expect.poll(mine).toEqual([])
  expect(runs(pid)).toBe(false)
})

test('what is done is told to whoever measures', async () => {
  const done: TaskDone[] = []
  const readers = start({ onTask: (task) => done.push(task) })
  await readers.open(A)
  await readers.readPage(A, PAGE_ACTS.slow)
  await readers.readPage(A, PAGE_ACTS.crashes)
  expect(done.map(({ kind, outcome, code }) => [kind, outcome, code])).toEqual([
    ['open', 'opened', null],
    ['page', 'page', null],
    ['page', 'problem', 'reader-crashed'],
  ])
  expect(done[1]!.seconds).toBeGreaterThan(0.35)
})

test('every process is told of when it starts and once when it ends, with why', async () => {
  const events: ReaderEvent[] = []
  const onEvent = (event: ReaderEvent) => void events.push(event)
  const ends = () => events.flatMap((event) => (event.event === 'started' ? [] : [`${event.event} ${event.reason}`]))
  const readers = start({ onEvent, recycleAfter: 2, timeoutMs: 2500, mostMegabytes: 400 })
  for (const page of ['answers', 'answers', 'keepsMuch', 'hangs', 'eats', 'fails', 'crashes', 'refuses'] as const) {
    await readers.readPage(A, PAGE_ACTS[page])
  }
  const before = [
    'recycled tasks',
    'recycled memory',
    'killed timeout',
    'killed memory',
    'killed defect',
    'killed crash',
  ]
  // Three processes in a row that end before they have their task.
  expect(ends()).toEqual([...before, 'killed crash', 'killed crash', 'killed crash'])
  await readers.readPage(A, PAGE_ACTS.answers)
  readers.close()
  expect(ends().slice(9)).toEqual(['killed closed'])
  expect(events.filter(({ event }) => event === 'started')).toHaveLength(10)
})

test('a process that does not even take its task in time says nothing about the task', async () => {
  const readers = start({ entry: new URL('../../support/deaf-reader.ts', import.meta.url), timeoutMs: 300 })
  expect(await readers.readPage(A, PAGE_ACTS.answers)).toEqual({
    kind: 'unavailable',
    message: expect.stringContaining('not ready after 0.3 s'),
  })
})

test('pages are shown while all readers read', async () => {
  const readers = start({ timeoutMs: 4000 })
  const hanging = readers.readPage(A, PAGE_ACTS.hangs)
  const shown = await readers.picture(A, 1, { maxWidth: 100 })
  expect(shown).toMatchObject({ kind: 'problem', problem: { code: 'file-missing' } })
  expect((await hanging).kind).toBe('problem')
})
