import { Kysely } from 'kysely'
import type { Problem } from '../../schemas/problem.ts'
import type { Schema } from '../schema.ts'
import { createDatabase, type Database } from './database.ts'
import { migrate } from './migrate.ts'
import { type Patience, StoreUnavailable, withPatience } from './patience.ts'
import { addressOf, postgresDialect } from './postgres.ts'
import { sqliteDialect } from './sqlite.ts'

/** A server that does not answer when a command starts is more likely misnamed than restarting. */
const OPENING_MS = 5000

/** How long a database that does not answer is waited for when it is opened, and who hears of that. */
export type Opening = Pick<Patience, 'patienceMs' | 'onWait'>

/**
 * Opens the database at a `postgres://` address, or the SQLite file at a path, with this program's tables in it.
 * `patienceMs`: see Database; `opening` goes before it at the start. A problem where it cannot be reached or was made by
 * a newer program; throws the errors of a file that cannot be made or read.
 */
export async function openDatabase(place: string, patienceMs: number, opening?: Opening): Promise<Database | Problem> {
  const remote = /^[a-z][a-z0-9+.-]+:\/\//i.test(place)
  const address = remote ? addressOf(place) : place
  if (!address) return unavailable('--database takes an address such as postgres://user:password@host:5432/name')
  const where = `the database ${address}`
  const kysely = new Kysely<Schema>({ dialect: remote ? postgresDialect(place) : sqliteDialect(place) })
  const database = createDatabase(kysely, remote ? 'postgres' : 'sqlite', { where, patienceMs })
  try {
    const usual = { patienceMs: remote ? Math.min(patienceMs, OPENING_MS) : patienceMs }
    if (await withPatience(() => migrate(kysely, database.kind), { where, ...(opening ?? usual) })) return database
    await database.close()
    return newerProblem(where)
  } catch (error) {
    await database.close()
    if (error instanceof StoreUnavailable) return error.problem
    if (remote) return unavailable(`${where} cannot be used (${(error as Error).message}); mend --database`)
    throw error
  }
}

/** What to say of a database with tables that this program does not know. */
export function newerProblem(where: string): Problem {
  return { code: 'store-newer', message: `${where} was made by a newer version of nianbao; upgrade this one` }
}

function unavailable(message: string): Problem {
  return { code: 'service-unavailable', message }
}
