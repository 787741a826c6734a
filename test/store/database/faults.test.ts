import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { auditOf } from '../../../store/audit.ts'
import type { Database } from '../../../store/database/database.ts'
import { StoreUnavailable } from '../../../store/database/patience.ts'
import { documentsIn, failDocument, registerDocument, startDocument } from '../../../store/documents.ts'
import { countStates } from '../../../store/status.ts'
import { postgresInstalled, startPostgres } from '../../support/postgres.ts'
import { open, submission } from '../../support/stores.ts'

const WRITER = fileURLToPath(new URL('../../support/store-writer.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'nianbao-faults-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Registers, starts and fails documents, one after the other. */
async function work(db: Database, seed: string, count: number, onEach: () => void): Promise<void> {
  for (let index = 0; index < count; index++) {
    const { document, created } = await registerDocument(db, submission(`${seed}:${index}`))
    expect(created).toBe(true)
    expect(await startDocument(db, document.id, 1, 2000)).toBe(true)
    expect(await failDocument(db, document.id, 1, { code: 'x', message: '' }, 3000)).toBe(true)
    onEach()
  }
}

test.skipIf(!postgresInstalled())('restarts of Postgres in the middle of work lose and double nothing', async () => {
  const postgres = await startPostgres()
  const stores = await Promise.all(
    [1, 2].map((index) => open({ data: join(folder, `r${index}`), database: postgres.url })),
  )
  let done = 0
  const all = stores.flatMap(({ db }, store) => [1, 2, 3].map((loop) => work(db, `${store}${loop}`, 60, () => done++)))
  const working = Promise.all(all)
  let restarts = 0
  for (const how of ['fast', 'kill', 'fast', 'kill'] as const) {
    const before = done
    while (done < before + 25 && done < 340) await new Promise((resolve) => setTimeout(resolve, 5))
    if (done < 340) restarts++
    await postgres.restart(how)
  }
  await working
  expect(restarts).toBe(4)
  const { db } = stores[0]!
  expect(await countStates(db)).toMatchObject({ failed: 360, waiting: 0, running: 0 })
  for (const { id } of await documentsIn(db, { limit: 1000 })) {
    expect((await auditOf(db, id)).map(({ action }) => action)).toEqual(['submitted', 'failed'])
  }
  await Promise.all(stores.map((store) => store.close()))
  await postgres.stop()
})

test.skipIf(!postgresInstalled())('a Postgres that stays away ends patience, and its return ends that', async () => {
  const postgres = await startPostgres()
  const { db, close } = await open({ data: join(folder, 'away'), database: postgres.url, patienceMs: 500 })
  await registerDocument(db, submission('a'))
  await postgres.kill()
  const failure = await registerDocument(db, submission('b')).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(StoreUnavailable)
  expect((failure as StoreUnavailable).problem).toMatchObject({ code: 'service-unavailable' })
  expect((failure as Error).message).toMatch(/^the database postgres:\/\/127\.0\.0\.1:\d+\/postgres does not answer/)
  await postgres.restart()
  expect((await registerDocument(db, submission('b'))).created).toBe(true)
  await close()
  await postgres.stop()
})

test('a locked SQLite file is waited for, up to patience', async () => {
  const data = join(folder, 'locked')
  const { db, close } = await open({ data, patienceMs: 1500 })
  const other = new DatabaseSync(join(data, 'nianbao.sqlite'))
  other.exec('begin immediate')
  setTimeout(() => other.exec('commit'), 500)
  expect((await registerDocument(db, submission('a'))).created).toBe(true)
  other.exec('begin immediate')
  await expect(registerDocument(db, submission('b'))).rejects.toThrow(/kept locked by another process/)
  expect(await documentsIn(db, { limit: 5 })).toHaveLength(1)
  other.exec('rollback')
  expect((await registerDocument(db, submission('b'))).created).toBe(true)
  other.close()
  await close()
})

test('killed writers leave a sound file, and every document in one state', async () => {
  const data = join(folder, 'killed')
  const said: string[] = []
  for (let round = 0; round < 8; round++) {
    const writer = spawn(process.execPath, [WRITER, data, '100000', `w${round}`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let lines = ''
    writer.stdout.on('data', (part) => {
      lines += part
    })
    const ended = once(writer, 'close')
    await once(writer.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, 10 + round * 13))
    writer.kill('SIGKILL')
    await ended
    // A last line that was cut off by the kill is not said.
    said.push(...lines.split('\n').slice(0, -1))
  }
  const { db, close } = await open({ data })
  const { rows } = await db.run((k) => sql`pragma integrity_check`.execute(k))
  expect(rows).toEqual([{ integrity_check: 'ok' }])
  const documents = await documentsIn(db, { limit: 100_000 })
  expect(said.length).toBeGreaterThanOrEqual(8)
  const failed = new Set(documents.filter(({ state }) => state === 'failed').map(({ id }) => id))
  expect(said.filter((id) => !failed.has(id))).toEqual([])
  for (const { id, state } of documents) {
    const actions = (await auditOf(db, id)).map(({ action }) => action)
    expect(actions).toEqual(state === 'failed' ? ['submitted', 'failed'] : ['submitted'])
  }
  await close()
})

test('a full database is told from all else, and goes on when there is room', async () => {
  const { db, close } = await open({ data: join(folder, 'full') })
  const { rows } = await db.run((k) => sql<{ page_count: number }>`pragma page_count`.execute(k))
  const allow = (pages: number) => db.run((k) => sql.raw(`pragma max_page_count = ${pages}`).execute(k))
  await allow(rows[0]!.page_count)
  const name = 'n'.repeat(50_000)
  await expect(registerDocument(db, submission('a', { name }))).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(await documentsIn(db, { limit: 5 })).toEqual([])
  await allow(1_000_000)
  expect((await registerDocument(db, submission('a', { name }))).created).toBe(true)
  await close()
})

test('a defect is thrown as it is, at once, and undoes its transaction', async () => {
  const { db, close } = await open({ data: join(folder, 'defect') })
  let tries = 0
  const failing = db.transaction(async (k) => {
    tries++
    await k.insertInto('agency_aliases').values({ alias: 'a', agency: 'b' }).execute()
    throw new RangeError('mine')
  })
  await expect(failing).rejects.toThrow(RangeError)
  await expect(db.run((k) => sql`select nonsense`.execute(k))).rejects.toThrow(/nonsense/)
  expect(tries).toBe(1)
  expect(await db.run((k) => k.selectFrom('agency_aliases').selectAll().execute())).toEqual([])
  await close()
})
