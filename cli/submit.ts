import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { createDispatch } from '../workers/dispatch.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { type Submitted, submitAll } from '../workers/submit.ts'
import { addClusterOptions, batchNow, parseBatch, SERVICE_EXIT, who, withStore } from './cluster-options.ts'
import { expandInputs } from './inputs.ts'
import { listenForInterrupts } from './interrupts.ts'
import { lineSink } from './output.ts'
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

const AFTER = `
Examples:
  nianbao submit 2023/ --batch 2023     a folder of reports
  nianbao submit new.pdf --json         a line of JSON for each input

What was submitted before, under whatever name, is read again only where a newer reader may read it better, and assembled
again where forms or threshold changed; give the same --form, --models and --review-threshold here as to the workers.
Exit codes: 0 done, 2 wrong use, 3 an input could not be read, 5 the data folder could not be written,
${SERVICE_EXIT} (without Redis documents are kept and found by the next worker), 130 stopped.`

/** `nianbao submit`: hands documents in for workers to read. */
export function submitCommand(): Command {
  const command = new Command('submit')
    .summary('hand in documents for workers to read')
    .description(
      'Stores documents by their content and enqueues what needs work, for workers on this or other machines (nianbao worker). The same content is never read twice by the same reader.',
    )
    .argument('<inputs...>', 'files, folders, globs, or - for standard input')
    .option('--batch <name>', 'what to call them together (default: the time, in UTC)', parseBatch)
    .option('--password <text>', 'opens encrypted PDFs among them')
  addBytesOption(addRuleOptions(command))
    .option('--json', 'a line of JSON for each input on standard output')
    .option('-q, --quiet', 'no progress and no summary, only what failed')
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
  const sink = lineSink(process.stdout)
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
