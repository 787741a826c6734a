/** Codes of the system for a server that is not there at the moment. ENOENT counts where a socket file is missing. */
const CONNECTION = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'],
])

/**
 * Postgres's codes for what may go well a moment later: serialization failure, deadlock, lock timeout, too many
 * connections, out of memory, statement timeout, and a server that is shutting down, crashing or starting.
 */
const SERVER = new Set([
  ...['40001', '40P01', '55P03', '53200', '53300', '57014', '57P01', '57P02', '57P03', '57P05', '25P03'],
])

/** pg has no codes for these. */
const LOST = /connection terminated|not queryable|timeout exceeded when trying to connect|query read timeout/i

const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6
const SQLITE_READONLY = 8
const SQLITE_FULL = 13
const SQLITE_CANTOPEN = 14

type Failure = { code?: string; errcode?: number; syscall?: string; message?: string }

/** Whether the same work may succeed when it is done again: the server restarts, the network is down, another process has the lock. */
export function isTransient(error: unknown): boolean {
  return isLocked(error) || isLostConnection(error) || SERVER.has((error as Failure).code ?? '')
}

/** Whether another process has the SQLite file. */
export function isLocked(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === SQLITE_BUSY || code === SQLITE_LOCKED
}

/** Whether the connection is of no more use. */
export function isLostConnection(error: unknown): boolean {
  const { code = '', syscall, message = '' } = error as Failure
  if (CONNECTION.has(code) || (code === 'ENOENT' && syscall === 'connect')) return true
  return code.startsWith('08') || code.startsWith('57P') || code === '25P03' || (code === '' && LOST.test(message))
}

/** Whether the database's disk is full, be it SQLite's or Postgres's. */
export function isFull(error: unknown): boolean {
  return sqliteCode(error) === SQLITE_FULL || (error as Failure).code === '53100'
}

/** Whether SQLite could not go on without writing, be it the file or one beside it. */
export function isReadOnly(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === SQLITE_READONLY || code === SQLITE_CANTOPEN
}

/** SQLite's primary result code; the upper bits only say more. */
function sqliteCode(error: unknown): number | null {
  const { errcode } = error as Failure
  return typeof errcode === 'number' ? errcode & 0xff : null
}
