import { basename, join } from 'node:path'
import { Command, Option } from 'commander'
import { GROUPINGS, type Grouping, groupAccuracy, type NamedDocument } from '../pipeline/eval/group.ts'
import { judge } from '../pipeline/eval/judge.ts'
import { EXIT, type Problem } from '../schemas/problem.ts'
import { type Found, readNow } from './eval/read-now.ts'
import { renderAccuracy, renderWrong, wrongFields } from './eval/render.ts'
import { listFolder, readJudged, readTruths, type TruthFolder } from './eval/truths.ts'
import { parseCount } from './options.ts'
import { lineSink } from './output.ts'
import { printable } from './printable.ts'
import { addReadingOptions, type ReadingOptions } from './reading-options.ts'

type Options = ReadingOptions & {
  readonly by: Grouping
  readonly wrong?: number
  readonly json?: boolean
  readonly quiet?: boolean
}

/** Columns that a table may take where no terminal says. */
const PIPED_WIDTH = 140

const AFTER = `
Example:
  nianbao eval samples/digital                  read the documents beside the truths, and tell how it went
  nianbao eval labelled reports --wrong 20      judge reports that are there

right: value as printed. telling: of the numbers other than 0. silent: wrong and not in review, also in 10,000 fields.
caught: of the wrong ones in review. false: of those in review right after all. clean: reports with nothing wrong and
nothing in review. ECE: expected calibration error of the confidence. A truth without a report counts as not right.
Exit codes: 0 everything judged, 3 a truth or a report is missing or unreadable.`

/** `nianbao eval`: how right reports are, measured against labelled documents. */
export function evalCommand(): Command {
  const command = new Command('eval')
    .summary('measure accuracy against labelled documents')
    .description(
      'Compares reports with the truths NAME.truth.json of a folder and prints how much is right, silently wrong and in review. Without a folder of reports it reads the documents beside the truths first.',
    )
    .argument('<truths>', 'folder with NAME.truth.json or truths.jsonl, and the documents where they are to be read')
    .argument('[reports]', 'folder with the NAME.json that extract wrote')
    .addOption(
      new Option('--by <what>', 'a line for each level (condition), trait or document')
        .choices(GROUPINGS)
        .default('level'),
    )
    .option('--wrong <n>', 'list so many wrong fields, silent ones first', parseCount)
    .option('--json', 'figures and wrong fields as JSON')
  return addReadingOptions(command)
    .option('-q, --quiet', 'no progress')
    .option('--debug', 'stacks of defects')
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
  const sink = lineSink(process.stdout)
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
      `${others.length} report${others.length === 1 ? '' : 's'} without a truth left aside, such as ${others[0]}`,
    )
  }
  return new Map([...names].map((name) => [name, readJudged(join(folder, `${name}.json`))]))
}

function complain(where: string, { code, message }: Problem): number {
  tell(where, `${message} [${code}]`)
  return EXIT.input
}

function tell(where: string, what: string): void {
  process.stderr.write(`nianbao: ${printable(where)}: ${printable(what)}\n`)
}

function asText(documents: readonly NamedDocument[], { by, wrong = 0 }: Options): string {
  const table = renderAccuracy(groupAccuracy(documents, by), by, process.stdout.columns ?? PIPED_WIDTH)
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
