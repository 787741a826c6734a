import { hostname, userInfo } from 'node:os'
import { type Command, InvalidArgumentError } from 'commander'
import { EXIT, type Problem, type ProblemCode } from '../schemas/problem.ts'
import { batchExists } from '../store/batch-exists.ts'
import { StoreUnavailable } from '../store/database/patience.ts'
import { lookAtStore } from '../store/look.ts'
import { openStore, type Store, type StoreSettings } from '../store/open.ts'
import { outputProblem } from '../store/write-file.ts'
import { type ChosenServices, type Services, SettingError, servicesFrom } from '../workers/config.ts'
import { databaseOption, dataOption, debugOption } from './common-options.ts'
import { say } from './language.ts'
import { printable } from './printable.ts'
import { about, problemText } from './problem-text.ts'
import { isStoreMissing } from './store-missing.ts'
import { exitOf } from './summary.ts'

/** Puts the options on a command that say where the store and the queues are, the same ones everywhere. */
export function addClusterOptions(command: Command): Command {
  return command
    .addOption(dataOption())
    .addOption(databaseOption())
    .option(
      '--redis <url>',
      say(
        'the queues; default: NIANBAO_REDIS_URL, else redis://127.0.0.1:6379',
        '任务队列；默认取 NIANBAO_REDIS_URL，其次为 redis://127.0.0.1:6379',
      ),
    )
    .addOption(debugOption())
}

/** What every such command tells of its exit codes. */
export const SERVICE_EXIT = say('6 Redis or the database does not answer', '6 Redis 或数据库没有应答')

/** Milliseconds of patience where somebody sits there and waits. */
export const SHORT_MS = 5_000

/** Commands that make a store or a batch where there is none; all others are about what is there. */
const ORDERING: ReadonlySet<string> = new Set(['submit', 'watch', 'worker', 'serve', 'user'])

/** How a command opens its store. */
export type OpenAs = Pick<StoreSettings, 'patienceMs' | 'opening'> & {
  /** It only looks: a data folder that cannot be written will do. */
  readonly looking?: boolean
}

/**
 * Opens the store that a command's options name, does the work, closes it. Gives the work's exit code, or that of the
 * problem that kept it from being done, which is told in one line. A database that does not answer is waited for half a
 * minute unless `patienceMs` says otherwise.
 */
export async function withStore(
  command: Command,
  work: (store: Store, services: Services) => Promise<number>,
  { looking = false, ...how }: OpenAs = {},
): Promise<number> {
  const services = servicesOf(command)
  const orders = ORDERING.has(command.name())
  if (!orders && services.database === null && isStoreMissing(services.data)) {
    const { data } = services
    return refuse(
      'file-missing',
      say(
        `there is no store in ${data} yet; nianbao submit makes one, --data or --database name another`,
        `${data} 中还没有数据；nianbao submit 会建立，也可用 --data 或 --database 另指一处`,
      ),
    )
  }
  let store: Store | Problem | null = null
  try {
    const settings = { data: services.data, database: services.database ?? undefined, ...how }
    store = await (looking ? lookAtStore(settings) : openStore(settings))
    if ('code' in store) return complain(null, store)
    const { batch } = command.opts<{ readonly batch?: string }>()
    if (!orders && batch !== undefined && !(await batchExists(store.db, batch))) {
      return refuse(
        'file-missing',
        say(
          `nothing was submitted under the batch ${batch}; look for a typo`,
          `没有名为 ${batch} 的批次；请检查是否写错`,
        ),
      )
    }
    return await work(store, services)
  } catch (error) {
    if (error instanceof StoreUnavailable) return complain(null, error.problem)
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    return complain(null, outputProblem(error, 'the data folder', '--data'))
  } finally {
    if (store && !('code' in store)) await store.close()
  }
}

/** Where the services are, by options and environment; ends the command as wrong use where that makes no sense. */
function servicesOf(command: Command): Services {
  try {
    return servicesFrom(command.opts<ChosenServices>(), process.env)
  } catch (error) {
    if (!(error instanceof SettingError)) throw error
    const chinese = error.message.replace(/ \((\w+)\): give an address such as /, '（$1）：请给出地址，如 ')
    return command.error(`error: ${say(error.message, chinese)}`)
  }
}

/** Tells a problem in one line on standard error, and gives its exit code. */
export function complain(where: string | null, problem: Problem): number {
  const text = problemText(problem)
  process.stderr.write(`nianbao: ${where === null ? text : about(where, text)}\n`)
  return exitOf(problem)
}

/** The same for what this command line itself has to say, in the language of the run. */
export function refuse(code: ProblemCode, text: string): number {
  tell(`${text} [${code}]`)
  return exitOf({ code })
}

/** One line on standard error. */
export function tell(text: string): void {
  process.stderr.write(`nianbao: ${printable(text)}\n`)
}

/** A batch's name where none is given: the time in UTC, such as 2026-11-21T11-44-26Z. */
export function batchNow(): string {
  return new Date()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-')
}

export function parseBatch(text: string): string {
  if (text.trim() === '' || text.length > 200) {
    throw new InvalidArgumentError(say('give a name of 1 to 200 characters.', '请给出 1 到 200 个字符的名称。'))
  }
  return text
}

/** Who gives orders, for the audit log. */
export function who(): string {
  try {
    return `${userInfo().username}@${hostname()}`
  } catch {
    return hostname() // a user without a name, as containers have
  }
}

/** The exit code of a run that ended with several: the gravest. */
export function gravest(...codes: readonly number[]): number {
  const order: readonly number[] = [EXIT.defect, EXIT.interrupted, EXIT.service, EXIT.output, EXIT.input, EXIT.review]
  return order.find((code) => codes.includes(code)) ?? EXIT.ok
}
