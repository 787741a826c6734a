import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { isLostConnection } from './failures.ts'

/** Connections a process holds at most; fifty machines with two processes each stay within a server's few hundred. */
const MOST_CONNECTIONS = 4
const CONNECT_MS = 5000
const STATEMENT_MS = 30_000
/** When the server is not even there to end a statement. */
const SILENCE_MS = 35_000
const IDLE_MS = 30_000

/** Types of counts and sums (int8, numeric): all of ours fit a number. */
const NUMBERS = new Set([20, 1700])

/** kysely on a pool of connections. None of them, however it ends, is more than a failure of the work it was used for. */
export function postgresDialect(url: string): PostgresDialect {
  return new PostgresDialect({ pool: async () => adapt(makePool(url)) })
}

/** A database's address for messages, without the user's name and password. Null unless it is one. */
export function addressOf(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || !['postgres:', 'postgresql:'].includes(parsed.protocol)) return null
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}`
}

function makePool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: SILENCE_MS,
    // A machine that vanished in the middle of a transaction must not keep its rows locked.
    idle_in_transaction_session_timeout: STATEMENT_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    // Enough to match a batch of 100,000 documents with their states without files.
    options: '-c work_mem=32MB',
    application_name: 'nianbao',
    types: { getTypeParser },
  })
  // Told by the query that fails. Unheard, such an event would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  NUMBERS.has(oid) ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser

function adapt(pool: pg.Pool): PostgresPool {
  return { connect: async () => wrap(await pool.connect()), end: () => pool.end() }
}

/** A connection that is thrown away after use if it broke, and that takes any text: Postgres has no place for the character NUL. */
function wrap(client: pg.PoolClient): PostgresPoolClient {
  let broken = false
  const query = async (sql: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(sql, parameters.map(withoutNul))
    } catch (error) {
      broken ||= isLostConnection(error)
      throw error
    }
  }
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release(broken) }
}

function withoutNul(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value
}
