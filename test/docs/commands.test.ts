import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { redisInstalled, startRedis, type TestRedis } from '../support/redis.ts'
import { ROOT } from '../support/sources.ts'
import { NOT_RUN, type NotRun } from './not-run.ts'
import { commandsIn, commandsOf, type DocCommand, docPages } from './support/commands.ts'
import { openSession, type Session } from './support/session.ts'
import { settleSample } from './support/settle.ts'
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

/** What a person does between two commands of a page, given what the first one printed. */
const BY_HAND: Readonly<
  Record<string, { readonly after: RegExp; readonly act: (printed: string) => Promise<unknown> }>
> = {
  'docs/tutorials/archivist.md': reviewed('scan/stamped-wrong-sum.pdf'),
  'docs/tutorials/reviewer.md': reviewed('digital/wrong-sum.pdf'),
}

function reviewed(sample: string): (typeof BY_HAND)[string] {
  return {
    after: /^npx nianbao serve\b/,
    act: async (printed) => {
      const settled = await settleSample(/http:.*token=\S+/.exec(printed)![0], sample)
      expect(settled).toContain('requests.unable_notHeld.total')
    },
  }
}

function textOf({ text }: DocCommand): string {
  return text.replace(/\s+#.*$/gm, '')
}

function left({ page, text }: DocCommand): NotRun | undefined {
  return NOT_RUN.find((one) => text.startsWith(one.begins) && (one.page === undefined || one.page === page))
}

const isChinese = (page: string) => page.endsWith('.zh.md')

describe('commands of the docs', () => {
  PAGES.forEach(({ page, commands }, database) => {
    const wanted = commands.flatMap((command, at) => (left(command) ? [] : { command, at }))
    if (wanted.length === 0 || isChinese(page)) return
    const queued = wanted.some(({ command }) => QUEUED.test(command.text))
    const chinese = PAGES.find((other) => other.page === page.replace(/\.md$/, '.zh.md'))?.commands ?? []

    test.skipIf(queued && !redisInstalled())(
      page,
      async () => {
        const session = await openSession(queued ? { NIANBAO_REDIS_URL: `${redis!.url}/${database % 16}` } : {})
        try {
          mkdirSync(join(session.path, 'backup'))
          for (const { command, at } of wanted) {
            const { code, printed } = await session.type(command.text)
            expect(code, `${whereOf(command)}\n${printed}`).toBe(command.code)
            expectShown(command, printed)
            const other = chinese[at]
            if (other?.shown && JSON.stringify(other.shown) !== JSON.stringify(command.shown)) {
              expectShown(other, await inChinese(session, other.text))
            }
            const { after, act } = BY_HAND[page] ?? {}
            if (after?.test(command.text)) await act!(session.address(printed))
          }
        } finally {
          await session.close()
        }
      },
      PAGE_MS,
    )
  })
})

function expectShown(command: DocCommand, printed: string): void {
  if (command.shown) expect(differs(command.shown, printed), whereOf(command)).toBeNull()
}

function whereOf({ page, line, text }: DocCommand): string {
  return `${page}:${line}: ${text}`
}

/** Where a page in Chinese shows something else than the one in English, its command is typed once more: one that only looks. */
async function inChinese(session: Session, command: string): Promise<string> {
  await session.type('export NIANBAO_LANG=zh')
  const { printed } = await session.type(command)
  await session.type('export NIANBAO_LANG=en')
  return printed
}

test('pages in both languages give the same commands', () => {
  const both = PAGES.filter(({ page }) => isChinese(page)).map(({ page, commands }) => [page, commands.map(textOf)])
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
  const session = await openSession({ GIVEN: 'x' })
  try {
    expect(await session.type('false')).toEqual({ code: 1, printed: '' })
    expect(await session.type('echo $?; export A=1')).toEqual({ code: 0, printed: '1\n' })
    expect(await session.type('cat; echo $A $GIVEN')).toEqual({ code: 0, printed: '1 x\n' })
    expect((await session.type('npx nianbao extract none.pdf --out out')).code).toBe(3)
  } finally {
    await session.close()
  }
})
