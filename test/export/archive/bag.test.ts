import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bagFormat } from '../../../export/archive/bag/format.ts'
import { dayOf } from '../../../export/archive/bag/info.ts'
import type { ExportFile, Outgoing } from '../../../export/outgoing.ts'
import { parseXml } from './alto-rules.ts'
import { filesOf, outgoing, sample } from './support.ts'

const root = mkdtempSync(join(tmpdir(), 'nianbao-bags-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let report: Outgoing
let files: readonly ExportFile[]
beforeAll(async () => {
  const whole = await outgoing(sample('digital/wrong-sum.pdf'), 'wrong-sum.pdf')
  const original = await whole.original()
  if ('code' in original) throw new Error(original.message)
  report = { ...whole, original: async () => ({ ...original, readings: original.readings.slice(0, 1) }) }
  files = await write(report)
})

async function write(report: Outgoing, date?: string): Promise<readonly ExportFile[]> {
  const { files, problems } = await filesOf(bagFormat({ date }), report)
  expect(problems).toEqual([])
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), bytes)
  }
  return files
}

/** Checks a bag's checksums with sha256sum, which knows nothing of this project. */
function check(bag: string): void {
  for (const name of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
    execFileSync('sha256sum', ['--check', '--strict', '--quiet', name], { cwd: join(root, bag), stdio: 'pipe' })
}

const tag = (bag: string, name: string) => readFileSync(join(root, bag, name), 'utf8')

test('a bag holds the original, the report and each page thrice, and its checksums are right', () => {
  check('wrong-sum')
  const held = readdirSync(join(root, 'wrong-sum', 'data')).sort()
  expect(held).toEqual([
    'original.pdf',
    'page-0001.alto.xml',
    'page-0001.hocr.html',
    'page-0001.jpg',
    'report.json',
    'searchable.pdf',
  ])
  const listed = tag('wrong-sum', 'manifest-sha256.txt')
    .trim()
    .split('\n')
    .map((line) => line.split('  ')[1])
  expect(listed).toEqual(held.map((name) => `data/${name}`))
  expect(tag('wrong-sum', 'bagit.txt')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
  const size = held.reduce((sum, name) => sum + readFileSync(join(root, 'wrong-sum', 'data', name)).length, 0)
  expect(tag('wrong-sum', 'bag-info.txt')).toContain(`Payload-Oxum: ${size}.${held.length}\n`)
  expect(files.at(-1)!.path).toBe('wrong-sum/bagit.txt')
  expect(readFileSync(join(root, 'wrong-sum/data/report.json')).equals(report.bytes)).toBe(true)
  // Nothing of it was read from pixels, so nothing was laid over it.
  expect(readFileSync(join(root, 'wrong-sum/data/searchable.pdf')).equals(sample('digital/wrong-sum.pdf'))).toBe(true)
  expect(() => {
    writeFileSync(join(root, 'wrong-sum/data/report.json'), '{}')
    check('wrong-sum')
  }).toThrow()
})

test('page, picture and text name each other', () => {
  const text = (name: string) => Buffer.from(files.find(({ path }) => path.endsWith(name))!.bytes).toString('utf8')
  expect(text('page-0001.alto.xml')).toContain('<fileName>page-0001.jpg</fileName>')
  expect(text('page-0001.alto.xml')).toContain(report.report.source.sha256)
  expect(text('page-0001.hocr.html')).toContain('image &quot;page-0001.jpg&quot;')
  parseXml(text('page-0001.hocr.html'))
})

test('the same input gives the same bag; a date stands in it only where one is given', async () => {
  expect((await filesOf(bagFormat(), report)).files).toEqual(files)
  expect(
    files.some(({ path, bytes }) => path.endsWith('bag-info.txt') && Buffer.from(bytes).includes('Bagging-Date')),
  ).toBe(false)
  await write({ ...report, stem: 'dated' }, dayOf('1767312000'))
  expect(tag('dated', 'bag-info.txt')).toContain('Bagging-Date: 2026-01-02\n')
  check('dated')
  expect([dayOf(undefined), dayOf(''), dayOf('soon')]).toEqual([undefined, undefined, undefined])
})

test('a text dump is kept with its report alone, what people said beside it', async () => {
  const dump = await outgoing(sample('text/tabs-lost-cells.txt'), 'tabs-lost-cells.txt')
  const said = { field: 'a', value: 3, state: 'number', by: 'ren', at: '2026-01-02T00:00:00Z', kind: 'value' } as never
  await write({ ...dump, stem: 'dump', corrections: async () => [said] })
  check('dump')
  expect(readdirSync(join(root, 'dump', 'data')).sort()).toEqual(['corrections.jsonl', 'original.txt', 'report.json'])
  expect(JSON.parse(tag('dump', 'data/corrections.jsonl'))).toEqual(said)
})

test('names that some system would refuse become safe, and stay apart', async () => {
  const dump = await outgoing(sample('text/tabs-lost-cells.txt'), 'x.txt')
  const stems = ['CON', 'con.2023', '..', 'a:b', 'a?b', '名\u202e称', '很'.repeat(200), 'x%0A', 'plain 年报']
  const names = new Set<string>()
  for (const [i, stem] of stems.entries()) {
    const sha256 = `${i}`.repeat(64)
    const one = { ...dump, stem, report: { ...dump.report, source: { ...dump.report.source, sha256 } } }
    const { files } = await filesOf(bagFormat(), one)
    const name = files[0]!.path.split('/')[0]!
    expect(name).not.toMatch(/[<>:"\\|?*%\p{Cc}\p{Cf}]|^\.|[. ]$/u)
    expect(name).not.toMatch(/^con(?:\.|$)/i)
    expect(Buffer.byteLength(name)).toBeLessThan(240)
    if (stem !== 'plain 年报') expect(name).toContain(sha256.slice(0, 12))
    names.add(name)
  }
  expect(names.size).toBe(stems.length)
  expect(names).toContain('plain 年报')
})

test('an original that cannot be had is the one problem', async () => {
  const problem = { code: 'file-missing', message: 'gone' } as const
  expect(await filesOf(bagFormat(), { ...report, original: async () => problem })).toMatchObject({
    files: [],
    problems: [problem],
  })
})
