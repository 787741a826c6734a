import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditOf } from '../../store/audit.ts'
import { documentsIn, registerDocument } from '../../store/documents.ts'
import { openStore } from '../../store/open.ts'
import { countStates } from '../../store/status.ts'
import { makeScratch } from '../support/command.ts'
import { freePort } from '../support/free-port.ts'
import { postgresInstalled, startPostgres, type TestPostgres } from '../support/postgres.ts'
import { idOf, open, submission } from '../support/stores.ts'

const scratch = makeScratch()
const WRITER = fileURLToPath(new URL('../support/store-writer.ts', import.meta.url))

test('ten processes open a fresh folder at once and write the same documents', async () => {
  const data = scratch('crowd/deep')
  const seeds = Array.from({ length: 10 }, (_, index) => `w${index}`)
  const codes = await Promise.all(
    seeds.map(async (seed) => {
      const writer = spawn(process.execPath, [WRITER, data, '8', seed], { stdio: ['ignore', 'ignore', 'pipe'] })
      let said = ''
      writer.stderr.on('data', (part) => {
        said += part
      })
      const [code] = await once(writer, 'close')
      return `${code} ${said}`.trim()
    }),
  )
  expect(codes).toEqual(seeds.map(() => '0'))
  const { db, close } = await open({ data })
  expect(await countStates(db)).toMatchObject({ waiting: 8, failed: 80 })
  expect(await auditOf(db, idOf('shared:3'))).toHaveLength(1)
  const { rows } = await db.run((k) => sql`pragma integrity_check`.execute(k))
  expect(rows).toEqual([{ integrity_check: 'ok' }])
  await close()
})

test('what was kept is there after closing and opening again', async () => {
  const data = scratch('again')
  const first = await open({ data })
  const hash = await first.blobs.put(new Uint8Array([1, 2, 3]))
  await registerDocument(first.db, submission('a'))
  await first.close()
  await first.close()
  const second = await open({ data })
  expect(await second.blobs.get(hash)).toHaveLength(3)
  expect(await documentsIn(second.db, { limit: 5 })).toHaveLength(1)
  await second.close()
})

test('a folder that cannot be one, and a file that is no database, are problems', async () => {
  writeFileSync(scratch('file'), '')
  expect(await openStore({ data: scratch('file') })).toMatchObject({ code: 'output-failed' })
  const data = scratch('foreign')
  mkdirSync(data)
  writeFileSync(join(data, 'nianbao.sqlite'), 'this is a letter to my aunt, and no database '.repeat(100))
  expect(await openStore({ data })).toMatchObject({
    code: 'output-failed',
    message: expect.stringMatching(/nianbao\.sqlite could not be written/),
  })
})

test('a database of a newer program is refused and left as it is', async () => {
  const data = scratch('newer')
  const { db, close } = await open({ data })
  await db.run((k) => sql`insert into kysely_migration values ('9999-later', '2030-01-01')`.execute(k))
  await close()
  expect(await openStore({ data })).toMatchObject({ code: 'store-newer', message: expect.stringContaining('upgrade') })
})

test('a server that is not there is a problem, without its password', async () => {
  const database = `postgres://me:secret@127.0.0.1:${await freePort()}/x`
  const problem = await openStore({ data: scratch('nobody'), database, patienceMs: 300 })
  expect(problem).toMatchObject({ code: 'service-unavailable', message: expect.stringContaining('ECONNREFUSED') })
  expect(JSON.stringify(problem)).not.toContain('secret')
  const wrong = await openStore({ data: scratch('nobody'), database: 'mysql://x/y' })
  expect(wrong).toMatchObject({ code: 'service-unavailable', message: expect.stringContaining('postgres://') })
})

describe.skipIf(!postgresInstalled())('postgres', () => {
  let postgres: TestPostgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.stop())

  test('five open a fresh database at once', async () => {
    const database = await postgres.createDatabase()
    const stores = await Promise.all([1, 2, 3, 4, 5].map((index) => open({ data: scratch(`pg${index}`), database })))
    await Promise.all(stores.map(({ db }, index) => registerDocument(db, submission(`d${index}`))))
    expect(await countStates(stores[4]!.db)).toMatchObject({ waiting: 5 })
    await Promise.all(stores.map((store) => store.close()))
  })

  test('a database that does not exist is a problem at once', async () => {
    const database = postgres.url.replace(/\/postgres$/, '/nowhere')
    const problem = await openStore({ data: scratch('pg'), database })
    expect(problem).toMatchObject({ code: 'service-unavailable', message: expect.stringContaining('nowhere') })
  })
})
