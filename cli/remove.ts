import { createInterface } from 'node:readline/promises'
import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import type { Document } from '../store/documents.ts'
import type { Store } from '../store/open.ts'
import { type Removal, removeDocument } from '../store/remove.ts'
import { cancelAll } from '../workers/cancel.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { type Selection, selectDocuments } from '../workers/select.ts'
import { addClusterOptions, parseBatch, SERVICE_EXIT, tell, who, withStore } from './cluster-options.ts'
import { listed, say } from './language.ts'
import { documents, unknownNames } from './orders.ts'
import { printable } from './printable.ts'

type Options = { readonly batch?: string; readonly yes?: boolean; readonly force?: boolean }

const AFTER = say(
  `
Examples:
  nianbao remove report.pdf               asks first; --yes does not
  nianbao remove --batch mistake --yes    what came in this batch and in no other one

What was read of a document and what people said of it go with it; lines of the audit log stay, and one says who removed
it. Its contents are taken away by nianbao sweep.

Exit codes: 0 done, 2 wrong use, or --yes is missing, 3 a name means no document, or some were left, ${SERVICE_EXIT}.`,
  `
示例：
  nianbao remove report.pdf               先询问；加 --yes 则不问
  nianbao remove --batch mistake --yes    只随这一批次提交的文档

文档的识别结果和核对记录一并删除；审计日志保留，并记下由谁删除。文件内容由 nianbao sweep 清理。

退出码：0 完成，2 用法错误或缺少 --yes，3 有的名称找不到文档或有文档未删，${SERVICE_EXIT}。`,
)

/** `nianbao remove`: takes documents out of the store for good. */
export function removeCommand(): Command {
  const command = new Command('remove')
    .summary(say('remove documents for good', '彻底删除文档'))
    .description(
      say(
        'Removes documents that should never have been handed in, with everything that was read and said of them.',
        '删除误交的文档，以及它们的全部识别结果和核对记录。',
      ),
    )
    .argument(
      '[documents...]',
      say('ids, beginnings of ids (6 digits or more), or names', '文档编号、编号开头（至少 6 位）或文件名'),
    )
    .option('--batch <name>', say('those of this batch', '这一批次的文档'), parseBatch)
    .option('--yes', say('do not ask', '不再询问'))
    .option('--force', say('also what is being read, or settled by somebody', '正在读取或正由他人核对的文档也删除'))
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (named: string[], options: Options) => {
      if (named.includes('') || (named.length === 0 && options.batch === undefined)) {
        command.error(
          `error: ${say('say which: ids or names, or --batch NAME', '请指明文档：编号或文件名，或 --batch 批次')}`,
        )
      }
      const selection = { named, batch: options.batch }
      process.exitCode = await withStore(command, (store, { redis }) => remove(selection, options, store, redis))
    })
}

async function remove(selection: Selection, { batch, yes, force }: Options, store: Store, redis: string) {
  const unknown = unknownNames()
  const found: Document[] = []
  for await (const page of selectDocuments(store, selection, unknown.add)) found.push(...page)
  if (found.length > 0 && !yes && !(await isMeant(found))) return EXIT.usage
  if (force) await cancelOpen(found, store, redis)
  const ends = new Map<Removal, number>()
  for (const { id } of found) {
    const order = { document: id, batch, force: force ?? false, who: who(), at: Date.now() }
    const end = await removeDocument(store.db, order)
    ends.set(end, (ends.get(end) ?? 0) + 1)
  }
  process.stderr.write(`${summaryOf(ends)}\n`)
  return unknown.count() > 0 || ends.has('leased') || ends.has('unfinished') ? EXIT.input : EXIT.ok
}

/** Asks whoever sits there; where nobody does, says what to do. */
async function isMeant(found: readonly Document[]): Promise<boolean> {
  const names = found.slice(0, 3).map(({ name }) => printable(name))
  const shown = `${listed(names)}${found.length > names.length ? ' …' : ''}`
  const some = documents(found.length) + say(` (${shown})`, `（${shown}）`)
  if (!process.stdin.isTTY) {
    tell(say(`${some} would be removed for good; say --yes`, `将彻底删除 ${some}；请加 --yes`))
    return false
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await asking.question(say(`Remove ${some} for good? [y/N] `, `彻底删除 ${some}？[y/N] `))
  asking.close()
  return /^(y|yes|是)$/i.test(answer.trim())
}

/** Work on documents that are about to go is taken out of the queues first; where these are away, workers find out. */
async function cancelOpen(found: readonly Document[], store: Store, redis: string): Promise<void> {
  const open = found.filter(({ state }) => state === 'waiting' || state === 'running')
  if (open.length === 0) return
  const line = createQueueLine(redis)
  try {
    await cancelAll(pageOf(open), { store, line, who: who(), now: Date.now })
  } finally {
    await line.close()
  }
}

async function* pageOf(found: readonly Document[]): AsyncGenerator<readonly Document[]> {
  yield found
}

function summaryOf(ends: ReadonlyMap<Removal, number>): string {
  const of = (end: Removal) => ends.get(end) ?? 0
  const left = [
    ...(of('unfinished') > 0 ? [say(`${of('unfinished')} being read`, `正在读取 ${of('unfinished')} 份`)] : []),
    ...(of('leased') > 0 ? [say(`${of('leased')} being settled`, `正在核对 ${of('leased')} 份`)] : []),
  ]
  return [
    say(`${documents(of('removed'))} removed`, `已删除 ${documents(of('removed'))}`),
    ...(of('withdrawn') > 0
      ? [say(`${of('withdrawn')} only withdrawn from the batch`, `仅移出批次 ${of('withdrawn')} 份`)]
      : []),
    ...(left.length > 0 ? [`${say('left as they are: ', '未动：')}${listed(left)}`] : []),
  ].join(' · ')
}
