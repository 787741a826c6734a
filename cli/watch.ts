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
import { newBatchText, passwordOption } from './common-options.ts'
import { isTaken } from './inputs.ts'
import { listenForInterrupts } from './interrupts.ts'
import { listed, say } from './language.ts'
import { parseSeconds } from './options.ts'
import { about } from './problem-text.ts'
import { addBytesOption, addRuleOptions, type RuleOptions } from './reading-options.ts'
import { lineOf } from './submit.ts'
import { versionsOf } from './versions-of.ts'
import { troubleText } from './watch-trouble.ts'

type Options = RuleOptions & {
  readonly batch?: string
  readonly password?: string
  readonly settle: number
  readonly poll?: boolean
  readonly maxBytes: number
  readonly json?: boolean
  readonly quiet?: boolean
}

const AFTER = say(
  `
Examples:
  nianbao watch incoming                   until Ctrl-C
  nianbao watch incoming --settle 10       for copies over a slow line
  nianbao watch /mnt/share --poll          folders of other machines, which tell nobody of changes

Files are handed in when nobody has touched them for --settle seconds; a PDF without its end mark is waited for longer.
Names of unfinished files (.part, .crdownload, .tmp, ~$…, names that begin with a dot) are left aside. A file that
changes later is handed in as what it is then, and the document that it was before is named: it stays. A folder that goes
away, Redis and the database are waited for.

Exit codes: 0 stopped by Ctrl-C or SIGTERM, 2 wrong use, ${SERVICE_EXIT} at the start.`,
  `
示例：
  nianbao watch incoming                   一直运行，按 Ctrl-C 结束
  nianbao watch incoming --settle 10       文件经慢速网络复制过来
  nianbao watch /mnt/share --poll          其他机器的共享文件夹，变化时不发通知

文件在 --settle 秒内没有变动才会提交；没有结束标记的 PDF 会多等一会儿。名称像未完成的文件（.part、.crdownload、.tmp、
~$…、以点开头）不提交。提交之后又变动的文件，按新内容再次提交，并指明先前提交的那份文档，它仍保留。文件夹消失、Redis 或数据库中断时会等待恢复。

退出码：0 被 Ctrl-C 或 SIGTERM 结束，2 用法错误，${SERVICE_EXIT}（启动时）。`,
)

/** `nianbao watch`: hands in what appears in folders. */
export function watchCommand(): Command {
  const command = new Command('watch')
    .summary(say('hand in what appears in folders', '监视文件夹，提交新出现的文档'))
    .description(
      say(
        'Hands in every document in folders and below them, those that are there and those that appear, until it is stopped.',
        '提交文件夹及其下级文件夹中已有的和新出现的所有文档，直到被停止。',
      ),
    )
    .argument('<folders...>', say('folders to watch', '要监视的文件夹'))
    .option('--batch <name>', newBatchText(), parseBatch)
    .addOption(passwordOption())
    .option(
      '--settle <seconds>',
      say('time that a file must be left alone', '文件多少秒没有变动才提交'),
      parseSeconds,
      2,
    )
    .option(
      '--poll',
      say('look every two seconds instead of being told of changes', '每两秒查看一次，不依靠系统的变动通知'),
    )
  addBytesOption(addRuleOptions(command))
    .option('--json', say('a line of JSON for each document on standard output', '在标准输出上为每份文档给出一行 JSON'))
    .option('-q, --quiet', say('only what failed', '只显示失败'))
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
  /** What each file was handed in as, for those that change afterwards. */
  const handedIn = new Map<string, string>()
  const told = (result: Exclude<Submitted, { kind: 'unsteady' }>) => {
    if (options.json) process.stdout.write(lineOf(result, batch))
    if (result.kind === 'problem') return void complain(result.input.shown, result.problem)
    const earlier = handedIn.get(result.input.shown)
    handedIn.set(result.input.shown, result.document)
    const changed = earlier === undefined || earlier === result.document ? '' : changedText(earlier)
    if (options.quiet || (result.kind === 'known' && !changed)) return
    tell(about(result.input.shown, TOLD[result.kind]() + changed))
  }
  if (!options.quiet) {
    const where = listed(folders)
    tell(say(`watching ${where} · batch ${batch} · Ctrl-C ends`, `正在监视 ${where} · 批次 ${batch} · 按 Ctrl-C 结束`))
  }
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
      onTrouble: (message) => tell(troubleText(message)),
    })
  } finally {
    interrupts.end()
    await line.close()
  }
  return EXIT.ok
}

/** Of a file that was handed in before it was whole, or was edited: nobody knows which of the two is meant. */
function changedText(earlier: string): string {
  const id = earlier.slice(0, 12)
  return say(
    `; it has changed since it was handed in as ${id}, which stays (nianbao remove ${id} takes it out)`,
    `；提交为 ${id} 之后又有变动，先前那份仍保留（可用 nianbao remove ${id} 删除）`,
  )
}

const TOLD = {
  known: () => say('known', '已有'),
  new: () => say('new', '新文档'),
  again: () => say('known, to be read again', '已有，待重新读取'),
  rules: () => say('known, to be assembled again', '已有，待重新生成报告'),
  failed: () => say('known, failed before', '已有，曾失败'),
  cancelled: () => say('known, cancelled before', '已有，曾撤出'),
} as const
