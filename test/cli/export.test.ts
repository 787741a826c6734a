import { execFileSync, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { MOST_SHEETS } from '../../export/xlsx/format.ts'
import { EXIT } from '../../schemas/problem.ts'
import schema from '../../schemas/report.schema.json' with { type: 'json' }
import type { Report } from '../../schemas/report.ts'
import { field, smallReport } from '../export/support/outgoing.ts'
import { makeScratch, run, start } from '../support/command.ts'
import { open } from '../support/open-store.ts'
import { makePdf } from '../support/pdfs.ts'
import { ROOT } from '../support/sources.ts'

const scratch = makeScratch()
const named = (name: string, fields: Report['fields'] = {}) =>
  smallReport(fields, { source: { name, sha256: name, pages: 1, kind: 'text' } })

beforeAll(() => {
  mkdirSync(scratch('reports'))
  const put = (name: string, report: Report) => writeFileSync(scratch(`reports/${name}.json`), JSON.stringify(report))
  put('a', named('a.pdf', { 'requests.granted.total': field({ value: 3, state: 'number' }) }))
  put('b', named('b.pdf', { 'document.organization': field({ value: '=某县', state: 'text' }) }))
})

test('reports in a folder as one CSV, for Excel where that is asked for', async () => {
  const csv = scratch('out/all.csv')
  const done = await run(['export', '--format', 'csv', scratch('reports'), '--out', csv])
  expect(done).toMatchObject({ code: EXIT.ok, stdout: '', stderr: '2 reports\n' })
  const rows = parse(readFileSync(csv), { columns: true }) as Record<string, string>[]
  expect(rows).toMatchObject([
    { document: 'a.pdf', 'requests.granted.total': '3' },
    { document: 'b.pdf', 'document.organization': "'=某县" },
  ])
  await run(['export', '--format', 'csv-fields', scratch('reports'), '--out', csv, '--bom', '--quiet'])
  expect(readFileSync(csv).subarray(0, 3).toString('hex')).toBe('efbbbf')
  expect(readdirSync(scratch('out'))).toEqual(['all.csv'])
})

test('a report that cannot be read is told in a line, the others are written', async () => {
  writeFileSync(scratch('torn.json'), '{"format":"nianbao/report@1"')
  const { code, stdout, stderr } = await run([
    ...['export', '--format', 'jsonl', scratch('torn.json'), scratch('reports/a.json'), scratch('none.json')],
  ])
  expect(code).toBe(EXIT.input)
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).source.name),
  ).toEqual(['a.pdf'])
  expect(stderr).toMatch(
    /^nianbao: .*none\.json: .* \[file-missing\]\nnianbao: .*torn\.json: .* \[file-type-unknown\]\n$/,
  )
})

test('workbooks: one for each report, left alone once they are there, or one for all', async () => {
  const books = scratch('books')
  const args = ['export', '--format', 'xlsx', scratch('reports'), '--out']
  expect(await run([...args, books])).toMatchObject({ code: EXIT.ok, stderr: '2 reports\n' })
  writeFileSync(scratch('books/a.xlsx'), 'notes of my own')
  const left = await run([...args, books])
  expect(left.code).toBe(EXIT.output)
  expect(left.stderr).toMatch(/^nianbao: a\.pdf: .*a\.xlsx.*--force.* \[output-failed\]\n1 report \(1 unchanged\)\n$/)
  expect(await run([...args, books, '--force'])).toMatchObject({ code: EXIT.ok })
  expect((await readSheet(readFileSync(scratch('books/a.xlsx')), 1))[0]?.[0]).toBe('某县年度报告')

  expect(await run([...args, scratch('book.xlsx')])).toMatchObject({ code: EXIT.ok, stderr: '2 reports\n' })
  const [, facts] = await readSheet(readFileSync(scratch('book.xlsx')), 'b')
  expect(facts?.filter((cell) => cell !== null)).toEqual(['机关', '=某县'])
})

test('more reports than a workbook takes are refused in a line', async () => {
  mkdirSync(scratch('many'))
  for (let count = 0; count <= MOST_SHEETS; count++) linkSync(scratch('reports/a.json'), scratch(`many/${count}.json`))
  const refused = await run(['export', '--format', 'xlsx', scratch('many'), '--out', scratch('many.xlsx')])
  expect(refused).toMatchObject({ code: EXIT.usage, stdout: '' })
  expect(refused.stderr).toMatch(new RegExp(`^nianbao: ${MOST_SHEETS + 1} reports [^\\n]*${MOST_SHEETS}[^\\n]*\\n$`))
  expect(existsSync(scratch('many.xlsx'))).toBe(false)
})

test('the JSON Schema of reports', async () => {
  const { code, stdout } = await run(['export', '--format', 'schema'])
  expect(code).toBe(EXIT.ok)
  expect(JSON.parse(stdout)).toEqual(schema)
})

test('Ctrl-C leaves no torn file, and what was there before', async () => {
  mkdirSync(scratch('long'))
  mkdirSync(scratch('stopped'))
  const fields = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`a.b.c${index}`, field({})]))
  writeFileSync(scratch('long/0.json'), JSON.stringify(named('long.pdf', fields)))
  for (let count = 1; count < 4000; count++) linkSync(scratch('long/0.json'), scratch(`long/${count}.json`))
  const out = scratch('stopped/all.csv')
  writeFileSync(out, 'before')
  const running = start(['export', '--format', 'csv-fields', scratch('long'), '--out', out])
  while (readdirSync(scratch('stopped')).length < 2) await delay(20)
  running.process.kill('SIGINT')
  const ended = await running.ended
  expect(ended.code).toBe(EXIT.interrupted)
  expect(ended.stderr).toMatch(/^nianbao: stopped; .*all\.csv was not written\n$/)
  expect(readdirSync(scratch('stopped'))).toEqual(['all.csv'])
  expect(readFileSync(out, 'utf8')).toBe('before')
})

test('nothing readable, or no report at all: what is there stays', async () => {
  const out = scratch('good.csv')
  writeFileSync(out, 'good')
  const missing = await run(['export', '--format', 'csv', scratch('typo'), '--out', out])
  expect(missing.code).toBe(EXIT.input)
  mkdirSync(scratch('others'))
  writeFileSync(scratch('others/notes.json'), '{}')
  writeFileSync(scratch('others/later.json'), '{"format":"nianbao/report@2"}')
  const none = await run(['export', '--format', 'csv', scratch('others'), '--out', out])
  expect(none).toMatchObject({ code: EXIT.input, stderr: 'nianbao: no reports · 2 other files left aside\n' })
  const named = await run(['export', '--format', 'csv', scratch('others/notes.json'), '--out', out])
  expect(named.code).toBe(EXIT.input)
  expect(readFileSync(out, 'utf8')).toBe('good')
})

test('reports are no place for other formats, and broken ones are handed on in none', async () => {
  const before = readFileSync(scratch('reports/a.json'), 'utf8')
  for (const format of ['csv', 'jsonl']) {
    const path = scratch('reports/a.json')
    const refused = await run(['export', '--format', format, path, '--out', path])
    expect(refused.code).toBe(EXIT.output)
    expect(refused.stderr).toMatch(/^nianbao: --out: [^\n]*a\.json [^\n]* \[output-failed\]\n$/)
  }
  expect(readFileSync(scratch('reports/a.json'), 'utf8')).toBe(before)
  writeFileSync(scratch('bare.json'), '{"format":"nianbao/report@1"}')
  const lines = await run(['export', '--format', 'jsonl', scratch('bare.json')])
  expect(lines).toMatchObject({ code: EXIT.input, stdout: '' })
  const files = await run(['export', scratch('bare.json'), '--out', scratch('bare')])
  expect(files.code).toBe(EXIT.input)
  expect(existsSync(scratch('bare'))).toBe(false)
})

test('what makes no sense is told in a line', async () => {
  const reports = scratch('reports')
  const [empty, schema] = [
    await run(['export', reports, '--out', '']),
    await run(['export', '--format', 'schema', reports]),
  ]
  expect([empty.code, schema.code]).toEqual([EXIT.usage, EXIT.usage])
  const nowhere = await run([
    ...['export', '--format', 'bag', reports],
    ...['--sources', scratch('nowhere'), '--out', scratch('bags')],
  ])
  expect(nowhere).toMatchObject({ code: EXIT.input })
  const unsaid = await run(['export', '--format', 'bag', reports, '--out', scratch('bags')])
  expect([unsaid.code, unsaid.stderr.split('\n')[0]]).toEqual([
    EXIT.usage,
    'nianbao: bag holds the files that reports were made from; name their folder with --sources DIR',
  ])
  expect(nowhere.stderr).toMatch(/^nianbao: --sources [^\n]*nowhere: [^\n]*\n$/)
  const folder = await run(['export', '--format', 'csv', reports, '--out', reports])
  expect([folder.code, folder.stderr]).toEqual([
    EXIT.output,
    `nianbao: --out: ${reports} is a folder; name a file in it [output-failed]\n`,
  ])
  const text = await run([
    'export',
    '--format',
    'pdf',
    '--sources',
    reports,
    scratch('reports/a.json'),
    '--out',
    scratch('pdfs'),
  ])
  expect(text.stderr).toMatch(/no pages/)
})

test('one report as one file, where --out is called like one', async () => {
  mkdirSync(scratch('single/other'), { recursive: true })
  writeFileSync(scratch('single/one.pdf'), makePdf({}))
  await run(['extract', scratch('single/one.pdf'), '--out', scratch('single/read'), '--quiet'])
  const report = scratch('single/read/one.json')
  const made = (format: string, out: string) =>
    run([
      ...['export', report, '--format', format, '--out', scratch(`single/${out}`)],
      ...['--sources', scratch('single/other'), '--sources', scratch('single')],
    ])
  expect(await made('pdf', 'files/copy.pdf')).toMatchObject({ code: EXIT.ok, stderr: '1 report\n' })
  expect(readFileSync(scratch('single/files/copy.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  expect(await made('json', 'files/copy.json')).toMatchObject({ code: EXIT.ok, stderr: '1 report\n' })
  expect(readFileSync(scratch('single/files/copy.json'))).toEqual(readFileSync(report))
  expect(readdirSync(scratch('single/files')).sort()).toEqual(['copy.json', 'copy.pdf'])
  writeFileSync(scratch('single/mine.pdf'), 'notes of my own')
  expect(await made('pdf', 'mine.pdf')).toMatchObject({ code: EXIT.output, stderr: expect.stringContaining('--force') })
  expect(readFileSync(scratch('single/mine.pdf'), 'utf8')).toBe('notes of my own')
  for (const [format, out] of [
    ['alto', 'pages.xml'],
    ['hocr', 'pages.html'],
    ['bag', 'bag.zip'],
  ] as const) {
    const refused = await made(format, out)
    expect([refused.code, existsSync(scratch(`single/${out}`))]).toEqual([EXIT.usage, false])
    expect(refused.stderr).toMatch(/several files for each report; name a folder/)
  }
  const both = await run([
    'export',
    scratch('reports'),
    '--format',
    'pdf',
    '--sources',
    scratch('reports'),
    '--out',
    scratch('single/both.pdf'),
  ])
  expect(both).toMatchObject({
    code: EXIT.usage,
    stderr: expect.stringMatching(/^nianbao: 2 reports make a file each/),
  })
  expect(existsSync(scratch('single/both.pdf'))).toBe(false)
})

test('of a store without reports no folder is made', async () => {
  await (await open({ data: scratch('bare-store') })).close()
  const args = ['export', '--format', 'json', '--data', scratch('bare-store'), '--out', scratch('bare-out')]
  expect(await run(args)).toMatchObject({ code: EXIT.ok, stderr: '0 reports\n' })
  expect(existsSync(scratch('bare-out'))).toBe(false)
})

test('a full disk is told in a line wherever it is written to', async (context) => {
  const full = scratch('full')
  try {
    execFileSync('mknod', [full, 'c', '1', '7'], { stdio: 'ignore' }) // as /dev/full, which root could harm
  } catch {
    return context.skip()
  }
  const toFull = (args: readonly string[]) => {
    const words = [join(ROOT, 'cli', 'nianbao.js'), ...args]
    const output = openSync(full, 'w')
    const { status, stderr } = spawnSync(process.execPath, words, { stdio: ['ignore', output, 'pipe'] })
    closeSync(output)
    return { status, stderr: stderr.toString() }
  }
  for (const args of [
    ['show', scratch('reports/a.json')],
    ['help', 'show'],
    ['export', '--format', 'schema'],
  ]) {
    const { status, stderr } = toFull(args)
    expect(stderr).toMatch(/^nianbao: [^\n]*\[output-disk-full\]\n$/)
    expect(status).toBe(EXIT.output)
  }
  const named = await run(['export', '--format', 'csv', scratch('reports'), '--out', full])
  expect(named).toMatchObject({ code: EXIT.output, stderr: expect.stringContaining('[output-disk-full]') })
  expect(lstatSync(full).isCharacterDevice()).toBe(true)
})

test('an encrypted original whose password is known has no searchable copy, which is one line in either language', async () => {
  mkdirSync(scratch('locked'))
  writeFileSync(scratch('locked/locked.pdf'), makePdf({ password: 'geheim' }))
  const read = [
    'extract',
    scratch('locked/locked.pdf'),
    '--password',
    'geheim',
    '--out',
    scratch('locked/read'),
    '--quiet',
  ]
  await run(read)
  const copy = (lang: string) =>
    run(
      [
        ...['export', scratch('locked/read'), '--format', 'pdf', '--sources', scratch('locked')],
        ...['--out', scratch(`locked/${lang}`), '--quiet'],
      ],
      { env: { NIANBAO_LANG: lang } },
    )
  const [en, zh] = await Promise.all([copy('en'), copy('zh')])
  expect([en.code, en.stderr]).toEqual([
    EXIT.input,
    'nianbao: locked.pdf: is encrypted; a text layer can only be laid over open files [pdf-encrypted]\n',
  ])
  expect(zh.stderr).toBe('nianbao: locked.pdf：已加密，文字层只能加在未加密的文件上 [pdf-encrypted]\n')
})
