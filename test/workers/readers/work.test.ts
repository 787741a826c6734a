import { spawn } from 'node:child_process'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, expect, test } from 'vitest'
import { FORMS } from '../../../schemas/forms/index.ts'
import type { PageReading } from '../../../schemas/page.ts'
import { createReaders } from '../../../workers/readers/pool.ts'
import { packReading } from '../../../workers/readers/reading-blob.ts'
import { makeScratch, run } from '../../support/command.ts'
import { makePdf } from '../../support/pdfs.ts'
import { processes, runs } from '../../support/processes.ts'
import { readByPages, sourceOf } from '../../support/read-by-pages.ts'
import { somePages } from '../../support/some-pages.ts'
import { ROOT } from '../../support/sources.ts'

const scratch = makeScratch()
const readers = createReaders({
  size: 2,
  settings: { forms: FORMS, maxPages: 5, maxBytes: 1e8 },
  timeoutMs: 60_000,
  recycleAfter: 1000,
  mostMegabytes: 2500,
  debug: false,
})
afterAll(() => readers.close())

const sample = (path: string) => join(ROOT, 'samples', path)

/** A picture of two lines, as a scanner would save it. */
function pictureFile(): string {
  const canvas = createCanvas(1240, 400)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 1240, 400)
  context.fillStyle = '#000'
  context.font = '48px Noto Sans CJK SC, Noto Sans CJK JP, sans-serif'
  context.fillText('政府信息公开工作年度报告', 100, 120)
  context.fillText('2023 4711', 100, 240)
  writeFileSync(scratch('picture.png'), canvas.toBuffer('image/png'))
  return scratch('picture.png')
}

test('page by page, in any order, by two readers: the report that extract writes', async () => {
  const files = [
    sample('digital/mixed-forms-split-rows.pdf'),
    // A row is split between these two.
    await somePages(sample('scan/photographed-split-rows.pdf'), [2, 3], scratch('photographed.pdf')),
    sample('text/markdown-pieces.txt'),
    pictureFile(),
  ]
  for (const file of files) {
    const ended = await run(['extract', file, '--out', scratch('extracted'), '--jobs', '1'])
    expect(ended.stderr).toContain('1 report')
    const result = await readByPages(readers, sourceOf(file), scratch('readings'), (pages) => pages.toReversed())
    if (result.kind !== 'assembled') throw new Error(JSON.stringify(result))
    const expected = readFileSync(scratch(`extracted/${basename(file).replace(/\.[^.]+$/, '')}.json`), 'utf8')
    expect(result.report, file).toBe(expected)
    const report = JSON.parse(expected)
    const { fields, checks } = report
    expect(result.items.map(({ field }) => field)).toEqual(report.review.fields)
    for (const { field, page, failing } of result.items) {
      expect(page).toBe(fields[field].page ?? null)
      const failed = checks.filter((check: { outcome: string; fields: string[] }) => {
        return check.outcome === 'fail' && check.fields.includes(field)
      })
      expect(failing).toBe(failed.length)
    }
    expect(result.year).toBe(fields['document.year']?.value ?? null)
    expect(result.organization).toBe(fields['document.organization']?.value ?? null)
    expect(result.form).toBe(report.document.form)
  }
}, 240_000)

test('a reading is the same bytes every time', async () => {
  const source = sourceOf(sample('digital/wrong-sum.pdf'))
  const [one, two, other] = await Promise.all([2, 2, 3].map((page) => readers.readPage(source, page)))
  if (one?.kind !== 'page' || two?.kind !== 'page' || other?.kind !== 'page') throw new Error(JSON.stringify(one))
  expect(one).toMatchObject({ pageKind: 'digital', code: null })
  expect(Buffer.from(one.reading)).toEqual(Buffer.from(two.reading))
  expect(Buffer.from(one.reading)).not.toEqual(Buffer.from(other.reading))
})

test.each([
  ['cut', readFileSync(sample('digital/form-2019.pdf')).subarray(0, 9000), null, 'pdf-damaged'],
  ['locked', makePdf({ password: 'geheim' }), null, 'pdf-encrypted'],
  ['locked, and the password wrong', makePdf({ password: 'geheim' }), 'other', 'pdf-password-wrong'],
  ['too long', makePdf({ pages: 6 }), null, 'too-many-pages'],
])('a document that is %s fails for good', async (name, bytes, password, code) => {
  writeFileSync(scratch(`${name}.pdf`), bytes)
  const source = sourceOf(scratch(`${name}.pdf`), password)
  expect(await readers.open(source)).toMatchObject({ kind: 'problem', problem: { code }, retry: false })
  expect(await readers.readPage(source, 1)).toMatchObject({ kind: 'problem', problem: { code }, retry: false })
})

test('a password opens a document; pages of it are read, blank ones too', async () => {
  writeFileSync(scratch('open.pdf'), makePdf({ pages: 2, password: 'geheim' }))
  const result = await readByPages(readers, sourceOf(scratch('open.pdf'), 'geheim'), scratch('readings'))
  expect(result).toMatchObject({ kind: 'assembled', tally: { unread: { code: 'page-not-read' } } })
})

test('a file that is not what was stored, or gone, may be there another time', async () => {
  copyFileSync(sample('text/markdown-pieces.txt'), scratch('torn.txt'))
  const source = sourceOf(scratch('torn.txt'))
  writeFileSync(scratch('torn.txt'), readFileSync(scratch('torn.txt')).subarray(0, 500))
  const problem = { code: 'file-unreadable', message: expect.stringContaining('hash') }
  expect(await readers.open(source)).toEqual({ kind: 'problem', problem, retry: true })
  const missing = await readers.open({ ...source, path: scratch('nowhere.txt') })
  expect(missing).toMatchObject({ kind: 'problem', problem: { code: 'file-missing' }, retry: true })
})

test.each([
  ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 20)],
  ['empty', () => Buffer.alloc(0)],
  ['not gzip', () => Buffer.from('{}')],
  ['of another page', () => Buffer.from(packReading({ ...BLANK, page: 2 }))],
  ['of another format', () => Buffer.from(packReading({ ...BLANK, width: 'wide' as never }))],
])('a stored reading that is %s is told, to be read again', async (_, spoil) => {
  const readings = [scratch('reading.gz')]
  const task = { name: 'a.txt', sha256: 'a', pages: 1, problems: [], corrections: [], readings }
  const whole = Buffer.from(packReading(BLANK))
  writeFileSync(readings[0]!, whole)
  expect((await readers.assemble(task)).kind).toBe('assembled')
  writeFileSync(readings[0]!, spoil(whole))
  const problem = { code: 'file-unreadable', page: 1, message: expect.stringContaining('stored reading of page 1') }
  expect(await readers.assemble(task)).toEqual({ kind: 'problem', problem, retry: true })
})

test('pages that the caller lost are a defect', async () => {
  const result = await readers.assemble({
    name: 'a.txt',
    sha256: 'a',
    pages: 2,
    problems: [],
    corrections: [],
    readings: [],
  })
  expect(result).toMatchObject({ kind: 'defect', message: expect.stringContaining('0 readings for 2 pages') })
})

test('readers end with their parent, also when that is killed', async () => {
  const script = join(ROOT, 'test', 'support', 'readers-parent.ts')
  const parent = spawn(process.execPath, [script, sample('digital/wrong-sum.pdf')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((settle) => parent.stdout.once('data', settle))
  const children = processes().filter((process) => process.parent === parent.pid)
  expect(children).toHaveLength(2)
  parent.kill('SIGKILL')
  await expect.poll(() => children.filter(({ pid }) => runs(pid))).toEqual([])
})

const BLANK: PageReading = {
  format: 'nianbao/page@1',
  page: 1,
  kind: 'text',
  width: 0,
  height: 0,
  lines: [],
  grids: [],
  problems: [],
}
