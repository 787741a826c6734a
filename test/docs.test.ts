import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { createProgram } from '../cli/main.ts'
import { FORMAT_NAMES } from '../export/formats.ts'
import { RULES } from '../pipeline/report/statement-rules.ts'
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

test('a page in Chinese has the tables of the one in English, and the same names in code in their first cells', () => {
  const pages = DOCS.map(({ path }) => path).filter((path) => path.endsWith('.zh.md'))
  expect(pages.length).toBeGreaterThan(10)
  for (const page of pages) expect(listed(page).sort(), page).toEqual(listed(page.replace('.zh.md', '.md')).sort())
})

test('every format of exports is told of wherever there is a list of them', () => {
  for (const page of ['README.md', 'README.zh.md', 'docs/commands.md', 'docs/commands.zh.md', 'docs/formats.md']) {
    const named = inline(readText(page))
    expect(FORMAT_NAMES.filter((name) => !named.includes(name))).toEqual([])
  }
})
