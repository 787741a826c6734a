import { basename, join } from 'node:path'
import { Command, Option } from 'commander'
import { GROUPINGS, type Grouping, groupAccuracy, type NamedDocument } from '../pipeline/eval/group.ts'
import { judge } from '../pipeline/eval/judge.ts'
import { EXIT, type Problem } from '../schemas/problem.ts'
import { debugOption } from './common-options.ts'
import { type Found, readNow } from './eval/read-now.ts'
import { renderAccuracy, renderWrong, wrongFields } from './eval/render.ts'
import { listFolder, readJudged, readTruths, type TruthFolder } from './eval/truths.ts'
import { say } from './language.ts'
import { parseCount } from './options.ts'
import { outputSink } from './output.ts'
import { about, problemText } from './problem-text.ts'
import { addReadingOptions, type ReadingOptions } from './reading-options.ts'
import { columnsOf } from './terminal.ts'

type Options = ReadingOptions & {
  readonly by: Grouping
  readonly wrong?: number
  readonly json?: boolean
  readonly quiet?: boolean
}

/** Columns that a table may take where no terminal says. */
const PIPED_WIDTH = 140

const AFTER = say(
  `
Examples:
  nianbao eval samples/digital                  read the documents beside the truths, and tell how it went
  nianbao eval labelled reports --wrong 20      judge reports that are there

right: value as printed. telling: of the numbers other than 0. silent: wrong and not in review, also in 10,000 fields.
caught: of the wrong ones in review. false: of those in review right after all. clean: reports with nothing wrong and
nothing in review. ECE: expected calibration error of the confidence. A truth without a report counts as not right.

Exit codes: 0 everything judged, 2 wrong use, 3 a truth or a report is missing or unreadable.`,
  `
示例：
  nianbao eval samples/digital                  读取标注旁边的文档，看看准确率
  nianbao eval labelled reports --wrong 20      评判已有的报告

正确：与原文印出的一致。非零正确：只看不为 0 的数字。无声错误：错了却没有列入核对，另按每万个字段折算。拦下：错误字段中
列入核对的比例。虚警：列入核对的字段中其实正确的比例。全对：没有错误、也没有内容列入核对的报告。校准误差：置信度的期望
校准误差。有标注而没有报告的，算作不正确。

退出码：0 全部评判，2 用法错误，3 有的标注或报告缺失或无法读取。`,
)

/** `nianbao eval`: how right reports are, measured against labelled documents. */
export function evalCommand(): Command {
  const command = new Command('eval')
    .summary(say('measure accuracy against labelled documents', '用带标注的文档测量准确率'))
    .description(
      say(
        'Compares reports with the truths NAME.truth.json of a folder and prints how much is right, silently wrong and in review. Without a folder of reports it reads the documents beside the truths first.',
        '把报告与文件夹中的标注（NAME.truth.json）逐项比较，给出正确、无声错误和列入核对的比例。没有给出报告文件夹时，先读取标注旁边的文档。',
      ),
    )
    .argument(
      '<truths>',
      say(
        'folder with NAME.truth.json or truths.jsonl, and the documents where they are to be read',
        '标注（NAME.truth.json 或 truths.jsonl）所在的文件夹；要先读取文档时，文档也在其中',
      ),
    )
    .argument('[reports]', say('folder with the NAME.json that extract wrote', 'extract 写出的 NAME.json 所在的文件夹'))
    .addOption(
      new Option(
        '--by <what>',
        say(
          'a line for each level, condition, trait or document (name); none for all in one',
          '按条件（level）、细分条件（condition）、特征（trait）或文档（name）各列一行；none 合为一行',
        ),
      )
        .choices(GROUPINGS)
        .default('level'),
    )
    .option(
      '--wrong <n>',
      say('list so many wrong fields, silent ones first', '列出这么多个错误字段，无声错误在前'),
      parseCount,
    )
    .option('--json', say('figures and wrong fields as JSON', '以 JSON 输出各项数字和错误字段'))
  return addReadingOptions(command)
    .option('-q, --quiet', say('no progress', '不显示进度'))
    .addOption(debugOption())
    .addHelpText('after', AFTER)
    .action(async (truths: string, reports: string | undefined, options: Options) => {
      process.exitCode = await evaluate(truths, reports, options)
    })
}

async function evaluate(truthFolder: string, reportFolder: string | undefined, options: Options): Promise<number> {
  const folder = readTruths(truthFolder)
  if ('code' in folder) return complain(truthFolder, folder)
  const found =
    reportFolder === undefined ? await readNow(truthFolder, folder, options) : findReports(reportFolder, folder)
  if ('code' in found) return complain(reportFolder ?? truthFolder, found as Problem)
  const documents: NamedDocument[] = []
  let code: number = EXIT.ok
  for (const { name, path, truth } of folder.truths) {
    if ('code' in truth) {
      code = complain(path, truth)
      continue
    }
    const report = found.get(name)!
    const present = !('code' in report)
    if (!present)
      code = complain(reportFolder === undefined ? join(truthFolder, name) : join(reportFolder, `${name}.json`), report)
    documents.push({ name, truth, present, fields: judge(truth, present ? report : null) })
  }
  const sink = outputSink(process.stdout)
  await sink.write(options.json ? asJson(documents, options) : asText(documents, options))
  return code
}

/** The report of each truth, or why it is not there; a line tells of reports that nobody has a truth for. */
function findReports(folder: string, { truths }: TruthFolder): ReadonlyMap<string, Found> | Problem {
  const files = listFolder(folder)
  if ('code' in files) return files
  const names = new Set(truths.map(({ name }) => name))
  const others = files.filter(
    (file) => file.endsWith('.json') && !file.endsWith('.truth.json') && !names.has(basename(file, '.json')),
  )
  if (others.length > 0) {
    tell(
      folder,
      say(
        `${others.length} report${others.length === 1 ? '' : 's'} without a truth left aside, such as ${others[0]}`,
        `略过 ${others.length} 份没有标注的报告，如 ${others[0]}`,
      ),
    )
  }
  return new Map([...names].map((name) => [name, readJudged(join(folder, `${name}.json`))]))
}

function complain(where: string, problem: Problem): number {
  tell(where, problemText(problem))
  return EXIT.input
}

function tell(where: string, what: string): void {
  process.stderr.write(`nianbao: ${about(where, what)}\n`)
}

function asText(documents: readonly NamedDocument[], { by, wrong = 0 }: Options): string {
  const table = renderAccuracy(groupAccuracy(documents, by), by, columnsOf(process.stdout, PIPED_WIDTH))
  const listed = wrongFields(documents).slice(0, wrong).map(renderWrong)
  return `${[...table, ...(listed.length > 0 ? ['', ...listed] : [])].join('\n')}\n`
}

function asJson(documents: readonly NamedDocument[], { by, wrong }: Options): string {
  const groups = Object.fromEntries(groupAccuracy(documents, by).map(({ key, accuracy }) => [key, accuracy]))
  const listed = wrongFields(documents)
    .slice(0, wrong)
    .map(({ document, id, truth, found, review }) => ({
      document,
      field: id,
      printed: truth,
      found: found ?? null,
      review,
    }))
  return `${JSON.stringify({ format: 'nianbao/accuracy@1', by, groups, wrong: listed }, null, 2)}\n`
}
