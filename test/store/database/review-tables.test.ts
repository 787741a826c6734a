import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, Migrator } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DatabaseKind } from '../../../store/database/database.ts'
import { firstTables } from '../../../store/database/first-tables.ts'
import { postgresDialect } from '../../../store/database/postgres.ts'
import { sqliteDialect } from '../../../store/database/sqlite.ts'
import type { Schema } from '../../../store/schema.ts'
import { open } from '../../support/open-store.ts'
import { postgresInstalled, startPostgres, type TestPostgres } from '../../support/postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-migrated-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Makes a database as it was before there were reviewers, with a report that has items. */
async function makeOld(k: Kysely<Schema>, kind: DatabaseKind): Promise<void> {
  const known = { '0001-first-tables': firstTables(kind) }
  const { error } = await new Migrator({ db: k, provider: { getMigrations: async () => known } }).migrateToLatest()
  if (error) throw error
  const document = {
    ...{ id: 'd1', name: 'd1.pdf', size: 1, password: null, state: 'review' as const, generation: 1, pages: 1 },
    ...{ code: null, message: null, requeued: 0, organization: 'A 局', agency: 'a局', year: 2024, form: '2021' },
    ...{ created_at: 1, updated_at: 2, ended_at: 2 },
  }
  await k.insertInto('documents').values(document).execute()
  const item = { document: 'd1', page: 1, confidence: 0.5 }
  await k
    .insertInto('review_items')
    .values([
      { ...item, field: 'f', failing: 2, reasons_json: '["low-score","missing"]', created_at: 30 },
      { ...item, field: 'g', failing: 1, reasons_json: '["low-score"]', created_at: 20 },
    ])
    .execute()
  await k.destroy()
}

async function expectQueue(settings: Parameters<typeof open>[0]): Promise<void> {
  const store = await open(settings)
  const queue = await store.db.run((k) => k.selectFrom('review_queue').selectAll().execute())
  const reasons = await store.db.run((k) => k.selectFrom('queue_reasons').selectAll().orderBy('reason').execute())
  await store.close()
  expect(queue).toEqual([
    {
      ...{ document: 'd1', open: 2, plain: 2, best: 2, failing: 3, since: 20, skipped: 0, problematic: 0, settled: 0 },
      ...{ organization: 'A 局', agency: 'a局', year: 2024, form: '2021', owner: null, until: 0 },
    },
  ])
  expect(reasons).toEqual([
    { document: 'd1', reason: 'low-score', items: 2 },
    { document: 'd1', reason: 'missing', items: 1 },
  ])
}

describe('a store from before there were reviewers has its items in the queue', () => {
  test('sqlite', async () => {
    await makeOld(new Kysely<Schema>({ dialect: sqliteDialect(join(folder, 'nianbao.sqlite')) }), 'sqlite')
    await expectQueue({ data: folder })
  })

  describe.skipIf(!postgresInstalled())('postgres', () => {
    let postgres: TestPostgres
    beforeAll(async () => {
      postgres = await startPostgres()
    })
    afterAll(() => postgres?.stop())

    test('postgres', async () => {
      await makeOld(new Kysely<Schema>({ dialect: postgresDialect(postgres.url) }), 'postgres')
      await expectQueue({ data: folder, database: postgres.url })
    })
  })
})
