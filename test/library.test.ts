import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { exportFile, exportFiles } from '../export/from-reports.ts'
import * as library from '../index.ts'
import { Report } from '../schemas/report.ts'
import { filingReport } from './pipeline/years/filings.ts'
import { makeScratch } from './support/command.ts'
import { expectExample } from './support/library-example.ts'
import { ROOT } from './support/sources.ts'

const scratch = makeScratch()

test('the example of docs/library.md runs as it stands', () => {
  const program = readFileSync(join(ROOT, 'docs', 'examples', 'library.ts'), 'utf8')
  writeFileSync(scratch('library.ts'), program.replace("'nianbao'", `'${pathToFileURL(join(ROOT, 'index.ts'))}'`))
  expectExample(process.execPath, scratch('library.ts'))
})

test.each(['library.md', 'library.zh.md'])(
  'what docs/%s shows stands in the example, and what it names is there',
  (name) => {
    const page = readFileSync(join(ROOT, 'docs', name), 'utf8')
    const program = readFileSync(join(ROOT, 'docs', 'examples', 'library.ts'), 'utf8')
    const blocks = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code]) => code!)
    const [first, ...pieces] = blocks
    expect(pieces.length).toBeGreaterThan(3)
    expect(pieces.filter((piece) => !program.includes(piece))).toEqual([])
    const imported = [...first!.matchAll(/\w+(?=[ ,}]*.*from)/g)]
      .map(([name]) => name)
      .filter((name) => name in library)
    expect(imported).toEqual(['assemble', 'FORMS', 'readDocument'])
    const called = [...page.matchAll(/`(\w+)(?:\(|\.(?:safeParse|parse)\()/g)].map(([, name]) => name!)
    expect(called.length).toBeGreaterThan(15)
    expect(called.filter((name) => !(name in library) && !['add', 'result'].includes(name))).toEqual([])
  },
)

test('one page: the same reading as in the whole document; a page that is not there is a problem', async () => {
  const bytes = new Uint8Array(readFileSync(join(ROOT, 'samples', 'text', 'running-vertical.txt')))
  const whole = await library.readDocument(bytes, 'a.txt')
  if ('code' in whole) throw new Error(whole.message)
  expect(await library.readPage(bytes, 'a.txt', 1)).toEqual(whole.readings[0])
  for (const page of [0, 2, 1.5]) {
    expect(await library.readPage(bytes, 'a.txt', page)).toMatchObject({ code: 'page-out-of-range' })
  }
  expect(await library.readPage(new Uint8Array(), 'a.txt', 1)).toMatchObject({ code: 'file-empty' })
})

const reports = [filingReport({ year: 2020 }), filingReport({ year: 2021 })]

test('reports come out as one file, piece by piece, from iterables of both kinds', async () => {
  async function* later() {
    yield* reports
  }
  const [now, then] = [await linesOf(reports), await linesOf(later())]
  expect(then).toEqual(now)
  expect(now.map((line) => Report.parse(JSON.parse(line)))).toEqual(reports)
})

async function linesOf(of: Iterable<Report> | AsyncIterable<Report>): Promise<readonly string[]> {
  const pieces: Uint8Array[] = []
  for await (const piece of exportFile(of, 'jsonl')) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8').trimEnd().split('\n')
}

test('a file for each format of many, and nobody asks for more than is taken', async () => {
  for (const format of ['csv', 'csv-fields', 'xlsx', 'xlsx-long', 'parquet', 'parquet-fields'] as const) {
    let bytes = 0
    for await (const piece of exportFile(reports, format)) bytes += piece.length
    expect(bytes, format).toBeGreaterThan(1000)
  }
  let asked = 0
  function* endless() {
    for (;;) {
      asked++
      yield reports[0]!
    }
  }
  for await (const piece of exportFile(endless(), 'jsonl')) {
    expect(piece.length).toBeGreaterThan(0)
    break
  }
  expect(asked).toBeLessThan(3)
})

test('files of one report; a format that shows the pages says what it lacks', async () => {
  const files = await Array.fromAsync(exportFiles(reports[0]!, 'json'))
  expect(files).toMatchObject([{ path: '2020.json' }])
  const lacking = await Array.fromAsync(exportFiles(reports[0]!, 'hocr'))
  expect(lacking).toMatchObject([{ code: 'file-missing' }])
})
