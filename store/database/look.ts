import { stat } from 'node:fs/promises'
import type { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { Kysely } from 'kysely'
import type { Problem } from '../../schemas/problem.ts'
import type { Schema } from '../schema.ts'
import { createDatabase, type Database } from './database.ts'
import { isReadOnly } from './failures.ts'
import { tablesOf } from './migrate.ts'
import { nodeSqlite } from './node-sqlite.ts'
import { newerProblem } from './open.ts'
import { withPatience } from './patience.ts'
import { openedDialect } from './sqlite.ts'

/**
 * Opens an SQLite file for looking only, where neither it nor its folder can be written. Where its log (-wal) holds
 * changes, SQLite reads them with the help of the index beside it (-shm), which whoever writes has there; without one it
 * is a problem, since without its log the database would tell of another time. Throws the errors of a file that is none.
 */
export async function lookAtDatabase(path: string, patienceMs: number): Promise<Database | Problem> {
  const where = `the database ${path}`
  const opened = await withPatience(() => openToRead(path), { where, patienceMs })
  if ('code' in opened) return opened
  const kysely = new Kysely<Schema>({ dialect: openedDialect(opened) })
  const database = createDatabase(kysely, 'sqlite', { where, patienceMs })
  const tables = await database.run((k) => tablesOf(k as Kysely<Schema>, 'sqlite'))
  if (tables === 'own') return database
  await database.close()
  return tables === 'newer' ? newerProblem(where) : unready(`${where} was made by an older version of nianbao`)
}

async function openToRead(path: string): Promise<DatabaseSync | Problem> {
  const { DatabaseSync } = nodeSqlite()
  const open = (place: string | URL): DatabaseSync => {
    const database = new DatabaseSync(place as string, { readOnly: true })
    try {
      database.prepare('select count(*) from sqlite_schema').get()
      return database
    } catch (error) {
      database.close()
      throw error
    }
  }
  try {
    return open(path)
  } catch (error) {
    // SQLite wanted to make the index of a log that may not even be there.
    if (!isReadOnly(error)) throw error
  }
  const log = await stat(`${path}-wal`).catch(() => null)
  if (log && log.size > 0)
    return unready(`the log ${path}-wal holds changes that were not brought into the database yet`)
  try {
    return open(Object.assign(pathToFileURL(path), { search: '?immutable=1' }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_INVALID_ARG_TYPE') throw error
    return {
      code: 'file-unreadable',
      message: `${path} may not be written; looking at it all the same takes Node 22.15`,
    }
  }
}

function unready(why: string): Problem {
  const message = `${why}; run the command once as a user who may write there, or on a copy of the folder`
  return { code: 'file-unreadable', message }
}
