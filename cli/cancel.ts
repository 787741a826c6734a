import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { cancelAll } from '../workers/cancel.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { type Selection, selectDocuments } from '../workers/select.ts'
import { addClusterOptions, refuse, SERVICE_EXIT, who, withStore } from './cluster-options.ts'
import { say } from './language.ts'
import { addWhich, documents, leftLine, selectionOf, unknownNames, type WhichOptions } from './orders.ts'
import { problemSentence } from './problem-text.ts'

const AFTER = say(
  `
Examples:
  nianbao cancel --batch 2023     what is left of a batch
  nianbao cancel report.pdf       one document; nianbao retry report.pdf brings it back

Exit codes: 0 done, also where Redis does not answer, since workers leave cancelled documents alone; 2 wrong use,
3 a name means no document, ${SERVICE_EXIT}.`,
  `
示例：
  nianbao cancel --batch 2023     撤出一个批次中余下的文档
  nianbao cancel report.pdf       一份文档；用 nianbao retry report.pdf 恢复

退出码：0 完成（Redis 没有应答也算，工作进程不会再读已撤出的文档），2 用法错误，3 有的名称找不到文档，
${SERVICE_EXIT}。`,
)

/** `nianbao cancel`: takes documents that have not ended out of the queues. */
export function cancelCommand(): Command {
  const command = new Command('cancel')
    .summary(say('take documents out of the queues', '把文档撤出队列'))
    .description(
      say(
        'Cancels documents that wait or are being worked on. What was read of them stays in the store; documents that have ended stay as they are.',
        '撤出等待中和进行中的文档。已读的内容留在数据库中；已结束的文档不受影响。',
      ),
    )
  return addClusterOptions(addWhich(command, say('everything that waits or runs', '所有等待中和进行中的文档')))
    .addHelpText('after', AFTER)
    .action(async (named: string[], options: WhichOptions) => {
      const selection = selectionOf(command, named, options, ['waiting', 'running'])
      process.exitCode = await withStore(command, (store, { redis }) => cancel(selection, store, redis))
    })
}

async function cancel(selection: Selection, store: Store, redis: string): Promise<number> {
  const unknown = unknownNames()
  const line = createQueueLine(redis)
  try {
    const pages = selectDocuments(store, selection, unknown.add)
    const { cancelled, left, problem } = await cancelAll(pages, { store, line, who: who(), now: Date.now })
    const rest = left.size > 0 ? ` · ${leftLine(left)}` : ''
    process.stderr.write(`${say(`${documents(cancelled)} cancelled`, `已撤出 ${documents(cancelled)}`)}${rest}\n`)
    if (problem && cancelled > 0) {
      const found = say('; jobs in it will be found cancelled', '；其中的任务届时会发现文档已撤出')
      refuse(problem.code, problemSentence(problem) + found)
    }
    return unknown.count() > 0 ? EXIT.input : EXIT.ok
  } finally {
    await line.close()
  }
}
