import { join } from 'node:path'
import type { Problem } from '../schemas/problem.ts'
import { openBlobFolder } from './blobs/folder.ts'
import type { Blobs } from './blobs/port.ts'
import type { Database } from './database/database.ts'
import { type Opening, openDatabase } from './database/open.ts'
import { outputProblem, writableFolder } from './write-file.ts'

/** Where everything rests: contents by hash, and the database that says what they are. */
export type Store = {
  readonly blobs: Blobs
  readonly db: Database
  /** May be called again. */
  close(): Promise<void>
}

export type StoreSettings = {
  /** Folder of the blobs and, unless `database` is given, of the SQLite file; made where it is missing. */
  readonly data: string
  /** Address of a Postgres database, `postgres://…`. */
  readonly database?: string | undefined
  /** How long to wait for a database that is away for the moment, in milliseconds. */
  readonly patienceMs?: number | undefined
  /** The same for one that is away when it is opened; a few seconds where it is left out. */
  readonly opening?: Opening | undefined
}

export const PATIENCE_MS = 30_000
const OPTION = '--data'

/** The SQLite database's name in the data folder. */
export const DATABASE_FILE = 'nianbao.sqlite'

/** Opens the store, making its folders and tables where they are missing. Any number of processes may, at once. */
export async function openStore({ data, database, patienceMs, opening }: StoreSettings): Promise<Store | Problem> {
  const denied = await writableFolder(data, OPTION)
  if (denied) return denied
  const file = join(data, DATABASE_FILE)
  let target = join(data, 'blobs')
  try {
    const blobs = await openBlobFolder(target)
    target = file
    const db = await openDatabase(database ?? file, patienceMs ?? PATIENCE_MS, opening)
    return 'code' in db ? db : { blobs, db, close: () => db.close() }
  } catch (error) {
    return outputProblem(error, target, OPTION)
  }
}
