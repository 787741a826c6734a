import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { createDispatch } from '../workers/dispatch.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { type Submitted, submitAll } from '../workers/submit.ts'
import { addClusterOptions, batchNow, parseBatch, SERVICE_EXIT, who, withStore } from './cluster-options.ts'
import { inputsText, newBatchText, passwordOption, quietOption } from './common-options.ts'
import { expandInputs } from './inputs.ts'
import { listenForInterrupts } from './interrupts.ts'
import { say } from './language.ts'
import { outputSink } from './output.ts'
import { createProgress } from './progress.ts'
import { addBytesOption, addRuleOptions, type RuleOptions } from './reading-options.ts'
import { createSubmitSummary } from './submit-summary.ts'
import { versionsOf } from './versions-of.ts'

type Options = RuleOptions & {
  readonly batch?: string
  readonly password?: string
  readonly maxBytes: number
  readonly json?: boolean
  readonly quiet?: boolean
}

const AFTER = say(
  `
Examples:
  nianbao submit 2023/ --batch 2023     a folder of reports
  nianbao submit new.pdf --json         a line of JSON for each input

What was submitted before, under whatever name, is read again only where a newer reader may read it better, and assembled
again where forms or threshold changed; give the same --form, --models and --review-threshold here as to the workers.

Exit codes: 0 done, 2 wrong use, 3 an input could not be read, 5 the data folder could not be written,
${SERVICE_EXIT} (without Redis documents are kept and found by the next worker), 130 stopped by Ctrl-C.`,
  `
示例：
  nianbao submit 2023/ --batch 2023     提交一个文件夹的年报
  nianbao submit new.pdf --json         每个输入一行 JSON

提交过的内容不论叫什么名字，只有新版本可能读得更好时才重新读取，表式或核对阈值变了时才重新生成报告；
这里的 --form、--models 和 --review-threshold 应与工作进程的相同。

退出码：0 完成，2 用法错误，3 有的输入无法读取，5 数据文件夹无法写入，
${SERVICE_EXIT}（只缺 Redis 时文档会保存下来，由下一个工作进程来取），130 被 Ctrl-C 中止。`,
)

/** `nianbao submit`: hands documents in for workers to read. */
export function submitCommand(): Command {
  const command = new Command('submit')
    .summary(say('hand in documents for workers to read', '提交文档，由工作进程读取'))
    .description(
      say(
        'Stores documents by their content and enqueues what needs work, for workers on this or other machines (nianbao worker). The same content is never read twice by the same reader.',
        '按内容保存文档，把需要处理的放入队列，由本机或其他机器上的工作进程（nianbao worker）读取。同一版本不会把相同的内容读两遍。',
      ),
    )
    .argument('<inputs...>', inputsText())
    .option('--batch <name>', newBatchText(), parseBatch)
    .addOption(passwordOption())
  addBytesOption(addRuleOptions(command))
    .option('--json', say('a line of JSON for each input on standard output', '在标准输出上为每个输入给出一行 JSON'))
    .addOption(quietOption())
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (args: string[], options: Options) => {
      process.exitCode = await withStore(command, (store, { redis }) => submit(args, options, store, redis))
    })
}

async function submit(args: readonly string[], options: Options, store: Store, redis: string): Promise<number> {
  const { inputs, leftAside } = await expandInputs(args, options.maxBytes)
  const batch = options.batch ?? batchNow()
  const summary = createSubmitSummary(batch, inputs.length, leftAside)
  const progress = createProgress(inputs.length, process.stderr, options.quiet ?? false)
  const sink = outputSink(process.stdout)
  const interrupts = listenForInterrupts()
  const line = createQueueLine(redis)
  const dispatch = createDispatch(line)
  const run = submitAll(inputs, {
    ...{ store, dispatch, batch, who: who(), revive: true, now: Date.now },
    versions: versionsOf(options),
    password: options.password ?? null,
    maxBytes: options.maxBytes,
  })
  try {
    for await (const result of run) {
      if (result.kind === 'unsteady') continue // only files that are watched are asked to be
      summary.add(result)
      progress.done(result.kind === 'problem')
      if (options.json) await sink.write(lineOf(result, batch))
      if (interrupts.came() || (result.kind === 'problem' && result.problem.code === 'output-disk-full')) break
    }
  } finally {
    progress.stop()
    interrupts.end()
    // One more try; what Redis does not take now, workers find in the database.
    const problem = await dispatch.send([])
    if (problem) summary.addUnsent(dispatch.unsent, problem)
    await line.close()
  }
  const lines = summary.lines(options.quiet ?? false, interrupts.came())
  if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`)
  return interrupts.came() ? EXIT.interrupted : summary.exitCode()
}

/** What became of an input, as a line of JSON. */
export function lineOf(result: Exclude<Submitted, { kind: 'unsteady' }>, batch: string): string {
  const input = result.input.shown
  const told =
    result.kind === 'problem'
      ? { format: 'nianbao/problem@1', input, problem: result.problem }
      : {
          format: 'nianbao/submitted@1',
          input,
          batch,
          document: result.document,
          what: result.kind,
          queued: result.queued,
        }
  return `${JSON.stringify(told)}\n`
}
