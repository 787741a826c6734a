import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from '../../schemas/problem.ts'
import { failDocument, registerDocument } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'
import { filingReport } from '../pipeline/years/filings.ts'
import { makeScratch, ordinaryUser, run } from '../support/command.ts'
import { freePort } from '../support/free-port.ts'
import { open, submission } from '../support/open-store.ts'
import { save } from '../workers/steps/keep-report.ts'

const scratch = makeScratch()
const user = ordinaryUser()
const env = { NIANBAO_REDIS_URL: '' }
let store: Store | undefined

const LOOKING = [
  ['status', '--once', '--json'],
  ['failed'],
  ['stats', '--json'],
  ['export', '--format', 'jsonl'],
  ['check-years', '--json'],
] as const

beforeAll(async () => {
  env.NIANBAO_REDIS_URL = `redis://127.0.0.1:${await freePort()}`
})
afterAll(async () => {
  await store?.close()
  for (const name of ['medium', 'copy']) if (existsSync(scratch(name))) lock(scratch(name), false)
})

/** A store with two years of an agency and a document that failed; still open. */
async function filled(data: string): Promise<Store> {
  const filled = await open({ data })
  await save(filled, filingReport({ year: 2020, carriedOver: { business: 2 } }))
  await save(filled, filingReport({ year: 2021, carriedIn: { business: 1 } }))
  const { document } = await registerDocument(filled.db, submission('torn'))
  await failDocument(filled.db, document.id, 1, { code: 'pdf-damaged', message: 'cannot be opened' }, 2000)
  return filled
}

/** Takes everybody's right to write from a folder and all in it, or gives it back to its owner. */
function lock(path: string, locked: boolean): void {
  const folder = statSync(path).isDirectory()
  if (!locked) chmodSync(path, folder ? 0o755 : 0o644)
  if (folder) for (const name of readdirSync(path)) lock(join(path, name), locked)
  if (locked) chmodSync(path, folder ? 0o555 : 0o444)
}

async function look(data: string, commands: readonly (readonly string[])[] = LOOKING): Promise<readonly string[]> {
  const ended = await Promise.all(commands.map((args) => run([...args, '--data', data], { env, ...user })))
  expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual(commands.map(() => [EXIT.ok, '']))
  const [status, ...others] = ended.map(({ stdout }) => stdout)
  return [JSON.stringify(JSON.parse(status!).states), ...others]
}

describe.skipIf(user === null)('commands that only look, in a data folder that cannot be written', () => {
  test('tell what they always tell, and leave it as it is', async () => {
    const data = scratch('medium')
    await (await filled(data)).close()
    lock(data, true)
    const files = readdirSync(data)
    const [status, failed, stats, exported, years] = await look(data)
    expect(JSON.parse(status!)).toMatchObject({ done: 2, failed: 1 })
    expect(failed).toContain('torn.pdf')
    expect(JSON.parse(stats!)).toMatchObject({ all: { reports: 2 } })
    expect(exported!.trim().split('\n')).toHaveLength(2)
    expect(JSON.parse(years!).agencies).toMatchObject([{ years: [2020, 2021] }])
    expect(readdirSync(data)).toEqual(files)
  })

  test('see what somebody else is writing there', async () => {
    const data = scratch('shared')
    store = await filled(data)
    expect(statSync(join(data, 'nianbao.sqlite-wal')).size).toBeGreaterThan(0)
    lock(data, true)
    const [status] = await look(data, LOOKING.slice(0, 1))
    expect(JSON.parse(status!)).toMatchObject({ done: 2, failed: 1 })
    lock(data, false)
  })

  test('say so where they would have to leave changes out', async () => {
    const data = scratch('copy')
    mkdirSync(data)
    for (const name of ['nianbao.sqlite', 'nianbao.sqlite-wal']) {
      copyFileSync(join(scratch('shared'), name), join(data, name))
    }
    lock(data, true)
    const { code, stdout, stderr } = await run(['stats', '--data', data], { env, ...user })
    expect([code, stdout]).toEqual([EXIT.input, ''])
    expect(stderr).toMatch(/^nianbao: the log .*-wal holds changes .* \[file-unreadable\]\n$/)
  })

  test('say so where they may not look into it at all', async () => {
    const data = scratch('private')
    await (await filled(data)).close()
    chmodSync(data, process.getuid?.() === 0 ? 0o700 : 0o000)
    for (const args of [['stats'], ['check-years']]) {
      const { code, stdout, stderr } = await run([...args, '--data', data], { env, ...user })
      expect([code, stdout, stderr]).toEqual([
        EXIT.input,
        '',
        `nianbao: ${data} may not be read by this user [file-unreadable]\n`,
      ])
    }
    chmodSync(data, 0o755)
  })

  test('and those that write say that they may not', async () => {
    const { code, stderr } = await run(['retry', '--all', '--data', scratch('medium')], { env, ...user })
    expect([code, stderr]).toEqual([EXIT.output, expect.stringMatching(/^nianbao: .* \[output-denied\]\n$/)])
  })
})
