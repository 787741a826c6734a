import { setImmediate } from 'node:timers/promises'
import { Command } from 'commander'
import { statisticsPage } from '../export/html/statistics-page.ts'
import type { OutgoingReports, Unavailable } from '../export/outgoing.ts'
import { countReports } from '../export/sources/count.ts'
import { fileReports } from '../export/sources/files.ts'
import { listReportPaths } from '../export/sources/list.ts'
import { storeReports } from '../export/sources/store.ts'
import { collectStatistics } from '../pipeline/stats/collect.ts'
import { type Aliases, type AliasPair, resolveAliases } from '../pipeline/years/aliases.ts'
import { FORMS } from '../schemas/forms/index.ts'
import { EXIT, type Problem } from '../schemas/problem.ts'
import type { Statistics } from '../schemas/statistics.ts'
import { parseAliases } from './check-years/aliases-file.ts'
import { addClusterOptions, complain, gravest, parseBatch, SERVICE_EXIT, tell, withStore } from './cluster-options.ts'
import { pageLanguage } from './compare/page-language.ts'
import { writePage } from './compare/write-page.ts'
import { type Interrupts, listenForInterrupts } from './interrupts.ts'
import { say } from './language.ts'
import { outputSink } from './output.ts'
import { createProgress } from './progress.ts'
import { statisticsText } from './stats/render.ts'
import { styleFor } from './style.ts'
import { columnsOf, isLively } from './terminal.ts'

type Options = {
  readonly batch?: string
  readonly aliases?: readonly AliasPair[]
  readonly html?: string
  readonly json?: boolean
}

/** Where no terminal and no COLUMNS says how wide lines may be, they are as long as they are: ids can be searched for. */
const PIPED_WIDTH = Number.POSITIVE_INFINITY
/** Reports between two rests. */
const BREATH = 16

const AFTER = () => `
${say('Examples:', '示例：')}
  nianbao stats reports                     ${say('what a folder of reports comes to', '一个文件夹里的报告的总体情况')}
  nianbao stats 2022 2023 --html stats.html ${say('as a page with plots', '写成带图表的网页')}
  nianbao stats --batch 2023 --json         ${say('a batch of the store', '数据库中的一个批次')}

${say(
  'One report is looked at after the other, so that a hundred thousand take no more memory than a hundred. Of more than 20,000 agencies those that come later are counted together.',
  '报告逐份统计，十万份与一百份占用的内存相同。机关超过 2 万个时，其余的合并统计。',
)}

${say(
  `Exit codes: 0 told, 2 wrong use, 3 a report could not be read, 5 the page could not be written, ${SERVICE_EXIT},
130 stopped by Ctrl-C. All problems: docs/errors.md.`,
  `退出码：0 已统计，2 用法错误，3 有报告无法读取，5 网页无法写入，${SERVICE_EXIT}，130 被 Ctrl-C 中止。全部问题代码见 docs/errors.md。`,
)}`

/** `nianbao stats`: what many reports come to. */
export function statsCommand(): Command {
  const command = new Command('stats')
    .summary(say('count reports, their review and their failing checks', '统计报告、待核对情况和不符的核对项'))
    .description(
      say(
        'Counts reports by year, form, kind of source and agency: how much is in review and why, how sure the readings are, which checks fail and who is to blame.',
        '按年份、表式、来源和机关统计报告：多少待核对、原因为何，置信度如何，哪些核对项不符、问题出在哪里。',
      ),
    )
    .argument(
      '[reports...]',
      say(
        'report files and folders of them; without, the reports in the store',
        '报告文件或其文件夹；不给则统计数据库中的报告',
      ),
    )
    .option('--batch <name>', say('only reports of this batch of the store', '只统计数据库中的这一批次'), parseBatch)
    .option('--aliases <file>', say('JSON with other names of agencies', '记录机关别名的 JSON 文件'), parseAliases)
    .option('--json', say('as JSON, all of it (nianbao/stats@1)', '以 JSON 输出全部内容（nianbao/stats@1）'))
    .option(
      '--html <file>',
      say('write a page with plots, in the language of --lang', '写出一个带图表的网页，语言随 --lang'),
    )
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (paths: string[], options: Options) => {
      if (paths.length > 0 && options.batch !== undefined) {
        command.error(
          `error: ${say('--batch is for the store; leave the files out', '--batch 用于数据库中的报告，请勿同时给出文件')}`,
        )
      }
      const interrupts = listenForInterrupts()
      process.exitCode = await (paths.length > 0
        ? ofFiles(paths, options, interrupts)
        : ofStore(command, options, interrupts))
      interrupts.end()
    })
}

async function ofFiles(named: readonly string[], options: Options, interrupts: Interrupts): Promise<number> {
  const { paths, problems } = listReportPaths(named)
  const codes = problems.map(({ name, problem }) => complain(name, problem))
  const original = async (): Promise<Problem> => NO_ORIGINALS
  const reports = fileReports(paths, { named: false, asKept: false, original })
  return gravest(...codes, await tellOf(reports, paths.length, options, interrupts))
}

/** Statistics never ask for the files that reports were made from. */
const NO_ORIGINALS: Problem = { code: 'file-missing', message: 'is not looked for' }

async function ofStore(command: Command, options: Options, interrupts: Interrupts): Promise<number> {
  return withStore(
    command,
    async (store) => {
      const filter = { batch: options.batch, states: ['done', 'review'] as const }
      const total = await countReports(store, filter)
      return tellOf(storeReports(store, filter, { named: false, asKept: false }), total, options, interrupts)
    },
    { looking: true },
  )
}

async function tellOf(
  reports: OutgoingReports,
  total: number,
  options: Options,
  interrupts: Interrupts,
): Promise<number> {
  const { statistics, unavailable } = await count(reports, total, options, interrupts)
  const codes = unavailable.map(({ name, problem }) => complain(name, problem))
  if (interrupts.came()) return EXIT.interrupted
  if (statistics.all.reports === 0 && !options.json) {
    tell(say('no reports', '没有报告'))
    return gravest(...codes)
  }
  await outputSink(process.stdout).write(textOf(statistics, options))
  if (options.html !== undefined) {
    const page = statisticsPage(statistics, { forms: FORMS, language: pageLanguage() })
    const problem = await writePage(options.html, page)
    if (problem) codes.push(complain('--html', problem))
  }
  return gravest(...codes)
}

function textOf(statistics: Statistics, { json }: Options): string {
  if (json) return `${JSON.stringify(statistics, null, 2)}\n`
  return statisticsText(statistics, styleFor(process.stdout), columnsOf(process.stdout, PIPED_WIDTH))
}

async function count(
  reports: OutgoingReports,
  total: number,
  options: Options,
  interrupts: Interrupts,
): Promise<{ readonly statistics: Statistics; readonly unavailable: readonly Unavailable[] }> {
  const collector = collectStatistics({ aliases: aliasesOf(options) })
  const progress = createProgress(total, process.stderr, !isLively(process.stderr))
  const unavailable: Unavailable[] = []
  let met = 0
  for await (const one of reports) {
    const failed = 'problem' in one
    if (failed) unavailable.push(one)
    else collector.add(one.report)
    progress.done(failed)
    // Files are read at one go; without a rest Ctrl-C would not be heard before the last of them.
    if (++met % BREATH === 0) await setImmediate()
    if (interrupts.came()) break
  }
  progress.stop()
  return { statistics: collector.result(), unavailable }
}

function aliasesOf({ aliases = [] }: Options): Aliases {
  const resolved = resolveAliases(aliases)
  return 'fault' in resolved ? new Map() : resolved
}
