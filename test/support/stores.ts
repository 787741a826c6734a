import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import type { Store } from '../../store/open.ts'
import { open } from './open-store.ts'
import { postgresInstalled, startPostgres, type TestPostgres } from './postgres.ts'

export { idOf, open, submission } from './open-store.ts'

/** What a test of the store gets: fresh stores, several of them on one place where it asks for that. */
export type Stores = {
  /** Opens a store of its own, empty. */
  fresh(): Promise<Store>
  /** Opens as many as asked for, each with connections of its own, on one empty place. */
  several(count: number): Promise<Store[]>
}

/** Runs the same tests on SQLite and, where it is installed, on a Postgres that is started for them. */
export function describeStores(tests: (stores: Stores) => void): void {
  describe('sqlite', () => tests(makeStores(async () => undefined)))
  describe.skipIf(!postgresInstalled())('postgres', () => {
    let postgres: TestPostgres
    beforeAll(async () => {
      postgres = await startPostgres()
    })
    afterAll(() => postgres?.stop())
    tests(makeStores(() => postgres.createDatabase()))
  })
}

/** Stores in folders that are removed after the tests of the file or block it is called in. */
export function makeStores(makeDatabase: () => Promise<string | undefined>): Stores {
  const opened: Store[] = []
  const folders: string[] = []
  afterAll(async () => {
    await Promise.all(opened.map((store) => store.close()))
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })
  const several = async (count: number) => {
    const data = mkdtempSync(join(tmpdir(), 'nianbao-store-'))
    folders.push(data)
    const database = await makeDatabase()
    const stores = await Promise.all(Array.from({ length: count }, () => open({ data, database })))
    opened.push(...stores)
    return stores
  }
  return { several, fresh: async () => (await several(1))[0]! }
}
