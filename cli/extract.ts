import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import { openReportFolder } from '../store/folder.ts'
import { outputProblem, writableFolder } from '../store/write-file.ts'
import { type ExtractOptions, extractAll, type Result } from '../workers/extract.ts'
import { expandInputs } from './inputs.ts'
import { lineSink } from './output.ts'
import { createProgress } from './progress.ts'
import { addReadingOptions, jobsFor, type ReadingOptions, runSettings } from './reading-options.ts'
import { createSummary, type Summary } from './summary.ts'

type Options = ReadingOptions & {
  readonly out?: string
  readonly json?: boolean
  readonly strict?: boolean
  readonly force?: boolean
  readonly quiet?: boolean
  readonly debug?: string
}

const AFTER = `
Examples:
  nianbao extract report.pdf --out reports        one report, reports/report.json
  nianbao extract 2023/ 'more/*.txt' --out reports --jobs 4
  nianbao extract 2023/ --json | jq .document     one report a line, nothing kept
  cat dump.txt | nianbao extract - --out reports  reports/stdin.json

Inputs with one base name get names of their own: NAME.json, NAME~1a2b3c4d.json. Running again on inputs that did not
change does nothing. Exit codes: 0 done, 2 wrong use, 3 an input could not be read in whole, 4 something is in review
(--strict), 5 output could not be written, 130 stopped by Ctrl-C, 1 a defect. All problems: docs/errors.md.`

/** `nianbao extract`: reads inputs, writes a report for each. */
export function extractCommand(): Command {
  const command = new Command('extract')
    .summary('read reports and write normalized, checked JSON')
    .description(
      'Reads annual reports (PDFs, scans, faxes, photos, text dumps, folders of them), rebuilds their tables, checks the sums and writes one JSON report for each. What nobody should trust unseen is marked for review.',
    )
    .argument('<inputs...>', 'files, folders, globs, or - for standard input')
    .option('-o, --out <dir>', 'folder for the reports; made where it does not exist')
    .option('--json', 'write every report to standard output, one per line, in the order of the inputs')
    .option('--strict', 'exit with 4 if anything went to review')
    .option('--force', 'read again what has not changed, and replace files that are no reports')
  return addReadingOptions(command)
    .option('-q, --quiet', 'no progress and no summary, only what failed')
    .option(
      '--debug <dir>',
      'draw every page with its rulings, cells, readings and confidence, unchanged inputs too; print stacks of defects',
    )
    .addHelpText('after', AFTER)
    .action(async (args: string[], options: Options, command: Command) => {
      if (!options.out && !options.json) command.error('error: say where to: --out DIR, or --json for standard output')
      process.exitCode = await extract(args, options)
    })
}

async function extract(args: readonly string[], options: Options): Promise<number> {
  const { inputs, leftAside } = await expandInputs(args, options.maxBytes)
  const summary = createSummary(inputs.length, leftAside, options.debug !== undefined)
  const folder = options.out === undefined ? null : await openReportFolder(options.out)
  if (folder && 'code' in folder) {
    summary.addProblem('--out', folder)
    return finish(summary, { ...options, quiet: true }, false)
  }
  const undrawable = options.debug === undefined ? null : await writableFolder(options.debug, '--debug')
  if (undrawable) {
    summary.addProblem('--debug', undrawable)
    return finish(summary, { ...options, quiet: true }, false)
  }
  const stop = new AbortController()
  const interrupts = listenForInterrupts(stop)
  const progress = createProgress(inputs.length, process.stderr, options.quiet ?? false)
  const sink = lineSink(process.stdout)
  const run = extractAll(inputs, {
    ...runOptions(options, inputs.length),
    folder,
    signal: stop.signal,
    onProgress: (input, { page, pages }) => progress.page(input.shown, page, pages),
  })
  try {
    for await (const result of run) {
      summary.add(result)
      progress.done(result.kind === 'problem' || result.kind === 'defect')
      if (options.json && result.kind !== 'stopped') {
        const read = await sink.write(lineOf(result))
        if (!read && !folder) stop.abort()
      }
      if (result.kind === 'problem' && result.problem.code === 'output-disk-full') stop.abort()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
    summary.addProblem('standard output', outputProblem(error, 'standard output'))
  }
  progress.stop()
  const unsaved = await folder?.close()
  if (unsaved) summary.addProblem('--out', unsaved)
  interrupts.end()
  return finish(summary, options, interrupts.came())
}

function runOptions(
  options: Options,
  inputs: number,
): Pick<ExtractOptions, 'settings' | 'jobs' | 'timeoutMs' | 'force' | 'debug'> {
  return {
    settings: {
      ...runSettings(options),
      drawings: options.debug,
      indented: options.out !== undefined,
      compact: options.json ?? false,
    },
    jobs: jobsFor(options, inputs),
    timeoutMs: options.timeout * 1000,
    force: options.force ?? false,
    debug: options.debug !== undefined,
  }
}

/** One line for every input, also for those without a report, so that lines and inputs can be matched. */
function lineOf(result: Exclude<Result, { kind: 'stopped' }>): string {
  if (result.line) return result.line
  const failure =
    result.kind === 'problem'
      ? result.problem
      : { code: 'defect', message: result.kind === 'defect' ? result.message : 'no report' }
  return `${JSON.stringify({ format: 'nianbao/problem@1', input: result.input.shown, problem: failure })}\n`
}

/** The first Ctrl-C stops the run with whole files only; the second ends it on the spot. */
function listenForInterrupts(stop: AbortController): { came(): boolean; end(): void } {
  let came = false
  const onSignal = () => {
    if (came) process.exit(EXIT.interrupted)
    came = true
    stop.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal)
  return {
    came: () => came,
    end: () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal)
    },
  }
}

function finish(summary: Summary, options: Options, interrupted: boolean): number {
  const lines = [
    ...(interrupted ? ['nianbao: stopped; what was written is whole'] : []),
    ...summary.lines(options.quiet ?? false),
  ]
  if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`)
  return summary.exitCode({ strict: options.strict ?? false, interrupted })
}
