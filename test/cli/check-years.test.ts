import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { EXIT } from '../../schemas/problem.ts'
import type { Report } from '../../schemas/report.ts'
import { openStore } from '../../store/open.ts'
import { linkYears } from '../../workers/steps/link-years.ts'
import { type Filing, filingReport, filingText } from '../pipeline/years/filings.ts'
import { makeScratch, ordinaryUser, run } from '../support/command.ts'
import { save } from '../workers/steps/keep-report.ts'

const scratch = makeScratch()

const FILINGS: Readonly<Record<string, Filing>> = {
  'water-2020': { year: 2020, carriedOver: { business: 2, naturalPerson: 3 } },
  'water-2021': { year: 2021, carriedIn: { business: 2, naturalPerson: 4 }, carriedOver: { other: 1 } },
  'water-2022': { year: 2022, carriedIn: { other: 1 } },
  'water-2024': { year: 2024 },
  'forest-2020': { year: 2020, organization: '溪桥县林业和草原局', carriedOver: { legalService: 12 } },
  'forest-2021': { year: 2021, organization: '溪橋縣林業和草原局', carriedIn: { legalService: 12 } },
}

/** A folder with reports as extract writes them. */
async function extracted(name: string, filings = FILINGS): Promise<string> {
  mkdirSync(scratch(`${name}-in`), { recursive: true })
  for (const [file, filing] of Object.entries(filings)) {
    writeFileSync(scratch(`${name}-in/${file}.txt`), filingText(filing))
  }
  const { code } = await run(['extract', scratch(`${name}-in`), '--out', scratch(name), '--jobs', '1'])
  expect(code).toBe(EXIT.ok)
  return scratch(name)
}

function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(names.map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]))
}

function carried(folder: string, name: string): readonly string[] {
  const { checks } = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Report
  const own = checks.filter(({ id }) => id.startsWith('carry.'))
  return [...new Set(own.map(({ id, outcome }) => `${id.split('.')[1]} ${outcome}`))]
}

test('findings stand on the terminal, aligned, and in both reports', async () => {
  const folder = await extracted('found')
  const { stdout, stderr, code } = await run(['check-years', folder])
  expect([stderr, code]).toEqual(['checks written into 5 of 6 reports\n', EXIT.ok])
  const lines = stdout.split('\n')
  expect(lines.filter((line) => line.includes('→'))).toEqual([
    expect.stringMatching(/^溪桥县水务局 +2020 → 2021 +自然人 naturalPerson +3 +4 +printed so$/),
    expect.stringMatching(/^溪桥县水务局 +2020 → 2021 +总计 total +5 +6 +printed so$/),
  ])
  const ends = lines.slice(1, 5).map((line) => stringWidth(line.slice(0, line.search(/finding|──────────$|printed/))))
  expect(new Set(ends).size).toBe(1)
  expect(stdout).toContain('溪桥县水务局 2022 … 2024: no report of 2023')
  expect(lines.at(-2)).toBe('2 agencies · 3 pairs of years compared · 19 figures agree · 2 do not')
  expect(carried(folder, 'water-2020')).toEqual(['next fail', 'next pass'])
  expect(carried(folder, 'water-2021')).toEqual(['previous fail', 'previous pass', 'next pass'])
  expect(carried(folder, 'water-2024')).toEqual([])
  expect(carried(folder, 'forest-2021')).toEqual(['previous pass'])
  const shown = await run(['show', `${folder}/water-2021.json`])
  expect(shown.stdout).toContain('✗ carry.previous.total (printed wrong): ')
})

test('a second run changes nothing, and extract leaves the reports alone', async () => {
  const folder = await extracted('twice')
  await run(['check-years', folder])
  const before = contents(folder)
  const again = await run(['check-years', folder])
  expect(again.stderr).toBe('')
  const { stderr } = await run(['extract', scratch('twice-in'), '--out', folder, '--jobs', '1'])
  expect(stderr).toContain('6 reports (6 unchanged)')
  expect(contents(folder)).toEqual(before)
})

test('a report read again is compared again', async () => {
  const folder = await extracted('reread')
  await run(['check-years', folder])
  const mended = { ...FILINGS['water-2021']!, carriedIn: { business: 2, naturalPerson: 3 } }
  writeFileSync(scratch('reread-in/water-2021.txt'), filingText(mended))
  const { stderr } = await run(['extract', scratch('reread-in'), '--out', folder, '--jobs', '1'])
  expect(stderr).toContain('6 reports (5 unchanged)')
  expect((await run(['check-years', folder, '--strict'])).code).toBe(EXIT.ok)
  expect(carried(folder, 'water-2020')).toEqual(['next pass'])
  expect(carried(folder, 'water-2021')).toEqual(['previous pass', 'next pass'])
})

test('a report that somebody edited is still known as edited', async () => {
  const folder = await extracted('edited')
  const file = `${folder}/water-2021.json`
  const edited = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify({ ...edited, document: { ...edited.document, title: '改过' }, note: 'mine' }))
  await run(['check-years', folder])
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ document: { title: '改过' }, note: 'mine' })
  expect(carried(folder, 'water-2021')).not.toEqual([])
  const { stderr } = await run(['extract', scratch('edited-in'), '--out', folder, '--jobs', '1'])
  expect(stderr).toContain('6 reports (5 unchanged)')
  expect(readFileSync(file, 'utf8')).not.toContain('改过')
})

test('--dry-run only looks, --strict tells by the exit code, --json has everything', async () => {
  const folder = await extracted('dry')
  const before = contents(folder)
  const { stdout, stderr, code } = await run(['check-years', folder, '--dry-run', '--strict'])
  expect(stdout).toContain('2020 → 2021')
  expect([stderr, code]).toEqual(['checks would change in 5 of 6 reports\n', EXIT.review])
  expect(contents(folder)).toEqual(before)
  const json = await run(['check-years', folder, '--dry-run', '--json'])
  expect(json.stderr).toBe('')
  const [, water] = JSON.parse(json.stdout).agencies
  expect(water).toMatchObject({ organization: '溪桥县水务局', gaps: [[2022, 2024]], several: [], crowded: [] })
  expect(water.pairs[0]).toMatchObject({ years: [2020, 2021], earlier: { name: 'water-2020.txt' }, passed: 5 })
  expect(water.pairs[0].findings[1]).toEqual({ column: 'total', outcome: 'fail', left: 5, right: 6, verdict: 'source' })
})

test('years in folders that extract does not know are compared too, with aliases', async () => {
  for (const [year, organization] of [
    [2021, '溪桥县水利局'],
    [2022, '溪桥县水务局'],
  ] as const) {
    mkdirSync(scratch(`plain/${year}`), { recursive: true })
    writeFileSync(scratch(`plain/${year}/r.json`), `${JSON.stringify(filingReport({ year, organization }), null, 2)}\n`)
  }
  writeFileSync(scratch('plain/aliases.json'), JSON.stringify({ 溪桥县水务局: ['溪桥县水利局'] }))
  const folders = [scratch('plain/2021'), scratch('plain/2022')]
  const apart = await run(['check-years', ...folders])
  expect(apart.stdout).toBe('2 agencies · 0 pairs of years compared · 0 figures agree · 0 do not\n')
  // The folder above means both, and the file of aliases in it is none of its reports.
  const joined = await run(['check-years', scratch('plain'), '--aliases', scratch('plain/aliases.json')])
  expect(joined.stdout).toBe('1 agency · 1 pair of years compared · 7 figures agree · 0 do not\n')
  expect(carried(scratch('plain/2022'), 'r')).toEqual(['previous pass'])
  expect(readdirSync(scratch('plain/2021'))).toEqual(['r.json'])
})

test('several reports of a year, and reports that take no part, are told', async () => {
  const { 'water-2021': one, 'water-2022': two } = FILINGS
  const folder = await extracted('several', {
    a: one!,
    b: { ...one!, carriedOver: {} },
    c: two!,
    d: { year: 2022, organization: '溪桥县水务局（试）' },
  })
  const { stdout } = await run(['check-years', folder])
  expect(stdout).toMatch(/溪桥县水务局 2021: (a\.txt was compared, not b|b\.txt was compared, not a)\.txt\n/)
  expect(stdout).toMatch(/d\.json: its agency is in review\n/)
})

test.each([
  ['what is not there', () => [scratch('none.json')], EXIT.input, '[file-missing]'],
  ['a folder without reports', () => [empty()], EXIT.input, '[file-missing]'],
  ['what is no report', () => [noReport()], EXIT.input, '[file-type-unknown]'],
  ['a data folder without a store', () => ['--data', scratch('nothing')], EXIT.input, '[file-missing]'],
  ['aliases in a circle', () => ['x', '--aliases', aliases({ 甲局: ['乙局'], 乙局: ['甲局'] })], EXIT.usage, '乙局'],
  ['one name for two', () => ['x', '--aliases', aliases({ 甲局: ['丙局'], 乙局: ['丙局'] })], EXIT.usage, '丙局'],
  ['aliases of another shape', () => ['x', '--aliases', aliases({ 甲局: '乙局' })], EXIT.usage, 'must read'],
  ['--dry-run on the store', () => ['--dry-run'], EXIT.usage, 'report files'],
])('%s is told in a line', async (_, args, code, said) => {
  const ended = await run(['check-years', ...args()])
  expect(ended).toMatchObject({ code, stdout: '' })
  expect(ended.stderr).toMatch(/^nianbao: /)
  expect(ended.stderr).toContain(said)
})

test('one bad file costs only itself in what is told, and no report is changed', async () => {
  const folder = await extracted('torn')
  await run(['check-years', folder])
  writeFileSync(`${folder}/forest-2020.json`, readFileSync(`${folder}/forest-2020.json`).subarray(0, 4000))
  const before = contents(folder)
  const { code, stdout, stderr } = await run(['check-years', folder])
  expect(code).toBe(EXIT.input)
  expect(stderr).toContain('forest-2020.json: is not a report')
  expect(stderr).toMatch(/\nnianbao: no report was changed, [^\n]*\n$/)
  expect(stdout).toContain('2 agencies · 2 pairs of years compared')
  expect(contents(folder)).toEqual(before)
})

test('the store: listed without arguments, aliases kept and linked anew', async () => {
  const data = scratch('data')
  const store = await openStore({ data })
  if ('code' in store) throw new Error(store.message)
  const filings = [
    { year: 2020, organization: '溪桥县水利局', carriedOver: { business: 2 } },
    { year: 2021, carriedIn: { business: 1 } },
  ]
  for (const filing of filings) await linkYears(store, await save(store, filingReport(filing)))
  const before = await run(['check-years', '--data', data])
  expect([before.stdout, before.stderr]).toEqual([
    '2 agencies · 0 pairs of years compared · 0 figures agree · 0 do not\n',
    '',
  ])
  const file = aliases({ 溪桥县水务局: ['溪桥县水利局'] })
  const named = await run(['check-years', '--data', data, '--aliases', file, '--strict'])
  expect(named.code).toBe(EXIT.review)
  expect(named.stdout).toContain('2020 → 2021')
  const after = await run(['check-years', '--data', data, '--json'])
  expect(JSON.parse(after.stdout).agencies).toMatchObject([{ organization: '溪桥县水务局', years: [2020, 2021] }])
  for (const filing of filings) {
    expect(await linkYears(store, filingReport(filing).source.sha256)).toBe(0)
  }
  await store.close()
})

test('what is not there, or may not be read, takes no checks from the others', async () => {
  for (const year of [2021, 2022]) {
    mkdirSync(scratch(`missed/${year}`), { recursive: true })
    writeFileSync(scratch(`missed/${year}/r.json`), `${JSON.stringify(filingReport({ year }), null, 2)}\n`)
  }
  expect((await run(['check-years', scratch('missed')])).stderr).toBe('checks written into 2 of 2 reports\n')
  const [first, second] = [scratch('missed/2021'), scratch('missed/2022')]
  const before = [contents(first), contents(second)]
  const missing = await run(['check-years', first, scratch('missed/nothere')])
  expect(missing.code).toBe(EXIT.input)
  expect(missing.stderr).toMatch(/\[file-missing\]\nnianbao: no report was changed, [^\n]*\n$/)
  expect([contents(first), contents(second)]).toEqual(before)
})

const user = ordinaryUser()

test.skipIf(user === null)('reports that may not be read or written are told in words that fit', async () => {
  const folder = scratch('locked')
  mkdirSync(folder)
  for (const year of [2021, 2022]) {
    writeFileSync(`${folder}/${year}.json`, `${JSON.stringify(filingReport({ year }), null, 2)}\n`)
  }
  chmodSync(folder, 0o555)
  const written = await run(['check-years', folder], { ...user })
  expect(written.code).toBe(EXIT.output)
  expect(written.stderr).toMatch(/may not be written by this user; check its permissions \[output-denied\]\n$/)
  expect(written.stderr).not.toContain('--out')
  chmodSync(folder, 0o755)
  expect((await run(['check-years', folder])).code).toBe(EXIT.ok)
  const before = contents(folder)
  chmodSync(`${folder}/2022.json`, 0o000)
  const read = await run(['check-years', folder], { ...user })
  chmodSync(`${folder}/2022.json`, 0o644)
  expect(read.code).toBe(EXIT.input)
  expect(read.stderr).toMatch(/\[file-unreadable\]\nnianbao: no report was changed, [^\n]*\n$/)
  expect(contents(folder)).toEqual(before)
})

function empty(): string {
  mkdirSync(scratch('empty'), { recursive: true })
  writeFileSync(scratch('empty/other.json'), '{}')
  return scratch('empty')
}

function noReport(): string {
  writeFileSync(scratch('other.json'), '{}')
  return scratch('other.json')
}

function aliases(named: unknown): string {
  writeFileSync(scratch('aliases.json'), JSON.stringify(named))
  return scratch('aliases.json')
}
