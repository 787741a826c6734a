import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { beforeAll, expect, test } from 'vitest'
import { Comparison } from '../../schemas/comparison.ts'
import { EXIT } from '../../schemas/problem.ts'
import type { Report } from '../../schemas/report.ts'
import { filingReport, withField } from '../pipeline/years/filings.ts'
import { makeScratch, run } from '../support/command.ts'
import { ROOT } from '../support/sources.ts'

const scratch = makeScratch()
const english = { env: { NIANBAO_LANG: 'en' } }

function save(name: string, report: Report): string {
  const path = scratch(`${name}.json`)
  writeFileSync(path, JSON.stringify({ ...report, source: { ...report.source, name } }))
  return path
}

const report = filingReport({ year: 2021, carriedOver: { business: 2 } })
const hostile = '<script>alert("1")</script>'
let same = ''
let reread = ''
let next = ''
let other = ''
beforeAll(() => {
  same = save('same', report)
  const wrong = withField(report, 'requests.granted.total', { value: 71, confidence: 0.41, review: true })
  const heard = [
    { reader: 'ppocr', raw: '71', score: 0.9 },
    { reader: 'tesseract', raw: '7l', score: 0.4 },
  ]
  reread = save('reread', withField(wrong, 'requests.granted.total', { readings: heard }))
  next = save('next', filingReport({ year: 2022, carriedIn: { business: 3, other: 400 } }))
  other = save('other', withField(report, 'document.organization', { value: `溪桥县${hostile}局` }))
})

test('two readings: what differs stands side by side, with confidence and readers', async () => {
  const { stdout, stderr, code } = await run(['compare', same, reread], english)
  expect([stderr, code]).toEqual(['', EXIT.ok])
  expect(stdout.split('\n')[0]).toBe('Two readings of one file')
  expect(stdout).toMatch(/requests\.granted\.total .* \d+ +71 ⚑ +\d\.\d{4} +0\.4100 +text +ppocr “71” tesseract “7l”$/m)
  expect(stdout).toMatch(/ · 1 field differs$/m)
})

test('the same: said so, and exit code 0 even when asked', async () => {
  const { stdout, code } = await run(['compare', same, same, '--exit-code'], english)
  expect([stdout.includes('No differences.'), code]).toEqual([true, EXIT.ok])
})

test('--exit-code tells differences and contradictions, and nothing else does', async () => {
  expect((await run(['compare', same, reread, '--exit-code'])).code).toBe(EXIT.review)
  expect((await run(['compare', same, next, '--exit-code'])).code).toBe(EXIT.review)
  expect((await run(['compare', same, next])).code).toBe(EXIT.ok)
})

test('two years: contradictions, changes with their marks, aligned; the later may be given first', async () => {
  const { stdout, stderr } = await run(['compare', next, same], english)
  expect(stderr).toBe('')
  const lines = stdout.split('\n')
  expect(lines[0]).toBe('Two years of one agency, 2021 → 2022')
  expect(stdout).toContain('the later year was given first; A is the earlier')
  expect(stdout).toMatch(/requests\.carriedIn\.business carried over · 商业企业 +2 +3 +printed so/)
  expect(stdout).toMatch(/requests\.granted\.other .* 1 +401 +\+400 +\+40000 +! unusually large/)
  const rows = lines.filter((line) => /^requests\.(granted|received)/.test(line))
  const ends = rows.map((row) => stringWidth(row.slice(0, row.search(/ +[+-]\d/))))
  expect(new Set(ends).size).toBe(1)
})

test('Chinese: the same findings in other words', async () => {
  const { stdout } = await run(['compare', same, next, '--lang', 'zh'])
  expect(stdout).toContain('同一机关的两个年度，2021 → 2022')
  expect(stdout).toContain('原件如此')
})

test('--json is what its schema says', async () => {
  for (const second of [reread, next, other]) {
    const { stdout } = await run(['compare', same, second, '--json'])
    const data = JSON.parse(stdout)
    expect(Comparison.parse(data)).toEqual(data)
  }
})

test('unrelated reports are compared with a warning; --as and --aliases say better', async () => {
  const { stdout, stderr, code } = await run(['compare', same, save('far', elsewhere())], english)
  expect(stderr).toMatch(/^nianbao: 溪桥县水务局 and 溪桥县财政局 are two agencies; [^\n]*\n$/)
  expect(stdout).toContain('document.organization')
  expect(code).toBe(EXIT.ok)
  const told = await run(['compare', same, scratch('far.json'), '--as', 'years'], english)
  expect(told.stderr).toMatch(/^nianbao: 溪桥县水务局 and 溪桥县财政局 are two agencies, so what differs is no change;/)
  expect(told.stdout.split('\n')[0]).toBe('Compared as two years, 2021 → 2022, though of two agencies')
  writeFileSync(scratch('aliases.json'), JSON.stringify({ 溪桥县水务局: ['溪桥县财政局'] }))
  const aliases = await run(['compare', same, scratch('far.json'), '--aliases', scratch('aliases.json')], english)
  expect([aliases.stderr, aliases.stdout.split('\n')[0]]).toEqual(['', 'Two years of one agency, 2021 → 2022'])
})

test('years of two agencies: the same warning, names and counts on the terminal, in JSON and on the page', async () => {
  const blank = withField(elsewhere(), 'requests.granted.other', { value: null, state: 'blank' })
  const dash = withField(report, 'requests.granted.other', { value: null, state: 'dash' })
  const pair = ['compare', save('dash', dash), save('blank', blank), '--as', 'years']
  const page = scratch('agencies.html')
  const { stdout } = await run([...pair, '--html', page], english)
  const data = JSON.parse((await run([...pair, '--json'])).stdout)
  expect(data).toMatchObject({ relation: 'told', related: false, agencies: 'other', years: { notation: 1 } })
  const { changes, unchanged, notation } = data.years
  expect(stdout).toContain(`${changes.length} fields changed`)
  expect(stdout).toContain(`, ${unchanged} the same, ${notation} with another of blank, dash and 0`)
  const html = readFileSync(page, 'utf8')
  expect(html).toContain('<h1>溪桥县水务局 (2021) and 溪桥县财政局 (2022)</h1>')
  expect(html).toContain('<p class="warn">These are two agencies, so what differs is no change;')
  expect(html).toContain(`<dd>${unchanged}</dd><dt>the same</dt>`)
  expect(html).toContain(`<dd>${notation}</dd><dt>with another of blank, dash and 0</dt>`)
})

test('no id is cut off where no terminal is', async () => {
  const long = 'requests.unable_needsToBeProcessedFirstOfAll.businessCorporationOfTheCounty'
  const [a, b] = [1, 2].map((value) => {
    const field = { ...report.fields['requests.granted.total']!, value }
    return save(`long${value}`, { ...report, fields: { ...report.fields, [long]: field } })
  })
  const { stdout } = await run(['compare', a!, b!], english)
  expect(stdout).toContain(`${long} `)
})

function elsewhere(): Report {
  return filingReport({ year: 2022, organization: '溪桥县财政局' })
}

test('the page: in one file, nothing fetched or run, text escaped, charts told in words', async () => {
  const file = scratch('page.html')
  await run(['compare', same, next, '--html', file, '--lang', 'zh'])
  const years = readFileSync(file, 'utf8')
  expect(years).toContain('<html lang="zh-Hans">')
  expect(years).toMatch(/<svg [^>]*role="img"><title>[^<]+<\/title><desc>[^<]*\+400/)
  await run(['compare', same, other, '--html', file, '--lang', 'en'])
  const readings = readFileSync(file, 'utf8')
  expect(readings).toContain('<html lang="en">')
  for (const page of [years, readings]) expect(page).not.toMatch(/<script|https?:|<img|<link|url\(|@import/)
  expect(readings).toContain('&lt;script&gt;')
})

test.each([
  ['--lang', ['--lang', 'zh'], { NIANBAO_LANG: 'en' }, 'zh-Hans'],
  ['an English locale', [], { NIANBAO_LANG: '', LC_ALL: '', LC_MESSAGES: '', LANG: 'en_GB.UTF-8' }, 'en'],
  ['a Chinese locale', [], { NIANBAO_LANG: '', LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_CN.UTF-8' }, 'zh-Hans'],
])('a page speaks as %s says', async (_, args, env, language) => {
  const file = scratch('spoken.html')
  await run(['compare', same, next, '--html', file, ...args], { env })
  expect(readFileSync(file, 'utf8')).toContain(`<html lang="${language}">`)
})

test('JSON does not depend on the language', async () => {
  const [one, other] = await Promise.all(
    ['en', 'zh'].map((lang) => run(['compare', same, next, '--json', '--lang', lang])),
  )
  expect(one!.stdout).toBe(other!.stdout)
})

test('a Chinese page gives the rules in Chinese', async () => {
  const failing = { ...report.checks.find(({ outcome }) => outcome === 'pass')!, outcome: 'fail' as const }
  const checks = report.checks.map((check) => (check.id === failing.id ? failing : check))
  const file = scratch('rules.html')
  await run(['compare', same, save('failing', { ...report, checks }), '--html', file, '--lang', 'zh'])
  const html = readFileSync(file, 'utf8')
  expect(html).toMatch(new RegExp(`<code>${failing.id}</code></th><td class="">[^<]*\\p{Script=Han}`, 'u'))
  expect(html).not.toContain(failing.rule)
})

test.each([
  ['what is not there', () => [same, scratch('none.json')], EXIT.input, '[file-missing]'],
  ['what is no report', () => [join(ROOT, 'package.json'), same], EXIT.input, '[file-type-unknown]'],
  ['a page that cannot be written', () => [same, same, '--html', join(same, 'x.html')], EXIT.output, '--html'],
  ['one report alone', () => [same], EXIT.usage, 'nianbao'],
  ['a relation that nobody knows', () => [same, same, '--as', 'twins'], EXIT.usage, 'twins'],
])('%s is told', async (_, args, code, said) => {
  const ended = await run(['compare', ...args()], english)
  expect(ended.code).toBe(code)
  expect(ended.stderr).toContain(said)
})
