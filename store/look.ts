import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '../schemas/problem.ts'
import { blobFolder } from './blobs/folder.ts'
import { lookAtDatabase } from './database/look.ts'
import { openDatabase } from './database/open.ts'
import { StoreUnavailable } from './database/patience.ts'
import { DATABASE_FILE, openStore, PATIENCE_MS, type Store, type StoreSettings } from './open.ts'

/**
 * Opens a store for those who only look, which works on a folder that this user may read and not write: a backup, a
 * medium, somebody else's. Writing to it then fails. Where it can be written it is opened as always.
 */
export async function lookAtStore(settings: StoreSettings): Promise<Store | Problem> {
  const { data, database, patienceMs = PATIENCE_MS, opening } = settings
  const file = join(data, DATABASE_FILE)
  const needed = database === undefined ? [data, file] : [data]
  if ((await Promise.all(needed.map(isWritable))).every(Boolean)) return openStore(settings)
  if (database === undefined) {
    const denied = !(await may(data, constants.X_OK)) ? data : !(await may(file, constants.R_OK)) ? file : null
    if (denied) return { code: 'file-unreadable', message: `${denied} may not be read by this user` }
  }
  try {
    const db = await (database === undefined
      ? lookAtDatabase(file, patienceMs)
      : openDatabase(database, patienceMs, opening))
    return 'code' in db ? db : { blobs: blobFolder(join(data, 'blobs')), db, close: () => db.close() }
  } catch (error) {
    if (error instanceof StoreUnavailable) return error.problem
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ERR_SQLITE_ERROR') throw error
    return { code: 'file-unreadable', message: `${file} cannot be read (${message})` }
  }
}

function isWritable(path: string): Promise<boolean> {
  return may(path, constants.W_OK)
}

/** What is not there may be made, which opening it tells. */
async function may(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  )
}
