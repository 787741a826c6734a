import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { redisInstalled, startRedis, type TestRedis } from '../support/redis.ts'
import { ROOT } from '../support/sources.ts'
import { NOT_RUN, type NotRun } from './not-run.ts'
import { commandsIn, commandsOf, type DocCommand, docPages } from './support/commands.ts'
import { openSession } from './support/session.ts'
import { differs } from './support/shown.ts'

const PAGES = docPages().map((page) => ({ page, commands: commandsOf(page) }))
/** Where documents wait for workers: these pages take a Redis. */
const QUEUED = /^npx nianbao (submit|worker|watch|status|failed|retry|cancel|reassemble)\b/
/** Of a page. Other tests run beside. */
const PAGE_MS = 300_000

let redis: TestRedis | undefined
beforeAll(async () => {
  if (redisInstalled()) redis = await startRedis()
})
afterAll(() => redis?.stop())

/** Of a page in Chinese that says the same as the one in English, and shows no output of its own, that one's run tells. */
function isTold(page: string, commands: readonly DocCommand[]): boolean {
  const english = PAGES.find((other) => other.page === page.replace('.zh.md', '.md'))
  if (!english || english.page === page || commands.some(({ shown }) => shown !== null)) return false
  return JSON.stringify(commands.map(textOf)) === JSON.stringify(english.commands.map(textOf))
}

function textOf({ text }: DocCommand): string {
  return text.replace(/\s+#.*$/gm, '')
}

function left({ page, text }: DocCommand): NotRun | undefined {
  return NOT_RUN.find((one) => text.startsWith(one.begins) && (one.page === undefined || one.page === page))
}

describe('commands of the docs', () => {
  PAGES.forEach(({ page, commands }, database) => {
    const wanted = commands.filter((command) => !left(command) || left(command)?.instead)
    if (wanted.length === 0 || isTold(page, commands)) return
    const queued = wanted.some(({ text }) => QUEUED.test(text))

    test.skipIf(queued && !redisInstalled())(
      page,
      async () => {
        const env = queued ? { NIANBAO_REDIS_URL: `${redis!.url}/${database % 16}` } : {}
        const session = await openSession(env, page.endsWith('.zh.md') ? 'zh' : 'en')
        try {
          mkdirSync(join(session.path, 'backup'))
          for (const command of wanted) {
            const { code, printed } = await session.type(left(command)?.instead ?? command.text)
            const where = `${page}:${command.line}: ${command.text}`
            expect(code, `${where}\n${printed}`).toBe(command.code)
            if (command.shown) expect(differs(command.shown, printed), where).toBeNull()
          }
        } finally {
          await session.close()
        }
      },
      PAGE_MS,
    )
  })
})

test('pages in both languages give the same commands', () => {
  const both = PAGES.filter(({ page }) => page.endsWith('.zh.md')).map(({ page, commands }) => [
    page,
    commands.map(textOf),
  ])
  const english = both.map(([page]) => [page, commandsOf(String(page).replace('.zh.md', '.md')).map(textOf)])
  expect(both).toEqual(english)
})

test('what is not run is in the pages, and the test that runs it instead is there', () => {
  const commands = PAGES.flatMap((page) => page.commands)
  const stale = NOT_RUN.filter((one) => !commands.some((command) => left(command) === one))
  expect(stale.map(({ begins }) => begins)).toEqual([])
  expect(NOT_RUN.filter(({ test }) => test !== undefined && !existsSync(join(ROOT, test)))).toEqual([])
})

describe('the reader of pages', () => {
  test('sees commands over several lines, what they print, and how they end', () => {
    const page = ['```sh', '# a note', 'one \\', '  two', 'cat <<END', 'x', 'END', '```', '```json', '{}', '```'].join(
      '\n',
    )
    const terminal = ['```console', '$ three # exit code 4', 'out', '', 'more', '$ four', '```'].join('\n')
    const found = commandsIn('x.md', `${page}\n${terminal}\n`)
    expect(found.map(({ line, text, shown, code }) => [line, text, shown, code])).toEqual([
      [3, 'one \\\n  two', null, 0],
      [5, 'cat <<END\nx\nEND', null, 0],
      [13, 'three # exit code 4', ['out', '', 'more'], 4],
      [17, 'four', null, 0],
    ])
  })

  test('lets … stand for what changes, and nothing else', () => {
    expect(differs(['a … c', '…', 'z'], 'a b c\nd\ne\nz\n')).toBeNull()
    expect(differs(['a.c'], 'abc\n')).not.toBeNull()
    expect(differs(['a'], 'a\nb\n')).not.toBeNull()
    expect(differs(['a … c'], 'a b\nc\n')).not.toBeNull()
  })
})

test('a terminal tells of failures, keeps what was set, and takes no input', async () => {
  const session = await openSession({ GIVEN: 'x' }, 'en')
  try {
    expect(await session.type('false')).toEqual({ code: 1, printed: '' })
    expect(await session.type('echo $?; export A=1')).toEqual({ code: 0, printed: '1\n' })
    expect(await session.type('cat; echo $A $GIVEN')).toEqual({ code: 0, printed: '1 x\n' })
    expect((await session.type('npx nianbao extract none.pdf --out out')).code).toBe(3)
  } finally {
    await session.close()
  }
})
