import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { createDispatch } from '../workers/dispatch.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import type { Submitted } from '../workers/submit.ts'
import { watchFolders } from '../workers/watch.ts'
import {
  addClusterOptions,
  batchNow,
  complain,
  parseBatch,
  SERVICE_EXIT,
  tell,
  who,
  withStore,
} from './cluster-options.ts'
import { isTaken } from './inputs.ts'
import { listenForInterrupts } from './interrupts.ts'
import { parseSeconds } from './options.ts'
import { addBytesOption, addRuleOptions, type RuleOptions } from './reading-options.ts'
import { lineOf } from './submit.ts'
import { versionsOf } from './versions-of.ts'

type Options = RuleOptions & {
  readonly batch?: string
  readonly password?: string
  readonly settle: number
  readonly poll?: boolean
  readonly maxBytes: number
  readonly json?: boolean
  readonly quiet?: boolean
}

const AFTER = `
Examples:
  nianbao watch incoming                   until Ctrl-C
  nianbao watch incoming --settle 10       for copies over a slow line
  nianbao watch /mnt/share --poll          folders of other machines, which tell nobody of changes

Files are handed in when nobody has touched them for --settle seconds; a PDF without its end mark is waited for longer.
Names of unfinished files (.part, .crdownload, .tmp, ~$…, names that begin with a dot) are left aside. A file that
changes later is handed in as what it is then. A folder that goes away, Redis and the database are waited for.
Exit codes: 0 stopped by Ctrl-C or SIGTERM, 2 wrong use, ${SERVICE_EXIT} at the start.`

/** `nianbao watch`: hands in what appears in folders. */
export function watchCommand(): Command {
  const command = new Command('watch')
    .summary('hand in what appears in folders')
    .description(
      'Hands in every document in folders and below them, those that are there and those that appear, until it is stopped.',
    )
    .argument('<folders...>', 'folders to watch')
    .option('--batch <name>', 'what to call them together (default: the time, in UTC)', parseBatch)
    .option('--password <text>', 'opens encrypted PDFs among them')
    .option('--settle <seconds>', 'time that a file must be left alone', parseSeconds, 2)
    .option('--poll', 'look every two seconds instead of being told of changes')
  addBytesOption(addRuleOptions(command))
    .option('--json', 'a line of JSON for each document on standard output')
    .option('-q, --quiet', 'only what failed')
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (folders: string[], options: Options) => {
      process.exitCode = await withStore(command, (store, { redis }) => watch(folders, options, store, redis))
    })
}

async function watch(folders: readonly string[], options: Options, store: Store, redis: string): Promise<number> {
  const batch = options.batch ?? batchNow()
  const interrupts = listenForInterrupts()
  const line = createQueueLine(redis)
  const told = (result: Exclude<Submitted, { kind: 'unsteady' }>) => {
    if (options.json) process.stdout.write(lineOf(result, batch))
    if (result.kind === 'problem') complain(result.input.shown, result.problem)
    else if (!options.quiet && result.kind !== 'known') tell(`${result.input.shown}: ${TOLD[result.kind]}`)
  }
  if (!options.quiet) tell(`watching ${folders.join(', ')} · batch ${batch} · Ctrl-C ends`)
  try {
    await watchFolders(folders, {
      ...{ store, dispatch: createDispatch(line), batch, who: who(), revive: false, now: Date.now },
      versions: versionsOf(options),
      password: options.password ?? null,
      maxBytes: options.maxBytes,
      takes: isTaken,
      settleMs: options.settle * 1000,
      poll: options.poll ?? false,
      signal: interrupts.signal,
      rest: interrupts.rest,
      onSubmitted: told,
      onTrouble: tell,
    })
  } finally {
    interrupts.end()
    await line.close()
  }
  return EXIT.ok
}

const TOLD = {
  new: 'new',
  again: 'known, to be read again',
  rules: 'known, to be assembled again',
  failed: 'known, failed before',
  cancelled: 'known, cancelled before',
} as const
