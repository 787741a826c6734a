import type { Kysely, Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import { type Patience, withPatience } from './patience.ts'

/**
 * The database, SQLite or Postgres. Work that fails for reasons that pass (a restart, a lost connection, a lock) is done
 * again from its start, so it must come out the same when it is done twice: also a transaction, whose commit may have
 * succeeded although its answer was lost. Throws StoreUnavailable after `patienceMs`; errors with the code ENOSPC on a
 * full disk. Work must not call `run` or `transaction` itself: SQLite has one connection.
 */
export type Database = {
  readonly kind: DatabaseKind
  run<T>(work: (k: Kysely<Schema>) => Promise<T>): Promise<T>
  /** All of the work or none of it. In SQLite it keeps other writers out from its start, so keep it short. */
  transaction<T>(work: (k: Transaction<Schema>) => Promise<T>): Promise<T>
  /** May be called again. */
  close(): Promise<void>
}

export type DatabaseKind = 'sqlite' | 'postgres'

export function createDatabase(kysely: Kysely<Schema>, kind: DatabaseKind, patience: Patience): Database {
  let closed: Promise<void> | null = null
  return {
    kind,
    run: (work) => withPatience(() => work(kysely), patience),
    transaction: (work) => withPatience(() => kysely.transaction().execute(work), patience),
    close() {
      closed ??= kysely.destroy()
      return closed
    },
  }
}
