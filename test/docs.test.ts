import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { createProgram } from '../cli/main.ts'
import { renderReport } from '../cli/show/render.ts'
import { readDocument } from '../engines/source/read.ts'
import fitted from '../pipeline/confidence/fitted.json' with { type: 'json' }
import { ceilingOf, sigmoid } from '../pipeline/confidence/model.ts'
import { assemble } from '../pipeline/report/assemble.ts'
import { RULES } from '../pipeline/report/statement-rules.ts'
import { CERTAINTY, REVIEW_THRESHOLD } from '../pipeline/thresholds.ts'
import { FORMS } from '../schemas/forms/index.ts'
import { Check, Field, REASONS, Report, STATES } from '../schemas/report.ts'
import { ROOT } from './support/sources.ts'

const DOCS = [
  ...['README.md', 'README.zh.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.md')),
].map((path) => ({ path, text: readText(path) }))

const COMMANDS = new Map((await createProgram()).commands.map((command) => [command.name(), command]))
const SCRIPTS = new Set(Object.keys(JSON.parse(readText('package.json')).scripts))

function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)].flatMap(([, kind, code]) => (kind === language ? code! : []))
}

/** Commands as they are typed, one each: lines, and what && and pipes join. */
function commands(code: string): string[] {
  return code.split(/\n|&&|\|/).flatMap((line) => line.trim() || [])
}

function inline(text: string): string[] {
  const bare = text.replace(/^```[\s\S]*?^```/gm, '')
  return [...bare.matchAll(/`([^`]+)`/g)].map((match) => match[1]!.replace(/\s+/g, ' '))
}

function outside(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`]+`/g, '')
}

/** What is wrong with a command; nothing for one that can be typed as it stands. */
function faults(command: string): string[] {
  const words = command.replace(/^npx (?=nianbao\b)/, '').split(' ')
  const [program, first = ''] = words
  if (program === 'nianbao') return nianbaoFaults(first, words.slice(2))
  if (program === 'npm' && first === 'ci') return []
  if (program === 'npm' && first === 'test') return []
  if (program === 'npm' && first === 'run') return scriptFaults(words.slice(2))
  if (program === 'npx' && first === 'node') {
    const file = words.slice(2).find((word) => !word.startsWith('-')) ?? ''
    return existsSync(join(ROOT, file)) ? [] : [`no file ${file}: ${command}`]
  }
  return [`unknown command: ${command}`]
}

function scriptFaults([script = '', ...words]: readonly string[]): string[] {
  if (!SCRIPTS.has(script)) return [`no script ${script}`]
  return COMMANDS.has(script) ? nianbaoFaults(script, words) : []
}

function nianbaoFaults(name: string, words: readonly string[]): string[] {
  if (['--help', '--version'].includes(name)) return []
  const command = COMMANDS.get(name)
  if (!command) return [`no subcommand ${name}`]
  const known = new Set(['--', '-', '--help', ...command.options.flatMap(({ long, short }) => [long, short])])
  return words.filter((word) => word.startsWith('-') && !known.has(word)).map((word) => `${name} has no ${word}`)
}

test('commands in the docs exist, with their options', () => {
  const typed = DOCS.flatMap(({ text }) => [
    ...blocks(text, 'bash').flatMap(commands),
    ...inline(text).filter((code) => /^(npx nianbao|nianbao|npm run) [a-z-]/.test(code)),
  ])
  expect(typed.length).toBeGreaterThan(20)
  expect(typed.flatMap(faults)).toEqual([])
})

test('options named in the text exist', () => {
  const known = new Set(['--help', ...[...COMMANDS.values()].flatMap(({ options }) => options.map(({ long }) => long))])
  const named = DOCS.flatMap(({ text }) => inline(text).filter((code) => /^--[a-z]/.test(code)))
  expect(named.map((code) => code.split(' ')[0]).filter((option) => !known.has(option!))).toEqual([])
})

test('every command and every option is told of', () => {
  const told = new Set(DOCS.flatMap(({ text }) => text.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? []))
  const words = new Set(inline(readText('docs/commands.md')).flatMap((code) => code.split(/[ |,]/)))
  expect([...COMMANDS.keys()].filter((name) => !words.has(name))).toEqual([])
  const options = [...COMMANDS].flatMap(([name, { options }]) => options.map(({ long }) => ({ name, long: long! })))
  expect(options.filter(({ long }) => !told.has(long))).toEqual([])
})

test('the check of commands sees what is wrong', () => {
  expect(faults('npx nianbao extract a.pdf --out x --json')).toEqual([])
  expect(faults('npx nianbao extract a.pdf --outt x')).toEqual(['extract has no --outt'])
  expect(faults('npx nianbao print a.pdf')).toEqual(['no subcommand print'])
  expect(faults('npm run nothing')).toEqual(['no script nothing'])
  expect(faults('npx node scripts/none.ts')).toHaveLength(1)
  expect(commands('npm ci && npm run demo\n\nnpm test | cat')).toEqual(['npm ci', 'npm run demo', 'npm test', 'cat'])
})

test('relative links lead to files and headings that are there', () => {
  const broken = DOCS.flatMap(({ path, text }) =>
    [...outside(text).matchAll(/\]\(([^)\s]+)\)/g)]
      .map((match) => match[1]!)
      .filter((target) => !/^https?:/.test(target) && !leads(path, target))
      .map((target) => `${path} → ${target}`),
  )
  expect(broken).toEqual([])
  expect(leads('README.md', 'docs/none.md')).toBe(false)
  expect(leads('README.md', 'docs/formats.md#none')).toBe(false)
})

function leads(from: string, target: string): boolean {
  const [file = '', anchor] = target.split('#')
  const path = file === '' ? join(ROOT, from) : join(ROOT, dirname(from), file)
  if (!existsSync(path)) return false
  return anchor === undefined || anchors(readFileSync(path, 'utf8')).includes(anchor)
}

/** Headings as code hosts turn them into anchors. */
function anchors(text: string): string[] {
  const bare = text.replace(/^```[\s\S]*?^```/gm, '')
  return [...bare.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

test('both READMEs give the same commands, examples, links and pictures', () => {
  const [english, chinese] = [readText('README.md'), readText('README.zh.md')]
  for (const language of ['bash', 'json', 'ts', '']) {
    expect(blocks(chinese, language)).toEqual(blocks(english, language))
  }
  // Each leads to the other, and else to the page in its language where there is one.
  const links = (text: string) =>
    [...outside(text).matchAll(/\]\(([^)\s]+)\)/g)]
      .map((match) => match[1]!.replace(/#.*/, '').replace('.zh.md', '.md'))
      .sort()
  expect(links(chinese)).toEqual(links(english))
  const figures = (text: string) => (text.match(/^\|.*\d.*$/gm) ?? []).map((row) => row.match(/\d+(?:[.,]\d+)*/g))
  expect(figures(chinese)).toEqual(figures(english))
})

const style = { flag: same, strong: same, faint: same, width: 120 }

function same(text: string): string {
  return text
}

async function reportOf(path: string, forms = FORMS): Promise<Report> {
  const reading = await readDocument(new Uint8Array(readFileSync(join(ROOT, path))), path)
  if ('code' in reading) throw new Error(reading.message)
  const source = { name: path, sha256: '', pages: reading.pages }
  return assemble(reading.readings, { source, forms, problems: reading.problems })
}

/** How far a scan's boxes (points) and a reader's scores may be from those shown: their last digits depend on the processor. */
const NEAR = { box: 3, score: 0.05 }

/** Read once: it is a scan. */
const STAMPED = reportOf('samples/scan/stamped-wrong-sum.pdf')

test('what the README shows of a sample is what comes of it', async () => {
  const readme = readText('README.md')
  const report = await STAMPED
  for (const [id, { box, readings, ...shown }] of Object.entries(
    JSON.parse(blocks(readme, 'json')[0]!) as Record<string, Field>,
  )) {
    const { box: found = [], readings: heard, ...field } = report.fields[id]!
    expect(field).toEqual(shown)
    expect(box!.filter((side, i) => !(Math.abs(side - found[i]!) < NEAR.box))).toEqual([])
    expect(heard.map(({ reader, raw }) => [reader, raw])).toEqual(readings.map(({ reader, raw }) => [reader, raw]))
    expect(readings.filter(({ score }, i) => !(Math.abs(score - heard[i]!.score) < NEAR.score))).toEqual([])
  }
  const shown = renderReport(report, FORMS, style).split('\n')
  for (const line of blocks(readme, '').join('').trim().split('\n')) expect(shown).toContain(line)
  const fields = Object.keys(report.fields).length
  const passed = report.checks.filter(({ outcome }) => outcome === 'pass').length
  const all = report.checks.length
  const counts = /one of (\d+) fields; (\d+) of (\d+) checks pass/.exec(readme.replace(/\s+/g, ' '))
  expect(counts?.slice(1).map(Number)).toEqual([fields, passed, all])
  const counted = /(\d+) 个字段，(\d+) 项核对中 (\d+) 项通过/.exec(readText('README.zh.md'))
  expect(counted?.slice(1).map(Number)).toEqual([fields, all, passed])
})

/** First cells of a page's table rows, without their code marks. */
function listed(path: string): string[] {
  return [...readText(path).matchAll(/^\| *(`[^|]+`) *\|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!),
  )
}

test('docs/formats.md explains every member, state, reason and kind of statement', () => {
  const rows = listed('docs/formats.md')
  const members = new Set(rows.map((row) => row.split('.')[0]))
  const wanted = [...Object.keys(Report.shape), ...Object.keys(Field.shape), ...Object.keys(Check.shape)]
  expect([...wanted, ...STATES, ...REASONS].filter((name) => !members.has(name))).toEqual([])
  const named = inline(readText('docs/formats.md'))
  expect(RULES.map(({ what }) => what).filter((what) => !named.includes(what))).toEqual([])
})

test('docs/confidence.md gives the tiers and the threshold as they are', () => {
  const page = readText('docs/confidence.md')
  const tiers = [...page.matchAll(/^\| *`(\w+)` *\| *([\d.]+) *\|/gm)].map(([, name, value]) => [name, Number(value)])
  expect(Object.fromEntries(tiers)).toEqual(CERTAINTY)
  expect(page).toContain(`**${REVIEW_THRESHOLD}**`)
})

test('the worked example of docs/confidence.md is what comes of the sample, and adds up', async () => {
  const page = readText('docs/confidence.md')
  const { fields } = await STAMPED
  const rows = page.matchAll(/^\| `(requests[\w.]+)` *\| (\d+) *\|.*\| ([\d.]+) *\| (yes|no) *\|$/gm)
  const shown = [...rows].map(([, id, value, confidence, review]) => [id, Number(value), Number(confidence), review])
  expect(shown).toHaveLength(3)
  for (const [id, ...told] of shown) {
    const { value, confidence, review } = fields[String(id)]!
    expect([value, confidence, review ? 'yes' : 'no'], String(id)).toEqual(told)
  }
  const terms = [...page.matchAll(/^\| ([a-z ]+?) *\| ([\d.]+) *\| ([−\d.]+) *\| [−\d.]+ *\|$/gm)].map((row) => ({
    weight: fitted.weights[fitted.inputs.indexOf(row[1]!)],
    told: Number(row[3]!.replace('−', '-')),
    gives: Number(row[2]) * Number(row[3]!.replace('−', '-')),
  }))
  expect(terms.length).toBeGreaterThan(4)
  expect(terms.map(({ weight }) => weight)).toEqual(terms.map(({ told }) => told))
  const sum = terms.reduce((all, { gives }) => all + gives, 0)
  expect(page).toContain(`makes ${sum.toFixed(3)}, a probability of ${sigmoid(sum).toFixed(5)}`)
  for (const [stratum, shownAs] of [
    ['agree', '10,415'],
    ['one reader and a sum', '166'],
  ] as const) {
    const { cells } = fitted.strata[stratum]
    expect(cells.toLocaleString('en-US')).toBe(shownAs)
    expect(page).toContain(`1 − 3 ÷ ${(cells + 6).toLocaleString('en-US')} = ${ceilingOf(cells).toFixed(4)}`)
  }
})

test('docs/confidence.md gives the figures of the fitted model as they are', () => {
  const page = readText('docs/confidence.md').replace(/\s+/g, ' ')
  const { cells, wrong, logLoss, ece, thresholds } = fitted.crossValidated
  const documents = Object.values(fitted.fittedOn).reduce((sum, { documents }) => sum + documents, 0)
  expect(page).toContain(`Fitted on ${cells.toLocaleString('en-US')} cells of ${documents} scanned reports`)
  expect(page).toContain(`${wrong} of them read wrong`)
  expect(page).toContain(`log loss ${logLoss.toFixed(4)}`)
  expect(page).toContain(`calibration error ${ece.toFixed(4)}`)
  const at = (wanted: number) => {
    const { silentRate, review } = thresholds.find(({ threshold }) => threshold === wanted)!
    return { silent: (silentRate * 10_000).toFixed(1), review: (review * 100).toFixed(1) }
  }
  expect(page).toContain(`${at(0.98).review} % of the cells are in review and ${at(0.98).silent} in 10,000`)
  expect(page).toContain(
    `at 0.97, ${at(0.97).review} % and ${at(0.97).silent}; at 0.99, ${at(0.99).review} % and ${at(0.99).silent}`,
  )
})
