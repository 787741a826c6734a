import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { type AliasPair, resolveAliases } from '../pipeline/years/aliases.ts'
import { listYears } from '../pipeline/years/listing.ts'
import { EXIT } from '../schemas/problem.ts'
import { setAliases } from '../store/aliases.ts'
import type { Store } from '../store/open.ts'
import { type ChosenServices, type Services, SettingError, servicesFrom } from '../workers/config.ts'
import { faultLine, parseAliases } from './check-years/aliases-file.ts'
import { yearsJson } from './check-years/as-json.ts'
import { counted, renderYears, type YearsFound } from './check-years/render.ts'
import { readReportFiles } from './check-years/report-files.ts'
import { aliasesWith, relink, storedFigures } from './check-years/stored.ts'
import { writeChecks } from './check-years/write-checks.ts'
import { complain, gravest, SERVICE_EXIT, tell, withStore } from './cluster-options.ts'
import { lineSink } from './output.ts'
import { styleFor } from './style.ts'

type Options = {
  readonly aliases?: readonly AliasPair[]
  readonly dryRun?: boolean
  readonly strict?: boolean
  readonly json?: boolean
}

/** Columns that a table may take where no terminal says. */
const PIPED_WIDTH = 120

const AFTER = `
Examples:
  nianbao check-years reports             compare, and write the checks carry.* into the reports
  nianbao check-years 2021 2022 2023      years that lie in folders of their own: give them together
  nianbao check-years reports --dry-run   only look
  nianbao check-years                     what the store holds; its reports are compared as they come

printed so: both years were read beyond doubt, so they contradict each other on paper. perhaps misread: the year named is
in doubt, and may well say what the other does. cause unknown: something is in doubt, and nothing explains it.
Reports that are not given count as not there: the checks against them are taken out. After extract has read a report
again, compare again. --aliases FILE names agencies that were renamed: {"溪桥县水务局": ["溪桥县水利局"]}; in the store
they are kept, and its reports compared anew.
Exit codes: 0 told, 2 wrong use, 3 an input could not be read, 4 years contradict each other (--strict), 5 a report could
not be written, ${SERVICE_EXIT}. All problems: docs/errors.md.`

/** `nianbao check-years`: what each year carries over against what the next carries in. */
export function checkYearsCommand(): Command {
  const command = new Command('check-years')
    .summary('compare what a year carries over with what the next carries in')
    .description(
      'Compares reports of one agency across years: the requests that a year carries over are those that the next carries in. What does not agree is listed and stands in the checks of both reports.',
    )
    .argument('[reports...]', 'report files and folders of them; without, the reports in the store')
    .option('--aliases <file>', 'JSON with other names of agencies', parseAliases)
    .option('--dry-run', 'write no report')
    .option('--strict', 'exit with 4 if years contradict each other')
    .option('--json', 'as JSON, all of it')
    .option('--data <dir>', 'the store’s folder (default: NIANBAO_DATA, else nianbao-data)')
    .option(
      '--database <url>',
      'postgres://… of the store (default: NIANBAO_DATABASE_URL, else SQLite in the data folder)',
    )
    .option('--debug', 'stacks of defects')
    .addHelpText('after', AFTER)
    .action(async (paths: string[], options: Options) => {
      if (paths.length > 0) process.exitCode = await checkFiles(paths, options)
      else if (options.dryRun) command.error('error: --dry-run is for report files; the store is only listed')
      else process.exitCode = await checkStore(command, options)
    })
  return command
}

async function checkFiles(paths: readonly string[], options: Options): Promise<number> {
  const { files, problems } = readReportFiles(paths)
  const codes = problems.map(({ shown, problem }) => complain(shown, problem))
  const resolved = resolveAliases(options.aliases ?? [])
  const aliases = 'fault' in resolved ? new Map<string, string>() : resolved
  const found: YearsFound = {
    agencies: listYears(
      files.flatMap(({ figures }) => ('leftOut' in figures ? [] : [figures])),
      aliases,
    ),
    leftOut: files.flatMap(({ shown, figures }) =>
      'leftOut' in figures ? [{ name: shown, why: figures.leftOut }] : [],
    ),
  }
  if (files.length > 0 || options.json) await print(found, options)
  const end = await writeChecks(files, aliases, options.dryRun ?? false)
  codes.push(...end.problems.map((problem) => complain(null, problem)))
  if (end.written > 0 && !options.json) {
    const what = options.dryRun ? 'would change in' : 'written into'
    process.stderr.write(`checks ${what} ${end.written} of ${counted(files.length, 'report', 'reports')}\n`)
  }
  return gravest(...codes, strictly(found, options))
}

async function checkStore(command: Command, options: Options): Promise<number> {
  const missing = missingStore(command)
  if (missing)
    return complain(missing, { code: 'file-missing', message: 'holds no store; give report files, or --data' })
  return withStore(command, async (store: Store, services: Services) => {
    const added = options.aliases ?? []
    const aliases = await aliasesWith(store, added)
    if ('fault' in aliases) {
      tell(`--aliases: with those in the store, ${faultLine(aliases)}`)
      return EXIT.usage
    }
    const before = await aliasesWith(store, [])
    // Before the reports are listed: what is made after that is compared by the new ones anyway.
    if (added.length > 0) await setAliases(store.db, added)
    const { figures, leftOut } = await storedFigures(store)
    if (added.length > 0) await relink(store, added, 'fault' in before ? new Map() : before, aliases, figures)
    if (figures.length + leftOut.length === 0) {
      tell(`no reports in ${services.data} yet`)
      if (!options.json) return EXIT.ok
    }
    const found = { agencies: listYears(figures, aliases), leftOut }
    await print(found, options)
    return strictly(found, options)
  })
}

/** The data folder where a store was to be and is not: whoever only looks should not make one. */
function missingStore(command: Command): string | null {
  try {
    const { data, database } = servicesFrom(command.opts<ChosenServices>(), process.env)
    return database === null && !existsSync(join(data, 'nianbao.sqlite')) ? data : null
  } catch (error) {
    if (error instanceof SettingError) return null // told where the store is opened
    throw error
  }
}

async function print(found: YearsFound, { json }: Options): Promise<void> {
  const width = process.stdout.columns ?? PIPED_WIDTH
  await lineSink(process.stdout).write(json ? yearsJson(found) : renderYears(found, styleFor(process.stdout), width))
}

function strictly({ agencies }: YearsFound, { strict }: Options): number {
  const failed = agencies.some(({ pairs }) =>
    pairs.some(({ columns }) => columns.some(({ outcome }) => outcome === 'fail')),
  )
  return strict && failed ? EXIT.review : EXIT.ok
}
