import { type Kysely, type Migration, Migrator, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import type { DatabaseKind } from './database.ts'
import { firstTables } from './first-tables.ts'
import { formIndex } from './form-index.ts'
import { reviewTables } from './review-tables.ts'

/** In the order of their names, which stand in databases: never rename or change one that was released; add another. */
function migrations(kind: DatabaseKind): Record<string, Migration> {
  return {
    '0001-first-tables': firstTables(kind),
    '0002-review-tables': reviewTables(kind),
    '0003-form-index': formIndex(),
  }
}

/**
 * Brings a database to this program's tables. Several processes may do so at once; one does the work. Returns false,
 * having changed nothing, where a newer program made it. Throws what the database throws.
 */
export async function migrate(k: Kysely<Schema>, kind: DatabaseKind): Promise<boolean> {
  if ((await tablesOf(k, kind)) === 'newer') return false
  const known = migrations(kind)
  const migrator = new Migrator({ db: k, provider: { getMigrations: async () => known } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
  return true
}

/** Whether a database's tables are this program's, those of a newer one, or of an older one, as none are. Changes nothing. */
export async function tablesOf(k: Kysely<Schema>, kind: DatabaseKind): Promise<'own' | 'newer' | 'older'> {
  const known = Object.keys(migrations(kind))
  const done = await executed(k)
  if (done.some((name) => !known.includes(name))) return 'newer'
  return done.length < known.length ? 'older' : 'own'
}

async function executed(k: Kysely<Schema>): Promise<string[]> {
  const tables = await k.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(k)
  return rows.map(({ name }) => name)
}
