import { setTimeout as delay } from 'node:timers/promises'
import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { type ClusterStatus, clusterStatus } from '../workers/status.ts'
import { addClusterOptions, parseBatch, SERVICE_EXIT, SHORT_MS, withStore } from './cluster-options.ts'
import { onlyBatchText } from './common-options.ts'
import { listenForInterrupts } from './interrupts.ts'
import { say } from './language.ts'
import { areServicesNamed } from './named-services.ts'
import { outputSink } from './output.ts'
import { createLiveView } from './status/live.ts'
import { renderStatus } from './status/render.ts'
import { styleFor } from './style.ts'
import { isLively } from './terminal.ts'

type Options = {
  readonly redis?: string
  readonly database?: string
  readonly batch?: string
  readonly once?: boolean
  readonly wait?: boolean
  readonly strict?: boolean
  readonly json?: boolean
}

const AFTER = say(
  `
Examples:
  nianbao status                          live on a terminal, until q
  nianbao status --batch 2023 --json      once, for scripts
  nianbao status --wait --strict && nianbao export --out reports

Exit codes: 0 told, 2 wrong use, ${SERVICE_EXIT} (a missing Redis alone is told and no failure). With --wait: 0 all
done, 3 some failed, 4 some are in review (--strict), 130 stopped by Ctrl-C.`,
  `
示例：
  nianbao status                          在终端上实时显示，按 q 结束
  nianbao status --batch 2023 --json      只显示一次，供脚本使用
  nianbao status --wait --strict && nianbao export --out reports

退出码：0 完成，2 用法错误，${SERVICE_EXIT}（只缺 Redis 时仅作提示，不算失败）。加 --wait 时：0 全部完成，3 有的失败，
4 有的待核对（--strict），130 被 Ctrl-C 中止。`,
)

/** Milliseconds between two looks. */
const LOOK_EVERY_MS = 1000

/** `nianbao status`: where the work stands. */
export function statusCommand(): Command {
  const command = new Command('status')
    .summary(say('what is waiting, running, done, in review, failed', '查看进度：等待、进行、完成、待核对、失败'))
    .description(
      say(
        'Tells where submitted documents stand, with pages read, rates, the time that is left, and what the queues hold. Live on a terminal, once elsewhere.',
        '显示已提交文档的状态、已读页数、速度、剩余时间和队列情况。在终端上实时更新，否则只显示一次。',
      ),
    )
    .option('--batch <name>', onlyBatchText(), parseBatch)
    .option('--once', say('tell once, on a terminal too', '在终端上也只显示一次'))
    .option('--wait', say('end when nothing is waiting or running any more', '等到全部处理完再结束'))
    .option(
      '--strict',
      say('with --wait: exit with 4 if anything is in review', '与 --wait 同用：有待核对的内容时退出码为 4'),
    )
    .option('--json', say('as JSON; with --wait, at the end', '以 JSON 输出；加 --wait 时在最后输出'))
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      process.exitCode = await withStore(
        command,
        async (store, { redis }) => {
          const line = createQueueLine(redis)
          const look = async () => clusterStatus(store, await line.queues(), { batch: options.batch, now: Date.now() })
          const live = isLively(process.stdout) && !options.json && !options.once
          try {
            return await (live ? follow(look, options) : tellOnce(look, options))
          } finally {
            await line.close()
          }
        },
        { patienceMs: SHORT_MS, looking: true },
      )
    })
}

async function tellOnce(look: () => Promise<ClusterStatus>, options: Options): Promise<number> {
  const interrupts = listenForInterrupts()
  let status = await look()
  while (options.wait && !isOver(status) && !interrupts.came()) {
    await interrupts.rest(LOOK_EVERY_MS)
    status = await look()
  }
  interrupts.end()
  const text = options.json ? `${JSON.stringify(status)}\n` : textOf(status, options)
  await outputSink(process.stdout).write(text)
  return interrupts.came() ? EXIT.interrupted : exitOfStatus(status, options)
}

async function follow(look: () => Promise<ClusterStatus>, options: Options): Promise<number> {
  const quit = new AbortController()
  const view = createLiveView(process.stdout, process.stdin, () => quit.abort())
  try {
    for (;;) {
      const status = await look()
      const over = options.wait && isOver(status)
      const hint = over ? '' : say('\nq quits; the work goes on\n', '\n按 q 退出，读取不受影响\n')
      view.draw(textOf(status, options) + hint)
      if (over) return exitOfStatus(status, options)
      await delay(LOOK_EVERY_MS, undefined, { signal: quit.signal }).catch(() => {})
      if (quit.signal.aborted) return options.wait ? EXIT.interrupted : EXIT.ok
    }
  } finally {
    view.end()
  }
}

function textOf(status: ClusterStatus, options: Options): string {
  return renderStatus(status, styleFor(process.stdout), areServicesNamed(options))
}

function isOver({ states }: ClusterStatus): boolean {
  return states.waiting + states.running === 0
}

function exitOfStatus({ states }: ClusterStatus, { wait, strict }: Options): number {
  if (!wait) return EXIT.ok
  if (states.failed > 0) return EXIT.input
  return strict && states.review > 0 ? EXIT.review : EXIT.ok
}
