import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { exportFolder } from '../../export/folder.ts'
import { JSON_FILES } from '../../export/json/files.ts'
import type { Exported, ExportFile, FolderFormat } from '../../export/outgoing.ts'
import { type ReportFilter, storeReports } from '../../export/sources/store.ts'
import type { Store } from '../../store/open.ts'
import { idOf, makeStores } from '../support/stores.ts'
import { outgoing, smallReport, streamed } from './support/outgoing.ts'
import { putReport } from './support/store.ts'

const { fresh } = makeStores(async () => undefined)
const root = mkdtempSync(join(tmpdir(), 'nianbao-export-'))
/** No system gives a process so high a number. */
const NOBODY = 99_999_999
afterAll(() => rmSync(root, { recursive: true, force: true }))

const REPORT = (name: string) => `{\n  "format": "nianbao/report@1",\n  "source": "${name}"\n}\n`
/** Puts a document with a report into the store, as if it had been read; the report's hash. */
async function put(store: Store, origin: string, state: 'done' | 'review', batch = 'b'): Promise<string> {
  return (await putReport(store, { format: 'nianbao/report@1', source: origin }, { origin, state, batch })).blob
}

async function exported(store: Store, folder: string, filter: Partial<ReportFilter> = {}) {
  const results: Exported[] = []
  const reports = storeReports(store, { states: ['done', 'review'], ...filter }, { named: true, asKept: true })
  const run = exportFolder(reports, JSON_FILES, folder)
  for (;;) {
    const next = await run.next()
    if (next.done) return { problem: next.value, results }
    results.push(next.value)
  }
}

function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

test('names that collide go by origin, whatever the order of ids', async () => {
  const store = await fresh()
  for (const origin of ['2023/report.pdf', '2021/report.pdf', '2022/Report.txt', 'other.pdf']) {
    await put(store, origin, 'done')
  }
  const folder = join(root, 'named')
  expect(await exported(store, folder)).toMatchObject({ problem: null, results: { length: 4 } })
  expect(contents(folder)).toEqual({
    'report.json': REPORT('2021/report.pdf'),
    [`Report~${idOf('2022/Report.txt').slice(0, 8)}.json`]: REPORT('2022/Report.txt'),
    [`report~${idOf('2023/report.pdf').slice(0, 8)}.json`]: REPORT('2023/report.pdf'),
    'other.json': REPORT('other.pdf'),
  })
})

test('states and batches narrow; what is there already stays', async () => {
  const store = await fresh()
  await put(store, 'a.pdf', 'done', 'one')
  await put(store, 'b.pdf', 'review', 'one')
  await put(store, 'c.pdf', 'done', 'two')
  const folder = join(root, 'narrow')
  await exported(store, folder, { batch: 'one', states: ['done'] })
  expect(Object.keys(contents(folder))).toEqual(['a.json'])
  const { results } = await exported(store, folder)
  expect(results.map(({ name, kind }) => [name, kind]).sort()).toEqual([
    ['a.pdf', 'unchanged'],
    ['b.pdf', 'written'],
    ['c.pdf', 'written'],
  ])
})

test('torn reports are mended, other files left alone, lost blobs told', async () => {
  const store = await fresh()
  for (const origin of ['torn.pdf', 'mine.pdf', 'fine.pdf']) await put(store, origin, 'done')
  const lost = await put(store, 'lost.pdf', 'done')
  rmSync((await store.blobs.fileOf(lost))!)
  const folder = join(root, 'mended')
  mkdirSync(folder)
  writeFileSync(join(folder, 'torn.json'), REPORT('torn.pdf').slice(0, 20))
  writeFileSync(join(folder, 'mine.json'), '{"notes": "of my own"}')
  const { results } = await exported(store, folder)
  const kinds = Object.fromEntries(
    results.map((one) => [one.name, one.kind === 'problem' ? one.problem.code : one.kind]),
  )
  expect(kinds).toEqual({
    'torn.pdf': 'written',
    'mine.pdf': 'output-failed',
    'fine.pdf': 'written',
    'lost.pdf': 'file-missing',
  })
  expect(readFileSync(join(folder, 'mine.json'), 'utf8')).toBe('{"notes": "of my own"}')
  expect(readFileSync(join(folder, 'torn.json'), 'utf8')).toBe(REPORT('torn.pdf'))
  expect(existsSync(join(folder, 'lost.json'))).toBe(false)
})

test('what cannot be written leaves no workshop; what a killed run left there goes, not what another may be writing', async () => {
  const folder = join(root, 'workshop')
  const report = outgoing(smallReport({}))
  const format: FolderFormat = {
    kind: 'folder',
    async *files() {
      yield { code: 'file-missing', message: 'no original' }
    },
  }
  const [result] = await Array.fromAsync(exportFolder(streamed([report]), format, folder))
  expect(result).toMatchObject({ kind: 'problem', problem: { code: 'file-missing' } })
  expect(existsSync(folder)).toBe(false)
  const state = join(folder, '.nianbao')
  mkdirSync(state, { recursive: true })
  for (const name of [`0.${NOBODY}.tmp`, `1.${NOBODY}.tmp`, `2.${process.pid}.tmp`, 'manifest.json']) {
    writeFileSync(join(state, name), '')
    if (!name.startsWith('1.')) utimesSync(join(state, name), 1, 1)
  }
  await Array.fromAsync(exportFolder(streamed([report]), JSON_FILES, folder))
  expect(readdirSync(state).sort()).toEqual([`1.${NOBODY}.tmp`, `2.${process.pid}.tmp`, 'manifest.json'])
})

test('a folder that cannot be made is a problem', async () => {
  const store = await fresh()
  writeFileSync(join(root, 'file'), '')
  expect((await exported(store, join(root, 'file'))).problem?.code).toBe('output-failed')
})

test('files in folders of their own; what differs is left alone unless it may be replaced', async () => {
  const folder = join(root, 'parts')
  const write = async (files: readonly ExportFile[], force = false) => {
    const format: FolderFormat = {
      kind: 'folder',
      async *files() {
        yield* files
      },
    }
    return (await Array.fromAsync(exportFolder(streamed([outgoing(smallReport({}))]), format, folder, { force })))[0]
  }
  const file = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) })
  expect(await write([file('a/1.xml', 'one'), file('a/2.xml', 'two')])).toMatchObject({ kind: 'written' })
  expect(await write([file('a/1.xml', 'one'), file('a/2.xml', 'two')])).toMatchObject({ kind: 'unchanged' })
  expect(await write([file('a/1.xml', 'other')])).toMatchObject({ kind: 'problem', problem: { code: 'output-failed' } })
  expect(readFileSync(join(folder, 'a', '1.xml'), 'utf8')).toBe('one')
  expect(await write([file('a/1.xml', 'other')], true)).toMatchObject({ kind: 'written' })
  expect(readFileSync(join(folder, 'a', '1.xml'), 'utf8')).toBe('other')
})

test('a file that reports are made from is not replaced, whatever is said', async () => {
  const folder = join(root, 'original')
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.pdf'), 'original')
  const sha256 = createHash('sha256').update('original').digest('hex')
  const format: FolderFormat = {
    kind: 'folder',
    async *files() {
      yield { path: 'a.pdf', bytes: new TextEncoder().encode('layered') }
    },
  }
  const report = smallReport({}, { source: { name: 'a.pdf', sha256, pages: 1, kind: 'scan' } })
  const [result] = await Array.fromAsync(exportFolder(streamed([outgoing(report)]), format, folder, { force: true }))
  expect(result).toMatchObject({ kind: 'problem', problem: { code: 'output-failed' } })
  expect(readFileSync(join(folder, 'a.pdf'), 'utf8')).toBe('original')
})

test('the file of one report goes by another name, with nothing beside it, and not over its original', async () => {
  const folder = join(root, 'alone')
  const sha256 = createHash('sha256').update('original').digest('hex')
  const format: FolderFormat = {
    kind: 'folder',
    async *files() {
      yield { path: 'a.pdf', bytes: new TextEncoder().encode('layered') }
    },
  }
  const report = smallReport({}, { source: { name: 'a.pdf', sha256, pages: 1, kind: 'scan' } })
  const write = () =>
    Array.fromAsync(exportFolder(streamed([outgoing(report)]), format, folder, { force: true, as: 'b.pdf' }))
  expect(await write()).toMatchObject([{ kind: 'written' }])
  expect(readdirSync(folder)).toEqual(['b.pdf'])
  writeFileSync(join(folder, 'b.pdf'), 'original')
  expect(await write()).toMatchObject([{ kind: 'problem', problem: { code: 'output-failed' } }])
  expect(readFileSync(join(folder, 'b.pdf'), 'utf8')).toBe('original')
})

test('a file that does not belong into a closed folder is told; what an earlier run left goes with force', async () => {
  const folder = join(root, 'closed')
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const write = async (pages: readonly string[], force = false) => {
    const format: FolderFormat = {
      kind: 'folder',
      closed: () => ({ folder: 'a/data', manifest: 'a/manifest.txt' }),
      async *files() {
        for (const page of pages) yield { path: `a/data/${page}`, bytes: new TextEncoder().encode(page) }
        const lines = pages.map((page) => `${hash(page)}  data/${page}\n`).join('')
        yield { path: 'a/manifest.txt', bytes: new TextEncoder().encode(lines) }
      },
    }
    return (await Array.fromAsync(exportFolder(streamed([outgoing(smallReport({}))]), format, folder, { force })))[0]
  }
  expect(await write(['1', '2'])).toMatchObject({ kind: 'written' })
  expect(await write(['1'], true)).toMatchObject({ kind: 'written' })
  expect(readdirSync(join(folder, 'a', 'data'))).toEqual(['1'])
  writeFileSync(join(folder, 'a', 'data', 'extra.txt'), 'mine')
  for (const force of [false, true]) {
    expect(await write(['1'], force)).toMatchObject({ kind: 'problem', problem: { code: 'output-failed' } })
  }
  expect(readFileSync(join(folder, 'a', 'data', 'extra.txt'), 'utf8')).toBe('mine')
})
