import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { cancelAll } from '../workers/cancel.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { type Selection, selectDocuments } from '../workers/select.ts'
import { addClusterOptions, SERVICE_EXIT, tell, who, withStore } from './cluster-options.ts'
import { addWhich, documents, leftLine, selectionOf, unknownNames, type WhichOptions } from './orders.ts'

const AFTER = `
Examples:
  nianbao cancel --batch 2023     what is left of a batch
  nianbao cancel report.pdf       one document; nianbao retry report.pdf brings it back

Exit codes: 0 done, also where Redis does not answer, since workers leave cancelled documents alone; 2 wrong use,
3 a name means no document, ${SERVICE_EXIT}.`

/** `nianbao cancel`: takes documents that have not ended out of the queues. */
export function cancelCommand(): Command {
  const command = new Command('cancel')
    .summary('take documents out of the queues')
    .description(
      'Cancels documents that wait or are being worked on. What was read of them stays in the store; documents that have ended stay as they are.',
    )
  return addClusterOptions(addWhich(command, 'everything that waits or runs'))
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
    const rest = left.size > 0 ? ` · left as they are: ${leftLine(left)}` : ''
    process.stderr.write(`${documents(cancelled)} cancelled${rest}\n`)
    if (problem && cancelled > 0) tell(`${problem.message}; jobs in it will be found cancelled [${problem.code}]`)
    return unknown.count() > 0 ? EXIT.input : EXIT.ok
  } finally {
    await line.close()
  }
}
