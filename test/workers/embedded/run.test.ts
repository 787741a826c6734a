import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { attemptsOf } from '../../../store/attempts.ts'
import { cancelDocument, reopenDocument } from '../../../store/documents.ts'
import type { Store } from '../../../store/open.ts'
import { findReport } from '../../../store/reports.ts'
import { makeScratch, run } from '../../support/command.ts'
import { somePages } from '../../support/some-pages.ts'
import { makeStores } from '../../support/stores.ts'
import { copy, documentOf, hand, readersOf, reportOf, sample, start } from './start.ts'

const POISON = new URL('../../support/poison-reader.ts', import.meta.url)
const scratch = makeScratch()
const { fresh, several } = makeStores(async () => undefined)

test('writes the very reports that extract writes, whatever comes at once', async () => {
  const scan = await somePages(sample('scan/stamped-wrong-sum.pdf'), [3], scratch('stamped.pdf'))
  const files = [sample('digital/form-2019.pdf'), scan, sample('text/running-vertical.txt')]
  const store = await fresh()
  const ids = await hand(store, files)
  const runner = start(store)
  await runner.idle()
  await run(['extract', ...files, '--out', scratch('extract'), '--quiet'])
  for (const id of ids) {
    const { name, state } = await documentOf(store, id)
    const written = readFileSync(join(scratch('extract'), name.replace(/\.\w+$/, '.json')), 'utf8')
    expect(await reportOf(store, id), name).toBe(written)
    expect(state).toBe(JSON.parse(written).review.needed ? 'review' : 'done')
  }
  const pages = (await Promise.all(ids.map((id) => documentOf(store, id)))).reduce((sum, { pages }) => sum + pages!, 0)
  expect(runner.tasks.filter(({ kind }) => kind === 'page')).toHaveLength(pages)
}, 180_000)

test('an upload that is told of is read at once, and what nobody told of is found', async () => {
  const store = await fresh()
  const runner = start(store, { pollMs: 60_000 })
  await runner.idle()
  const [told] = await hand(store, [sample('text/markdown-pieces.txt')])
  runner.wake()
  await expect.poll(async () => (await documentOf(store, told!)).ended_at).not.toBeNull()
  const other = await fresh()
  const polling = start(other, { pollMs: 200 })
  await polling.idle()
  const [found] = await hand(other, [sample('text/markdown-pieces.txt')])
  await expect.poll(async () => (await documentOf(other, found!)).ended_at).not.toBeNull()
})

test('what came first is read first', async () => {
  const store = await fresh()
  const names = ['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf']
  const ids: string[] = []
  for (const name of names) {
    ids.push(...(await hand(store, [copy(name)])))
    await new Promise((settle) => setTimeout(settle, 5))
  }
  const runner = start(store, { concurrency: 1 })
  await runner.idle()
  const ended = await Promise.all(ids.map(async (id) => (await documentOf(store, id)).ended_at!))
  expect(ended.toSorted((a, b) => a - b)).toEqual(ended)
})

test('a page that crashes, hangs or eats its reader costs that page, and holds nothing up', async () => {
  const store = await fresh()
  const names = ['crash.pdf', 'hang.pdf', 'eat.pdf', 'crash-opening.pdf', 'good-1.pdf', 'good-2.pdf']
  const ids = await hand(store, names.map(copy))
  const runner = start(store, { entry: POISON, timeoutMs: 10_000, mostMegabytes: 900 })
  await runner.idle()
  const of = async (name: string) => documentOf(store, ids[names.indexOf(name)]!)
  for (const name of ['good-1.pdf', 'good-2.pdf']) expect((await of(name)).code).toBeNull()
  for (const [name, code] of [
    ['crash.pdf', 'page-failed'],
    ['hang.pdf', 'page-timeout'],
    ['eat.pdf', 'page-failed'],
  ]) {
    const document = await of(name!)
    const report = JSON.parse(await reportOf(store, document.id))
    expect(document.state, name).toBe('review')
    expect(report.problems, name).toContainEqual(expect.objectContaining({ code, page: 2 }))
    expect(report.fields['document.year'].value, name).toBe(2024)
    const attempts = (await attemptsOf(store.db, document.id)).filter(({ page }) => page === 2)
    expect(attempts, name).toHaveLength(3)
  }
  expect(await of('crash-opening.pdf')).toMatchObject({ state: 'failed', code: 'reader-crashed' })
  // What became of reader processes is in the metrics.
  const text = await runner.metrics()
  const counted = (labels: string) =>
    Number(new RegExp(`^nianbao_reader_processes_total\\{${labels}\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0)
  expect(counted('event="killed",reason="timeout"')).toBeGreaterThanOrEqual(3)
  expect(counted('event="killed",reason="crash"') + counted('event="killed",reason="memory"')).toBeGreaterThanOrEqual(9)
  expect(counted('event="started",reason=""')).toBeGreaterThanOrEqual(13)
}, 240_000)

test('what cannot be opened has failed, with its code', async () => {
  const store = await fresh()
  const torn = { name: 'torn.pdf', bytes: readFileSync(sample('digital/form-2019.pdf')).subarray(0, 900) }
  const [id, good] = await hand(store, [torn, copy('good.pdf')])
  await start(store).idle()
  expect(await documentOf(store, id!)).toMatchObject({ state: 'failed', code: 'pdf-damaged' })
  expect((await documentOf(store, good!)).code).toBeNull()
})

test('a document cancelled in the middle stays cancelled; ordered anew it goes on where it was', async () => {
  const store = await fresh()
  const [id, next] = await hand(store, [copy('hang.pdf'), copy('next.pdf')])
  const runner = start(store, { entry: POISON, timeoutMs: 12_000 })
  await expect.poll(() => pagesRead(store, id!), { timeout: 60_000 }).toBeGreaterThan(0)
  expect(await cancelDocument(store.db, id!, 'somebody', Date.now())).toBe(true)
  runner.wake()
  await runner.idle()
  expect((await documentOf(store, id!)).state).toBe('cancelled')
  expect(await findReport(store.db, id!)).toBeNull()
  expect((await documentOf(store, next!)).ended_at).not.toBeNull()
  const before = await pagesRead(store, id!)
  await runner.stop()

  expect(await reopenDocument(store.db, id!, ['cancelled'], 'somebody', 'retry', Date.now())).toBe(2)
  const again = start(store)
  await again.idle()
  const { state, generation, pages } = await documentOf(store, id!)
  expect([state, generation]).toEqual(['review', 2])
  expect(again.tasks.filter(({ kind }) => kind === 'page')).toHaveLength(pages! - before)
}, 120_000)

test('stops within its bound over a page that hangs; the next start finishes', async () => {
  const store = await fresh()
  const [id] = await hand(store, [copy('hang.pdf')])
  const first = start(store, { entry: POISON, timeoutMs: 60_000, drainMs: 500 })
  await expect.poll(() => pagesRead(store, id!), { timeout: 50_000 }).toBe(2)
  const started = performance.now()
  await first.stop()
  expect(performance.now() - started).toBeLessThan(30_000) // the page's own limit is twice that
  expect((await documentOf(store, id!)).state).toBe('running')
  const second = start(store)
  await second.idle()
  expect(await documentOf(store, id!)).toMatchObject({ state: 'review', code: null })
  expect(second.tasks.filter(({ kind }) => kind === 'page')).toHaveLength(1)
  // Stopped in order, nobody died.
  expect(await attemptsOf(store.db, id!)).toEqual([])
})

test('a second runner of a folder stands by, and takes over when the first stops', async () => {
  const [one, two] = (await several(2)) as [Store, Store]
  const first = start(one)
  await first.idle()
  const second = start(two)
  const ids = await hand(two, ['a.pdf', 'b.pdf', 'c.pdf'].map(copy))
  second.wake()
  await second.idle()
  for (const id of ids) expect((await documentOf(one, id)).ended_at).not.toBeNull()
  expect(second.tasks).toEqual([])
  expect(second.log.map(({ message }) => message)).toContain('another process reads what waits here; standing by')
  await first.stop()
  const [late] = await hand(two, [copy('late.pdf')])
  await second.idle()
  expect((await documentOf(two, late!)).ended_at).not.toBeNull()
  expect(second.tasks.filter(({ kind }) => kind === 'open')).toHaveLength(1)
})

test('a full disk is waited for, and costs no attempt', async () => {
  const store = await fresh()
  const [id] = await hand(store, [copy('a.pdf')])
  let full = true
  const puts = vi.fn(async (bytes: Uint8Array) => {
    if (full) throw Object.assign(new Error('no room'), { code: 'ENOSPC' })
    return store.blobs.put(bytes)
  })
  const runner = start({ ...store, blobs: { ...store.blobs, put: puts } })
  await expect.poll(() => puts.mock.calls.length).toBeGreaterThan(2)
  expect((await documentOf(store, id!)).state).toBe('running')
  full = false
  await runner.idle()
  expect((await documentOf(store, id!)).ended_at).not.toBeNull()
  expect(await attemptsOf(store.db, id!)).toEqual([])
  expect(runner.log).toContainEqual(expect.objectContaining({ level: 'warn', errorCode: 'ENOSPC' }))
})

test('readers that cannot start are waited for, and fail no document', async () => {
  const store = await fresh()
  const ids = await hand(store, ['a.pdf', 'b.pdf'].map(copy))
  const broken = readersOf(2, { entry: new URL('./no-such-reader.ts', import.meta.url) })
  const working = readersOf(2)
  let tried = 0
  const readers = {
    ...working,
    open: (source: Parameters<typeof working.open>[0]) => (++tried < 4 ? broken : working).open(source),
  }
  const runner = start(store, { readers })
  await runner.idle()
  broken.close()
  expect(tried).toBeGreaterThanOrEqual(4)
  for (const id of ids) {
    expect((await documentOf(store, id)).code).toBeNull()
    expect(await attemptsOf(store.db, id)).toEqual([])
  }
  expect(runner.log.some(({ error }) => String(error).includes('reader processes do not start'))).toBe(true)
})

test('a defect ends a document’s work ten times at most, and nobody else’s', async () => {
  const store = await fresh()
  const [bad, good] = await hand(store, [copy('bad.pdf'), copy('good.pdf')])
  let ahead = 0
  const broken: Store = {
    ...store,
    blobs: {
      ...store.blobs,
      fileOf: async (hash) => {
        if (hash === bad) throw new TypeError('no such thing')
        return store.blobs.fileOf(hash)
      },
    },
  }
  // Its clock runs so fast that the next attempt is due soon.
  const runner = start(broken, { pollMs: 20, now: () => Date.now() + 60_000 * ahead++ })
  await runner.idle()
  expect(runner.log.filter(({ message }) => message === 'work on a document failed')).toHaveLength(10)
  expect(await documentOf(store, bad!)).toMatchObject({ state: 'failed', code: 'gave-up' })
  expect((await documentOf(store, good!)).code).toBeNull()
})

test('a reading that the store lost is read again', async () => {
  const store = await fresh()
  const [id] = await hand(store, [copy('a.pdf')])
  await start(store).idle()
  const before = await reportOf(store, id!)
  const [row] = await store.db.run((k) => k.selectFrom('page_readings').selectAll().execute())
  rmSync((await store.blobs.fileOf(row!.blob))!)
  await reopenDocument(store.db, id!, ['done', 'review'], 'somebody', 'reassemble', Date.now())
  const runner = start(store)
  await expect.poll(async () => (await documentOf(store, id!)).ended_at).not.toBeNull()
  expect(await reportOf(store, id!)).toBe(before)
  expect((await documentOf(store, id!)).requeued).toBe(1)
  await runner.stop()
})

async function pagesRead(store: Store, document: string): Promise<number> {
  const rows = await store.db.run((k) =>
    k.selectFrom('page_readings').select('page').where('document', '=', document).execute(),
  )
  return rows.length
}
