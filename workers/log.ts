import { type DestinationStream, type Logger, destination as openDestination, pino, stdTimeFunctions } from 'pino'

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * What a log line says beside its message: ids, counts and codes, never what stands on a page. `document` is a sha256,
 * of which its first 12 digits are written; `error` anything that was thrown.
 */
export type LogFields = {
  readonly document?: string
  readonly page?: number
  readonly generation?: number
  readonly stage?: string
  readonly worker?: string
  readonly seconds?: number
  readonly code?: string
  readonly error?: unknown
} & { readonly [more: string]: unknown }

/** Where the parts of a worker or server tell what they do: one JSON object a line. */
export type Log = {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** A log whose lines all carry these fields. */
  with(fields: LogFields): Log
}

export type LogOptions = {
  /** The least that is written. */
  readonly level?: LogLevel
  /** Standard error where it is left out. */
  readonly destination?: DestinationStream
}

/** The level that NIANBAO_LOG_LEVEL asks for, info where it asks for none. Null where there is no such level. */
export function logLevelFrom(environment: Readonly<Record<string, string | undefined>>): LogLevel | null {
  const text = environment.NIANBAO_LOG_LEVEL || 'info'
  return LOG_LEVELS.find((level) => level === text) ?? null
}

/** Longest text of a field, and of a stack: what is longer is no id and no code. */
const MOST_TEXT = 500
const MOST_STACK = 4000

/**
 * Opens a log of JSON lines with `time` (ISO, UTC), `level`, `message` and the fields. Passwords are blotted out,
 * by the names of fields and within URLs. Lines are written at once, so that a killed process leaves all it said.
 */
export function createLog({ level = 'info', destination }: LogOptions = {}): Log {
  const options = {
    level,
    base: null,
    messageKey: 'message',
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return wrap(pino(options, destination ?? standardError()))
}

function standardError(): DestinationStream {
  const stream = openDestination({ fd: 2, sync: true })
  stream.on('error', () => {}) // a full disk or a closed pipe below the log ends no work
  return stream
}

function wrap(logger: Logger): Log {
  return {
    debug: (message, fields) => logger.debug(plain(fields), withoutSecrets(message)),
    info: (message, fields) => logger.info(plain(fields), withoutSecrets(message)),
    warn: (message, fields) => logger.warn(plain(fields), withoutSecrets(message)),
    error: (message, fields) => logger.error(plain(fields), withoutSecrets(message)),
    with: (fields) => wrap(logger.child(plain(fields))),
  }
}

/** Fields as they are written: scalars only, since whatever has an inside may hold contents of a file. */
function plain(fields: LogFields = {}): Record<string, string | number | boolean | null> {
  const written: Record<string, string | number | boolean | null> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    if (name === 'error') Object.assign(written, describe(value))
    else if (/passw|secret|token|credential/i.test(name)) written[name] = '[redacted]'
    else if (name === 'document' && typeof value === 'string') written[name] = value.slice(0, 12)
    else if (typeof value === 'string') written[name] = cut(withoutSecrets(value), MOST_TEXT)
    else if (typeof value === 'number' || typeof value === 'boolean' || value === null) written[name] = value
    else if (typeof value === 'bigint') written[name] = String(value)
    else written[name] = `[${Array.isArray(value) ? 'array' : typeof value}]`
  }
  return written
}

/** An error as a line and, where it has one, its stack; errors of the system and of databases keep their code. */
function describe(thrown: unknown): Record<string, string> {
  if (!(thrown instanceof Error)) return { error: cut(withoutSecrets(String(thrown)), MOST_TEXT) }
  const inner = thrown instanceof AggregateError ? thrown.errors.map(messageOf) : []
  const message = [thrown.message, ...inner].filter((text) => text !== '').join('; ') || thrown.name
  const { code } = thrown as NodeJS.ErrnoException
  return {
    error: cut(withoutSecrets(message).replace(/\s*[\r\n]+\s*/g, ' '), MOST_TEXT),
    ...(typeof code === 'string' ? { errorCode: code } : {}),
    ...(thrown.stack ? { stack: cut(withoutSecrets(thrown.stack), MOST_STACK) } : {}),
  }
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** Connection URLs show who connects, not with what. */
function withoutSecrets(text: string): string {
  return text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@]*@/gi, '$1:[redacted]@')
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
