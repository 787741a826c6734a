import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { findReport } from '../store/reports.ts'
import type { DocumentState } from '../store/schema.ts'
import { createDispatch } from '../workers/dispatch.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { reopenAll } from '../workers/reopen.ts'
import { selectDocuments } from '../workers/select.ts'
import { addClusterOptions, SERVICE_EXIT, who, withStore } from './cluster-options.ts'
import { say } from './language.ts'
import { addWhich, documents, unknownNames, type WhichOptions } from './orders.ts'
import { addRuleOptions, type RuleOptions } from './reading-options.ts'
import { tellReopened } from './reopened.ts'
import { versionsOf } from './versions-of.ts'

type Options = RuleOptions & WhichOptions

const AFTER = say(
  `
Examples:
  nianbao reassemble                        what other rules made, after an upgrade
  nianbao reassemble --form new-form.json   with a further form; give it to the workers too
  nianbao reassemble --all --batch 2023     every report of a batch
  nianbao reassemble report.pdf             this one, whatever made it

Exit codes: 0 done, 2 wrong use, 3 a name means no document, ${SERVICE_EXIT} (without Redis the orders are kept).`,
  `
示例：
  nianbao reassemble                        升级之后，更新旧规则生成的报告
  nianbao reassemble --form new-form.json   增加一种表式；工作进程也要给出同一表式
  nianbao reassemble --all --batch 2023     一个批次的所有报告
  nianbao reassemble report.pdf             只这一份，不论用什么规则生成

退出码：0 完成，2 用法错误，3 有的名称找不到文档，${SERVICE_EXIT}（只缺 Redis 时任务会保存下来）。`,
)

const FROM: readonly DocumentState[] = ['done', 'review']

/** `nianbao reassemble`: reports again, from the readings that are there. */
export function reassembleCommand(): Command {
  const command = new Command('reassemble')
    .summary(say('make reports again with the rules of today, without reading', '用现在的规则重新生成报告，不重新识别'))
    .description(
      say(
        'Orders reports to be made again from the page readings in the store: those that other rules, forms or another threshold made, or all of them. Nothing is read. What another version of the reader read is left to nianbao submit.',
        '用已有的识别结果重新生成报告：规则、表式或核对阈值变了的，或者全部。不重新识别；旧版本识别的文档请用 nianbao submit 重新读取。',
      ),
    )
  addRuleOptions(addWhich(command, say('those made with the same rules too', '用相同规则生成的也重新生成')))
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (named: string[], options: Options) => {
      process.exitCode = await withStore(command, (store, { redis }) => reassemble(named, options, store, redis))
    })
}

async function reassemble(named: readonly string[], options: Options, store: Store, redis: string): Promise<number> {
  const versions = versionsOf(options)
  const unknown = unknownNames()
  let same = 0
  let foreign = 0
  const wanted = async ({ id }: { readonly id: string }) => {
    const report = await findReport(store.db, id)
    if (report?.reader !== versions.reader) foreign++
    else if (options.all || named.length > 0 || report.rules !== versions.rules) return true
    else same++
    return false
  }
  const selection = { named, batch: options.batch, states: FROM }
  const line = createQueueLine(redis)
  try {
    const result = await reopenAll(selectDocuments(store, selection, unknown.add), {
      ...{ store, dispatch: createDispatch(line), from: FROM, wanted, who: who(), action: 'reassembled' },
      now: Date.now,
    })
    const code = tellReopened(result, say('to be assembled again', '等待重新生成'))
    const notes = [
      ...(same > 0
        ? [
            say(
              `${documents(same)} made with these rules (--all takes them too)`,
              `${documents(same)}规则未变（--all 可一并重新生成）`,
            ),
          ]
        : []),
      ...(foreign > 0
        ? [
            say(
              `${documents(foreign)} read by another reader: nianbao submit reads them again`,
              `${documents(foreign)}由其他版本识别，用 nianbao submit 重新读取`,
            ),
          ]
        : []),
    ]
    if (notes.length > 0) process.stderr.write(`${say('left as they are: ', '未动：')}${notes.join(' · ')}\n`)
    return code === EXIT.ok && unknown.count() > 0 ? EXIT.input : code
  } finally {
    await line.close()
  }
}
