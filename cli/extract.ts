import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import { openReportFolder } from '../store/folder.ts'
import { outputProblem, writableFolder } from '../store/write-file.ts'
import { type ExtractOptions, extractAll, type Result } from '../workers/extract.ts'
import { inputsText, quietOption } from './common-options.ts'
import { expandInputs } from './inputs.ts'
import { say } from './language.ts'
import { outputSink } from './output.ts'
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

const AFTER = say(
  `
Examples:
  nianbao extract report.pdf --out reports        one report, reports/report.json
  nianbao extract 2023/ 'more/*.txt' --out reports --jobs 4
  nianbao extract 2023/ --json | jq .document     one report a line, nothing kept
  cat dump.txt | nianbao extract - --out reports  reports/stdin.json

Inputs with one base name get names of their own: NAME.json, NAME~1a2b3c4d.json. Running again on inputs that did not
change does nothing.

Exit codes: 0 done, 2 wrong use, 3 an input could not be read in whole, 4 something is in review
(--strict), 5 output could not be written, 130 stopped by Ctrl-C, 1 a defect. All problems: docs/errors.md.`,
  `
示例：
  nianbao extract report.pdf --out reports        一份报告，写入 reports/report.json
  nianbao extract 2023/ 'more/*.txt' --out reports --jobs 4
  nianbao extract 2023/ --json | jq .document     每行一份报告，不写文件
  cat dump.txt | nianbao extract - --out reports  写入 reports/stdin.json

主名相同的输入各有各的报告：NAME.json、NAME~1a2b3c4d.json。再次运行时，没有变化的输入不再处理。

退出码：0 完成，2 用法错误，3 有的输入无法读取或只读出一部分，4 有内容需要核对（--strict），5 无法写出，
130 被 Ctrl-C 中止，1 程序缺陷。全部问题代码见 docs/errors.md。`,
)

/** `nianbao extract`: reads inputs, writes a report for each. */
export function extractCommand(): Command {
  const command = new Command('extract')
    .summary(say('read reports and write normalized, checked JSON', '读取年报，写出验算过的规范 JSON'))
    .description(
      say(
        'Reads annual reports (PDFs, scans, faxes, photos, text dumps, folders of them), rebuilds their tables, checks the sums and writes one JSON report for each. What nobody should trust unseen is marked for review.',
        '读取年报（PDF、扫描件、传真件、照片、文本，或其文件夹），还原表格，验算勾稽关系，为每份写出一个 JSON 报告。不能直接采信的内容列入核对。',
      ),
    )
    .argument('<inputs...>', inputsText())
    .option(
      '-o, --out <dir>',
      say('folder for the reports; made where it does not exist', '存放报告的文件夹；不存在时自动建立'),
    )
    .option(
      '--json',
      say(
        'write every report to standard output, one per line, in the order of the inputs',
        '把报告输出到标准输出，每行一份，次序与输入相同',
      ),
    )
    .option('--strict', say('exit with 4 if anything went to review', '有内容列入核对时退出码为 4'))
    .option(
      '--force',
      say(
        'read again what has not changed, and replace files that are no reports',
        '没有变化的也重新读取，并替换不是报告的同名文件',
      ),
    )
  return addReadingOptions(command)
    .addOption(quietOption())
    .option(
      '--debug <dir>',
      say(
        'draw every page with its rulings, cells, readings and confidence, unchanged inputs too; print stacks of defects',
        '把每一页的表格线、单元格、识别结果和置信度画成图，没有变化的输入也画；程序出错时显示调用栈',
      ),
    )
    .addHelpText('after', AFTER)
    .action(async (args: string[], options: Options, command: Command) => {
      if (!options.out && !options.json) {
        const where = say(
          'say where to: --out DIR, or --json for standard output',
          '请指明写到哪里：--out 文件夹，或用 --json 输出到标准输出',
        )
        command.error(`error: ${where}`)
      }
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
  const sink = outputSink(process.stdout)
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
    summary.addProblem(say('standard output', '标准输出'), outputProblem(error, 'standard output'))
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
    ...(interrupted ? [`nianbao: ${say('stopped; what was written is whole', '已中止；已写出的文件都是完整的')}`] : []),
    ...summary.lines(options.quiet ?? false),
  ]
  if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`)
  return summary.exitCode({ strict: options.strict ?? false, interrupted })
}
