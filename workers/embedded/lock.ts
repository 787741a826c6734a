import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import type { Database } from '../../store/database/database.ts'

/** The right to read what waits in a store, until it is given back or this process ends, however it ends. */
export type ReadingLock = {
  /** Whether whoever had it before ended without giving it back. */
  readonly unclean: boolean
  release(): void
}

const NAME = 'reading.lock'
/** SQLite's code for a file that another has locked. */
const BUSY = 5

/**
 * Takes the lock of an SQLite store; null while another process, or another part of this one, has it. It is a lock of
 * the system's on a file beside the database, so that a killed process leaves none behind.
 */
export async function takeReadingLock(db: Database): Promise<ReadingLock | null> {
  if (db.kind !== 'sqlite') throw new Error('only a store in a data folder is read without queues')
  const { rows } = await db.run((k) =>
    sql<{ file: string }>`select file from pragma_database_list where name = 'main'`.execute(k),
  )
  const { DatabaseSync } = await import('node:sqlite')
  const file = new DatabaseSync(join(dirname(rows[0]!.file), NAME))
  try {
    // Once taken for a write it is kept until the connection ends.
    file.exec('pragma locking_mode = exclusive')
    file.exec('begin exclusive')
    const { user_version: held } = file.prepare('pragma user_version').get() as { readonly user_version: number }
    file.exec('pragma user_version = 1')
    file.exec('commit')
    return {
      unclean: held === 1,
      release() {
        file.exec('pragma user_version = 0')
        file.close()
      },
    }
  } catch (error) {
    file.close()
    const { errcode = 0 } = error as { readonly errcode?: number }
    if ((errcode & 0xff) === BUSY) return null
    throw error
  }
}
