import { setTimeout as delay } from 'node:timers/promises'
import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { type ClusterStatus, clusterStatus } from '../workers/status.ts'
import { addClusterOptions, LOOKING_MS, SERVICE_EXIT, withStore } from './cluster-options.ts'
import { listenForInterrupts } from './interrupts.ts'
import { lineSink } from './output.ts'
import { createLiveView } from './status/live.ts'
import { renderStatus } from './status/render.ts'
import { styleFor } from './style.ts'

type Options = {
  readonly batch?: string
  readonly once?: boolean
  readonly wait?: boolean
  readonly strict?: boolean
  readonly json?: boolean
}

const AFTER = `
Examples:
  nianbao status                          live on a terminal, until q
  nianbao status --batch 2023 --json      once, for scripts
  nianbao status --wait --strict && nianbao export --out reports

Exit codes: 0 told, 2 wrong use, ${SERVICE_EXIT} (a missing Redis alone is told and no failure). With --wait: 0 all
done, 3 some failed, 4 some are in review (--strict), 130 stopped by Ctrl-C.`

/** Milliseconds between two looks. */
const LOOK_EVERY_MS = 1000

/** `nianbao status`: where the work stands. */
export function statusCommand(): Command {
  const command = new Command('status')
    .summary('what is waiting, running, done, in review, failed')
    .description(
      'Tells where submitted documents stand, with pages read, rates, the time that is left, and what the queues hold. Live on a terminal, once elsewhere.',
    )
    .option('--batch <name>', 'only the documents of this batch')
    .option('--once', 'tell once, on a terminal too')
    .option('--wait', 'end when nothing is waiting or running any more')
    .option('--strict', 'with --wait: exit with 4 if anything is in review')
    .option('--json', 'as JSON; with --wait, at the end')
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      process.exitCode = await withStore(
        command,
        async (store, { redis }) => {
          const line = createQueueLine(redis)
          const look = async () => clusterStatus(store, await line.queues(), { batch: options.batch, now: Date.now() })
          const live = process.stdout.isTTY && !options.json && !options.once
          try {
            return await (live ? follow(look, options) : tellOnce(look, options))
          } finally {
            await line.close()
          }
        },
        LOOKING_MS,
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
  const text = options.json ? `${JSON.stringify(status)}\n` : renderStatus(status, styleFor(process.stdout))
  await lineSink(process.stdout).write(text)
  return interrupts.came() ? EXIT.interrupted : exitOfStatus(status, options)
}

async function follow(look: () => Promise<ClusterStatus>, options: Options): Promise<number> {
  const quit = new AbortController()
  const view = createLiveView(process.stdout, process.stdin, () => quit.abort())
  try {
    for (;;) {
      const status = await look()
      const over = options.wait && isOver(status)
      const hint = over ? '' : '\nq quits; the work goes on\n'
      view.draw(renderStatus(status, styleFor(process.stdout)) + hint)
      if (over) return exitOfStatus(status, options)
      await delay(LOOK_EVERY_MS, undefined, { signal: quit.signal }).catch(() => {})
      if (quit.signal.aborted) return options.wait ? EXIT.interrupted : EXIT.ok
    }
  } finally {
    view.end()
  }
}

function isOver({ states }: ClusterStatus): boolean {
  return states.waiting + states.running === 0
}

function exitOfStatus({ states }: ClusterStatus, { wait, strict }: Options): number {
  if (!wait) return EXIT.ok
  if (states.failed > 0) return EXIT.input
  return strict && states.review > 0 ? EXIT.review : EXIT.ok
}
