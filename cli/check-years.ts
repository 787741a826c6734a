import { Command } from 'commander'
import { countReports } from '../export/sources/count.ts'
import { type AliasPair, resolveAliases } from '../pipeline/years/aliases.ts'
import { listYears } from '../pipeline/years/listing.ts'
import { EXIT } from '../schemas/problem.ts'
import { setAliases } from '../store/aliases.ts'
import type { Store } from '../store/open.ts'
import { DOCUMENT_STATES } from '../store/schema.ts'
import { type ChosenServices, type Services, SettingError, servicesFrom } from '../workers/config.ts'
import { faultLine, parseAliases } from './check-years/aliases-file.ts'
import { yearsJson } from './check-years/as-json.ts'
import { renderYears, type YearsFound } from './check-years/render.ts'
import { readReportFiles } from './check-years/report-files.ts'
import { aliasesWith, relink, storedFigures } from './check-years/stored.ts'
import { writeChecks } from './check-years/write-checks.ts'
import { complain, gravest, refuse, SERVICE_EXIT, tell, withStore } from './cluster-options.ts'
import { databaseOption, dataOption, debugOption } from './common-options.ts'
import { say } from './language.ts'
import { outputSink } from './output.ts'
import { about } from './problem-text.ts'
import { createProgress } from './progress.ts'
import { isStoreMissing } from './store-missing.ts'
import { styleFor } from './style.ts'
import { columnsOf, isLively } from './terminal.ts'

type Options = {
  readonly aliases?: readonly AliasPair[]
  readonly dryRun?: boolean
  readonly strict?: boolean
  readonly json?: boolean
}

/** Columns that a table may take where no terminal says. */
const PIPED_WIDTH = 120

const AFTER = say(
  `
Examples:
  nianbao check-years reports             compare, and write the checks carry.* into the reports
  nianbao check-years 2021 2022 2023      years that lie in folders of their own: give them, or the folder above, together
  nianbao check-years reports --dry-run   only look
  nianbao check-years                     what the store holds; its reports are compared as they come

printed so: both years were read beyond doubt, so they contradict each other on paper. perhaps misread: the year named is
in doubt, and may well say what the other does. cause unknown: something is in doubt, and nothing explains it.
Reports that are not given count as not there: the checks against them are taken out. After extract has read a report
again, compare again. --aliases FILE names agencies that were renamed: {"溪桥县水务局": ["溪桥县水利局"]}; in the store
they are kept, and its reports compared anew.

Exit codes: 0 told, 2 wrong use, 3 an input could not be read: no report is
written then, 4 years contradict each other (--strict), 5 a report could not be written, ${SERVICE_EXIT}. All problems: docs/errors.md.`,
  `
示例：
  nianbao check-years reports             核对，并把核对项 carry.* 写入报告
  nianbao check-years 2021 2022 2023      各年度分放在几个文件夹里：一起给出
  nianbao check-years reports --dry-run   只看不写
  nianbao check-years                     查看数据库中的报告；它们在读取时就已相互核对

原件如此：两个年度都读得确定无疑，是原文自相矛盾。可能误读：所指年度的数字存疑，很可能本与另一年度一致。原因不明：有存疑之处，
但无法解释差异。没有给出的报告视为不存在，与它们之间的核对项会去掉；extract 重新读取之后请再核对一次。--aliases FILE 列出改过名的
机关：{"溪桥县水务局": ["溪桥县水利局"]}；用于数据库时会保存下来，并重新核对其报告。

退出码：0 完成，2 用法错误，3 有的输入无法读取（此时不写入任何报告），4 年度之间有矛盾（--strict），5 有的报告无法写出，
${SERVICE_EXIT}。全部问题代码见 docs/errors.md。`,
)

/** `nianbao check-years`: what each year carries over against what the next carries in. */
export function checkYearsCommand(): Command {
  const command = new Command('check-years')
    .summary(say('compare what a year carries over with what the next carries in', '核对同一机关相邻年度的结转数字'))
    .description(
      say(
        'Compares reports of one agency across years: the requests that a year carries over are those that the next carries in. What does not agree is listed and stands in the checks of both reports.',
        '核对同一机关各年度的报告：上一年结转下年度的申请，应与下一年的上年结转相同。不一致之处会列出，并写入两份报告的核对项。',
      ),
    )
    .argument(
      '[reports...]',
      say(
        'report files and folders of them, with all below; without, the reports in the store',
        '报告文件或其文件夹（包括下级文件夹）；不写则取数据库中的报告',
      ),
    )
    .option('--aliases <file>', say('JSON with other names of agencies', '列出机关别名的 JSON 文件'), parseAliases)
    .option('--dry-run', say('write no report', '不写入报告'))
    .option('--strict', say('exit with 4 if years contradict each other', '年度之间有矛盾时退出码为 4'))
    .option('--json', say('as JSON, all of it', '以 JSON 输出全部内容'))
    .addOption(dataOption())
    .addOption(databaseOption())
    .addOption(debugOption())
    .addHelpText('after', AFTER)
    .action(async (paths: string[], options: Options) => {
      if (paths.length > 0) process.exitCode = await checkFiles(paths, options)
      else if (options.dryRun) command.error(dryRunError())
      else process.exitCode = await checkStore(command, options)
    })
  return command
}

function dryRunError(): string {
  const text = say(
    '--dry-run is for report files; the store is only listed',
    '--dry-run 只用于报告文件；数据库中的报告本来就只列出',
  )
  return `error: ${text}`
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
  if (problems.length > 0) {
    // A report that is not there would take the checks against it out of its neighbours.
    if (files.length > 0 && !options.dryRun) tell(unwrittenText())
    return gravest(...codes, strictly(found, options))
  }
  const end = await writeChecks(files, aliases, options.dryRun ?? false)
  codes.push(...end.problems.map((problem) => complain(null, problem)))
  if (end.written > 0 && !options.json) {
    const all = files.length
    const of = `${end.written} of ${all} ${all === 1 ? 'report' : 'reports'}`
    const line = options.dryRun
      ? say(`checks would change in ${of}`, `${all} 份报告中有 ${end.written} 份的核对项会变`)
      : say(`checks written into ${of}`, `核对项已写入 ${all} 份报告中的 ${end.written} 份`)
    process.stderr.write(`${line}\n`)
  }
  return gravest(...codes, strictly(found, options))
}

function unwrittenText(): string {
  return say(
    'no report was changed, as something could not be read; mend that or leave it out, and run again',
    '有的输入无法读取，因此没有改动任何报告；请修复或不再给出它，然后重新运行',
  )
}

async function checkStore(command: Command, options: Options): Promise<number> {
  const missing = missingStore(command)
  if (missing) {
    const text = say('holds no store; give report files, or --data', '其中没有数据库；请给出报告文件，或 --data')
    return refuse('file-missing', about(missing, text))
  }
  return withStore(
    command,
    async (store: Store, services: Services) => {
      const added = options.aliases ?? []
      const aliases = await aliasesWith(store, added)
      if ('fault' in aliases) {
        tell(`--aliases${say(': with those in the store, ', '：与数据库中的别名合在一起，')}${faultLine(aliases)}`)
        return EXIT.usage
      }
      const before = await aliasesWith(store, [])
      // Before the reports are listed: what is made after that is compared by the new ones anyway.
      if (added.length > 0) await setAliases(store.db, added)
      const total = await countReports(store, { states: DOCUMENT_STATES })
      const progress = createProgress(total, process.stderr, !isLively(process.stderr))
      const { figures, leftOut } = await storedFigures(store, () => progress.done(false))
      progress.stop()
      if (added.length > 0) await relink(store, added, 'fault' in before ? new Map() : before, aliases, figures)
      if (figures.length + leftOut.length === 0) {
        tell(say(`no reports in ${services.data} yet`, `${services.data} 中还没有报告`))
        if (!options.json) return EXIT.ok
      }
      const found = { agencies: listYears(figures, aliases), leftOut }
      await print(found, options)
      return strictly(found, options)
    },
    { looking: options.aliases === undefined },
  )
}

/** The data folder where a store was to be and is not: whoever only looks should not make one. */
function missingStore(command: Command): string | null {
  try {
    const { data, database } = servicesFrom(command.opts<ChosenServices>(), process.env)
    return database === null && isStoreMissing(data) ? data : null
  } catch (error) {
    if (error instanceof SettingError) return null // told where the store is opened
    throw error
  }
}

async function print(found: YearsFound, { json }: Options): Promise<void> {
  const width = columnsOf(process.stdout, PIPED_WIDTH)
  await outputSink(process.stdout).write(json ? yearsJson(found) : renderYears(found, styleFor(process.stdout), width))
}

function strictly({ agencies }: YearsFound, { strict }: Options): number {
  const failed = agencies.some(({ pairs }) =>
    pairs.some(({ columns }) => columns.some(({ outcome }) => outcome === 'fail')),
  )
  return strict && failed ? EXIT.review : EXIT.ok
}
