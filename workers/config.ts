import { join } from 'node:path'
import { z } from 'zod'

/** Where the services are: the data folder, the database's address (null: SQLite in the data folder), Redis's address. */
export type Services = { readonly data: string; readonly database: string | null; readonly redis: string }

/** What the environment may say; options of the command line win over it. */
const Environment = z.object({
  NIANBAO_DATA: z.string().min(1).default('nianbao-data'),
  NIANBAO_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'give an address such as postgres://user:password@host/database' })
    .optional(),
  NIANBAO_REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'give an address such as redis://host:6379' })
    .default('redis://127.0.0.1:6379'),
})

/** What a user chose; absent members come from the environment. */
export type ChosenServices = {
  readonly data?: string | undefined
  readonly database?: string | undefined
  readonly redis?: string | undefined
}

/** Thrown for a setting that makes no sense; the message is one line that names it and says what to give instead. */
export class SettingError extends Error {}

/** The services to use, from options and environment. Throws SettingError. */
export function servicesFrom(
  chosen: ChosenServices,
  environment: Readonly<Record<string, string | undefined>>,
): Services {
  const told = {
    NIANBAO_DATA: chosen.data ?? environment['NIANBAO_DATA'],
    NIANBAO_DATABASE_URL: chosen.database ?? environment['NIANBAO_DATABASE_URL'],
    NIANBAO_REDIS_URL: chosen.redis ?? environment['NIANBAO_REDIS_URL'],
  }
  // An empty variable, as compose files leave them, is none.
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    const name = String(issue.path[0])
    const option = { NIANBAO_DATA: '--data', NIANBAO_DATABASE_URL: '--database', NIANBAO_REDIS_URL: '--redis' }[name]
    throw new SettingError(`${option} (${name}): ${issue.message}`)
  }
  const { NIANBAO_DATA: data, NIANBAO_DATABASE_URL: database, NIANBAO_REDIS_URL: redis } = parsed.data
  return { data: join(data), database: database ?? null, redis }
}
