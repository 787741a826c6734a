import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import { nodeSqlite } from './node-sqlite.ts'

/**
 * How long SQLite itself waits for another process's lock. The whole process stands still meanwhile, so it is short;
 * longer waits are those of `withPatience`, which are not.
 */
const BUSY_MS = 100

/** The default of 2 MB makes every new document of a hundred thousand a walk to the disk: hashes fall anywhere in an index. */
const CACHE_KIB = 32_768

/** Statements are kept prepared up to this many; lists of ids make new ones for every length. */
const MOST_STATEMENTS = 300

/** What gives rows, of the SQL that kysely makes. Values are bound, so no text of theirs is in it. */
const GIVES_ROWS = /^\s*(select|with|pragma|explain)\b|\breturning\b/i

/**
 * kysely on node:sqlite: write-ahead log, every commit flushed to the disk.
 */
export function sqliteDialect(path: string): SqliteDialect {
  return new TransactionalSqlite({ database: () => openFile(path) })
}

/** kysely on an SQLite database that somebody opened. */
export function openedDialect(database: DatabaseSync): SqliteDialect {
  prepareConnection(database)
  return new TransactionalSqlite({ database: adapt(database) })
}

/** SQLite's schema changes can be rolled back, so kysely may run migrations in a transaction, which also keeps others out. */
class TransactionalSqlite extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl(): boolean {
        return true
      }
    })()
  }
}

async function openFile(path: string): Promise<SqliteDatabase> {
  const { DatabaseSync } = nodeSqlite()
  const database = new DatabaseSync(path)
  try {
    prepareConnection(database)
    database.exec('pragma journal_mode = wal')
    database.exec('pragma synchronous = full')
  } catch (error) {
    database.close()
    throw error
  }
  return adapt(database)
}

function prepareConnection(database: DatabaseSync): void {
  database.exec(`pragma busy_timeout = ${BUSY_MS}`)
  database.exec(`pragma cache_size = -${CACHE_KIB}`)
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = statements.get(sql)
      if (known) return known
      if (statements.size >= MOST_STATEMENTS) statements.delete(statements.keys().next().value!)
      const statement = prepare(database, sql)
      statements.set(sql, statement)
      return statement
    },
  }
}

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  // A transaction that begins by reading cannot go on to write once another process has written.
  const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql)
  const rows = (parameters: readonly unknown[]) =>
    statement.all(...(parameters as SQLInputValue[])).map((row) => ({ ...row }))
  return {
    reader: GIVES_ROWS.test(sql),
    all: rows,
    iterate: (parameters) => rows(parameters).values(),
    run: (parameters) => {
      if (sql === 'rollback') return rollBack(statement)
      return statement.run(...(parameters as SQLInputValue[]))
    },
  }
}

/** After a full disk SQLite has rolled back already; to complain of that would hide what happened. */
function rollBack(statement: StatementSync): ReturnType<SqliteStatement['run']> {
  try {
    return statement.run()
  } catch (error) {
    if (!/no transaction is active/.test((error as Error).message)) throw error
    return { changes: 0, lastInsertRowid: 0 }
  }
}
