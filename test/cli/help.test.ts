import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { createProgram } from '../../cli/main.ts'
import { EXIT } from '../../schemas/problem.ts'
import { run } from '../support/command.ts'
import { ROOT } from '../support/sources.ts'

// What the commands are; the words of each are those of the language of this process.
const NAMES = ['', ...(await createProgram()).commands.map((command) => command.name())]

const CHINESE = /\p{Script=Han}/u
/** Where the lines of a section of help begin, by its heading. */
const SECTIONS = {
  en: { options: 'Options:', arguments: 'Arguments:', examples: 'Examples:', usage: 'Usage: ' },
  zh: { options: '选项：', arguments: '参数：', examples: '示例[：:]', usage: '用法：' },
} as const

/** The help of every command by its name, the program's own under ''. */
function helpsIn(lang: 'en' | 'zh', columns: string): Readonly<Record<string, string>> {
  const script = join(ROOT, 'test', 'support', 'print-help.ts')
  const env = { ...process.env, NIANBAO_LANG: lang, COLUMNS: columns }
  return JSON.parse(execFileSync(process.execPath, [script], { env, encoding: 'utf8' }))
}

const HELPS = { en: helpsIn('en', '100'), zh: helpsIn('zh', '100') }

/** The entries of a section: a term and what is said of it, its lines joined. */
function entries(help: string, heading: string): readonly { readonly term: string; readonly told: string }[] {
  const lines = help.split('\n')
  const start = lines.indexOf(heading) + 1
  if (start === 0) return []
  const end = lines.indexOf('', start)
  const found: { term: string; told: string }[] = []
  for (const line of lines.slice(start, end < 0 ? undefined : end)) {
    const [, term, told = ''] = /^ {2}(\S.*?)(?: {2,}(\S.*))?$/.exec(line) ?? []
    if (term !== undefined) found.push({ term, told })
    else found.at(-1)!.told += ` ${line.trim()}`
  }
  return found
}

describe.each(NAMES)('the help of nianbao %s', (name) => {
  test.each(['en', 'zh'] as const)(
    'in %s: exits 0, explains every option, has an example, fits 100 columns',
    (lang) => {
      const help = HELPS[lang][name]!
      const { usage, options, arguments: places, examples } = SECTIONS[lang]
      expect(help.startsWith(`${usage}nianbao`)).toBe(true)
      expect(help).toMatch(new RegExp(`^${examples}\\n {2}.*\\bnianbao `, 'm'))
      const told = [...entries(help, options), ...entries(help, places)]
      expect(told.map(({ term }) => term)).toEqual(expect.arrayContaining(['--lang <language>', '-h, --help']))
      expect(told.filter(({ told }) => told.trim() === '')).toEqual([])
      const wide = help.split('\n').filter((line) => stringWidth(line) > 100)
      expect(wide).toEqual([])
      if (lang === 'en') expect(told.filter(({ told }) => CHINESE.test(told))).toEqual([])
      else expect(unsaid(help, told)).toEqual([])
    },
  )
})

/** What a Chinese help leaves in English: descriptions without Chinese, and sentences of several English words. */
function unsaid(help: string, told: readonly { readonly told: string }[]): readonly string[] {
  const [, description = ''] = help.split('\n\n')
  const prose = help
    .split('\n')
    .filter((line) => !line.startsWith(' ') && !CHINESE.test(line) && /[a-z]+ [a-z]+ [a-z]+/.test(line))
  return [...[description, ...told.map(({ told }) => told)].filter((text) => !CHINESE.test(text)), ...prose]
}

test('every command stands in the list with what it does, in both languages', () => {
  for (const lang of ['en', 'zh'] as const) {
    const lines = HELPS[lang]['']!.split('\n')
    for (const name of NAMES.slice(1)) {
      const line = lines.find((line) => line.startsWith(`  ${name} `)) ?? `${name} is not listed`
      expect(line).toMatch(lang === 'zh' ? CHINESE : /^ {2}\S+ +\S+ \S+/)
    }
  }
})

test('options that are alike read alike everywhere', async () => {
  const told = new Map<string, Set<string>>()
  for (const command of (await createProgram()).commands) {
    for (const { flags, description } of command.options)
      told.set(flags, (told.get(flags) ?? new Set()).add(description))
  }
  const everywhere = ['--data <dir>', '--database <url>', '--redis <url>', '--models <dir>', '--review-threshold <p>']
  for (const flags of [
    ...everywhere,
    '--max-bytes <n>',
    '--max-pages <n>',
    '--timeout <seconds>',
    '--lang <language>',
  ]) {
    expect([flags, [...told.get(flags)!]]).toEqual([flags, [expect.any(String)]])
  }
})

test('a narrow terminal gets narrow help: only commands to be typed are wider', () => {
  for (const help of Object.values(helpsIn('zh', '40'))) {
    const wide = help.split('\n').filter((line) => stringWidth(line) > 40)
    expect(wide.filter((line) => !/^(用法：| {2}.*\bnianbao )/.test(line))).toEqual([])
  }
})

test('the real command prints it, in the language of --lang, NIANBAO_LANG and the locale, in this order', async () => {
  const bare = { NIANBAO_LANG: '', LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_CN.UTF-8', COLUMNS: '100' }
  const cases: readonly (readonly [readonly string[], NodeJS.ProcessEnv, 'en' | 'zh'])[] = [
    [['show', '--help', '--lang', 'en'], bare, 'en'],
    [['--lang=en', 'show', '--help'], { ...bare, NIANBAO_LANG: 'zh' }, 'en'],
    [['help', 'show'], { ...bare, NIANBAO_LANG: 'en' }, 'en'],
    [['help', 'show'], bare, 'zh'],
    [['show', '--help'], { ...bare, LC_ALL: 'C' }, 'en'],
  ]
  for (const [args, env, lang] of cases) {
    expect(await run(args, { env })).toMatchObject({ code: EXIT.ok, stderr: '', stdout: HELPS[lang].show! })
  }
})

test('a language that is none is wrong use, by option and by environment', async () => {
  const option = await run(['show', 'x.json', '--lang', 'fr'])
  expect([option.code, option.stderr]).toEqual([
    EXIT.usage,
    expect.stringContaining("argument 'fr' is invalid: give zh or en"),
  ])
  const environment = await run(['show', 'x.json'], { env: { NIANBAO_LANG: 'fr', LANG: 'zh_CN.UTF-8' } })
  expect([environment.code, environment.stderr]).toEqual([
    EXIT.usage,
    'nianbao: NIANBAO_LANG: 请给出 zh 或 en\n（详见 nianbao show --help）\n',
  ])
})
