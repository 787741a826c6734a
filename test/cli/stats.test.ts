import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { EXIT } from '../../schemas/problem.ts'
import { Statistics } from '../../schemas/statistics.ts'
import { openStore } from '../../store/open.ts'
import { filingReport, withField } from '../pipeline/years/filings.ts'
import { makeScratch, run, start } from '../support/command.ts'
import { save } from '../workers/steps/keep-report.ts'

const scratch = makeScratch()
const english = { env: { NIANBAO_LANG: 'en' } }
const folder = scratch('reports')
const doubtful = withField(filingReport({ year: 2020 }), 'requests.granted.total', {
  review: true,
  reasons: ['low-score'],
  confidence: 0.3,
})

beforeAll(() => {
  mkdirSync(folder)
  writeFileSync(`${folder}/a.json`, JSON.stringify(doubtful))
  writeFileSync(`${folder}/b.json`, JSON.stringify(filingReport({ year: 2021 })))
  const hostile = withField(filingReport({ year: 2021 }), 'document.organization', {
    value: '<b onclick=1>溪桥县</b>局',
  })
  writeFileSync(`${folder}/c.json`, JSON.stringify(hostile))
  writeFileSync(`${folder}/other.json`, '{"name":"no report"}')
})

test('a folder: totals and tables on the terminal', async () => {
  const { stdout, stderr, code } = await run(['stats', folder], english)
  expect([stderr, code]).toEqual(['', EXIT.ok])
  expect(stdout.split('\n')[0]).toBe('3 reports · 2 agencies')
  expect(stdout).toMatch(/^1 needs review \(33\.3 %\), 0 of no known form$/m)
  expect(stdout).toMatch(/^2020 +1 +1 +201 +1 +0\.5 /m)
  expect(stdout).toMatch(/^2021 +2 +0 +406 +0 +0\.0 /m)
  expect(stdout).toMatch(/^low-score +1 +1 +1$/m)
  expect(stdout).toMatch(/^requests\.granted\.total +1$/m)
})

test('Chinese, files, and files beside folders', async () => {
  const { stdout } = await run(['stats', `${folder}/a.json`, folder, '--lang', 'zh'])
  expect(stdout.split('\n')[0]).toBe('3 份报告 · 2 个机关')
  expect(stdout).toContain('待核对的原因')
})

test('--json is what its schema says', async () => {
  const data = JSON.parse((await run(['stats', folder, '--json'])).stdout)
  expect(Statistics.parse(data)).toEqual(data)
  expect(data.all).toMatchObject({ reports: 3, needReview: 1, review: 1 })
})

test('the page: in one file, nothing fetched or run, text escaped, charts told in words, in the language of what is said', async () => {
  const pages = await Promise.all(
    ['en', 'zh'].map(async (language) => {
      const file = scratch(`${language}.html`)
      expect((await run(['stats', folder, '--html', file], { env: { NIANBAO_LANG: language } })).code).toBe(EXIT.ok)
      return readFileSync(file, 'utf8')
    }),
  )
  expect(pages[0]).toContain('<h2>Reports by year</h2>')
  for (const page of pages) expect(page).not.toMatch(/<script|<b |https?:|<img|<link|url\(|@import/)
  expect(pages[1]).toContain('&lt;b onclick=1&gt;')
  expect(pages[1]).toContain('<title>各年份的报告</title><desc>2020：1 份，待核对 1 份；2021：2 份，待核对 0 份</desc>')
})

test('the store, and a batch of it', async () => {
  const data = scratch('data')
  const store = await openStore({ data })
  if ('code' in store) throw new Error(store.message)
  for (const year of [2020, 2021]) await save(store, filingReport({ year }))
  await store.close()
  const all = JSON.parse((await run(['stats', '--data', data, '--json'])).stdout)
  expect(all.years.map(({ key }: { key: number }) => key)).toEqual([2020, 2021])
  const none = await run(['stats', '--data', data, '--batch', 'nobody'])
  expect(none.code).toBe(EXIT.input)
})

test('one bad file costs only itself; nothing at all is told', async () => {
  writeFileSync(scratch('torn.json'), readFileSync(`${folder}/a.json`).subarray(0, 3000))
  const { stdout, stderr, code } = await run(['stats', scratch('torn.json'), folder], english)
  expect(code).toBe(EXIT.input)
  expect(stderr).toMatch(/torn\.json: [^\n]*\[file-type-unknown\]/)
  expect(stdout).toContain('3 reports')
  mkdirSync(scratch('empty'))
  const nothing = await run(['stats', scratch('empty')], english)
  expect(nothing).toMatchObject({ code: EXIT.input, stdout: '' })
  const both = await run(['stats', folder, '--batch', 'x'], english)
  expect(both.code).toBe(EXIT.usage)
})

test('Ctrl-C is heard while files are counted', async () => {
  const many = scratch('many')
  mkdirSync(many)
  const text = readFileSync(`${folder}/a.json`)
  for (let i = 0; i < 400; i++) writeFileSync(`${many}/${i}.json`, i === 0 ? '{}' : text)
  const running = start(['stats', many, `${folder}/none.json`], english)
  // It is at it once it has complained of what it did not find.
  while (!running.stderr().includes('none.json')) await once(running.process.stderr!, 'data')
  running.process.kill('SIGINT')
  const { code, stdout } = await running.ended
  expect([code, stdout]).toEqual([EXIT.interrupted, ''])
})
