import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import type { DocumentState } from '../store/schema.ts'
import { createDispatch } from '../workers/dispatch.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { reopenAll } from '../workers/reopen.ts'
import { type Selection, selectDocuments } from '../workers/select.ts'
import { addClusterOptions, SERVICE_EXIT, tell, who, withStore } from './cluster-options.ts'
import { say } from './language.ts'
import { addWhich, documents, selectionOf, unknownNames, type WhichOptions } from './orders.ts'
import { tellReopened } from './reopened.ts'
import { unreadOrders, withoutRead } from './retry/unread.ts'

const AFTER = say(
  `
Examples:
  nianbao retry --all                   everything that failed
  nianbao retry report.pdf 1a2b3c4d     these: failed, cancelled, or in review with pages that were not read
  nianbao retry --batch 2023 --unread   what failed in a batch, and pages of it that were not read

Of a document in review only the pages that were not read are read again; what people said of it stays. What somebody
is settling right now is left.

Exit codes: 0 done, 2 wrong use, 3 a name means no document, ${SERVICE_EXIT} (without Redis the orders are kept).`,
  `
示例：
  nianbao retry --all                   所有失败的文档
  nianbao retry report.pdf 1a2b3c4d     指名的文档：失败的、已撤出的，或待核对而有页面未读的
  nianbao retry --batch 2023 --unread   一个批次中失败的文档，以及其中未读的页面

待核对的文档只重读未读的页面，人工核对的内容保留。有人正在核对的文档不动。

退出码：0 完成，2 用法错误，3 有的名称找不到文档，${SERVICE_EXIT}（只缺 Redis 时任务会保存下来）。`,
)

type Options = WhichOptions & { readonly unread?: boolean }

/** `nianbao retry`: failed documents again, and unread pages. */
export function retryCommand(): Command {
  const command = new Command('retry')
    .summary(say('order failed documents and unread pages again', '重新读取失败的文档和未读的页面'))
    .description(
      say(
        'Orders failed documents once more, and cancelled ones where they are named or of the batch given; of documents in review that are named, or with --unread, the pages that were not read. What was read of them is not read again.',
        '重新下达失败的文档；指名的文档或指定批次中已撤出的也一并恢复。待核对的文档如被指名或给出 --unread，则重读其中未读的页面。已读的页不会再读。',
      ),
    )
  addWhich(command, say('everything that failed', '所有失败的文档')).option(
    '--unread',
    say('also pages that were not read, of documents in review', '同时重读待核对文档中未读的页面'),
  )
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (named: string[], options: Options) => {
      // All that failed is a repair; what somebody cancelled only comes back when it is meant.
      const from: readonly DocumentState[] = options.all ? ['failed'] : ['failed', 'cancelled']
      const selection = selectionOf(command, named, options, options.unread ? [...from, 'review'] : from)
      process.exitCode = await withStore(command, (store, { redis }) => retry(store, redis, selection, from))
    })
}

async function retry(
  store: Store,
  redis: string,
  selection: Selection,
  from: readonly DocumentState[],
): Promise<number> {
  const unknown = unknownNames()
  const unread = unreadOrders(store, who())
  const meant = selectDocuments(store, selection, unknown.add)
  const line = createQueueLine(redis)
  try {
    const result = await reopenAll(selection.named.length > 0 ? meant : withoutRead(store, meant), {
      ...{ store, dispatch: createDispatch(line), from, otherwise: unread.order },
      ...{ who: who(), action: 'retried', now: Date.now },
    })
    const code = tellReopened(result, say('for another try', '等待重试'))
    if (unread.leased() > 0) {
      const count = documents(unread.leased())
      tell(say(`${count} left: somebody is settling it; try again later`, `${count}有人正在核对，未动；请稍后再试`))
    }
    return code === EXIT.ok && unknown.count() > 0 ? EXIT.input : code
  } finally {
    await line.close()
  }
}
