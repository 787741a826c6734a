import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import type { DocumentState } from '../store/schema.ts'
import { createDispatch } from '../workers/dispatch.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { reopenAll } from '../workers/reopen.ts'
import { selectDocuments } from '../workers/select.ts'
import { addClusterOptions, SERVICE_EXIT, who, withStore } from './cluster-options.ts'
import { say } from './language.ts'
import { addWhich, selectionOf, unknownNames, type WhichOptions } from './orders.ts'
import { tellReopened } from './reopened.ts'

const AFTER = say(
  `
Examples:
  nianbao retry --all                   everything that failed
  nianbao retry report.pdf 1a2b3c4d     these, also where they were cancelled

Exit codes: 0 done, 2 wrong use, 3 a name means no document, ${SERVICE_EXIT} (without Redis the orders are kept).`,
  `
示例：
  nianbao retry --all                   所有失败的文档
  nianbao retry report.pdf 1a2b3c4d     指名的文档，已撤出的也包括在内

退出码：0 完成，2 用法错误，3 有的名称找不到文档，${SERVICE_EXIT}（只缺 Redis 时任务会保存下来）。`,
)

/** `nianbao retry`: failed documents again. */
export function retryCommand(): Command {
  const command = new Command('retry')
    .summary(say('order failed documents again', '重新读取失败的文档'))
    .description(
      say(
        'Orders failed documents once more, and cancelled ones where they are named or of the batch given. What was read of them is not read again.',
        '重新下达失败的文档；指名的文档或指定批次中已撤出的也一并恢复。已读的页不会再读。',
      ),
    )
  return addClusterOptions(addWhich(command, say('everything that failed', '所有失败的文档')))
    .addHelpText('after', AFTER)
    .action(async (named: string[], options: WhichOptions) => {
      // All that failed is a repair; what somebody cancelled only comes back when it is meant.
      const from: readonly DocumentState[] = options.all ? ['failed'] : ['failed', 'cancelled']
      const selection = selectionOf(command, named, options, from)
      process.exitCode = await withStore(command, async (store, { redis }) => {
        const unknown = unknownNames()
        const line = createQueueLine(redis)
        try {
          const result = await reopenAll(selectDocuments(store, selection, unknown.add), {
            ...{ store, dispatch: createDispatch(line), from, who: who(), action: 'retried', now: Date.now },
          })
          const code = tellReopened(result, say('for another try', '等待重试'))
          return code === EXIT.ok && unknown.count() > 0 ? EXIT.input : code
        } finally {
          await line.close()
        }
      })
    })
}
