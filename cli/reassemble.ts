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
import { addWhich, documents, unknownNames, type WhichOptions } from './orders.ts'
import { addRuleOptions, type RuleOptions } from './reading-options.ts'
import { tellReopened } from './reopened.ts'
import { versionsOf } from './versions-of.ts'

type Options = RuleOptions & WhichOptions

const AFTER = `
Examples:
  nianbao reassemble                        what other rules made, after an upgrade
  nianbao reassemble --form new-form.json   with a further form; give it to the workers too
  nianbao reassemble --all --batch 2023     every report of a batch
  nianbao reassemble report.pdf             this one, whatever made it

Exit codes: 0 done, 2 wrong use, 3 a name means no document, ${SERVICE_EXIT} (without Redis the orders are kept).`

const FROM: readonly DocumentState[] = ['done', 'review']

/** `nianbao reassemble`: reports again, from the readings that are there. */
export function reassembleCommand(): Command {
  const command = new Command('reassemble')
    .summary('make reports again with the rules of today, without reading')
    .description(
      'Orders reports to be made again from the page readings in the store: those that other rules, forms or another threshold made, or all of them. Nothing is read. What another version of the reader read is left to nianbao submit.',
    )
  addRuleOptions(addWhich(command, 'those made with the same rules too'))
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
    const code = tellReopened(result, { one: 'waits to be assembled again', many: 'wait to be assembled again' })
    const notes = [
      ...(same > 0 ? [`${documents(same)} made with these rules (--all takes them too)`] : []),
      ...(foreign > 0 ? [`${documents(foreign)} read by another reader: nianbao submit reads them again`] : []),
    ]
    if (notes.length > 0) process.stderr.write(`left as they are: ${notes.join(' · ')}\n`)
    return code === EXIT.ok && unknown.count() > 0 ? EXIT.input : code
  } finally {
    await line.close()
  }
}
