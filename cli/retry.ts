import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import type { DocumentState } from '../store/schema.ts'
import { createDispatch } from '../workers/dispatch.ts'
import { createQueueLine } from '../workers/queue-line.ts'
import { reopenAll } from '../workers/reopen.ts'
import { selectDocuments } from '../workers/select.ts'
import { addClusterOptions, SERVICE_EXIT, who, withStore } from './cluster-options.ts'
import { addWhich, selectionOf, unknownNames, type WhichOptions } from './orders.ts'
import { tellReopened } from './reopened.ts'

const AFTER = `
Examples:
  nianbao retry --all                   everything that failed
  nianbao retry report.pdf 1a2b3c4d     these, also where they were cancelled

Exit codes: 0 done, 2 wrong use, 3 a name means no document, ${SERVICE_EXIT} (without Redis the orders are kept).`

/** `nianbao retry`: failed documents again. */
export function retryCommand(): Command {
  const command = new Command('retry')
    .summary('order failed documents again')
    .description(
      'Orders failed documents once more, and cancelled ones where they are named or of the batch given. What was read of them is not read again.',
    )
  return addClusterOptions(addWhich(command, 'everything that failed'))
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
          const code = tellReopened(result, { one: 'waits for another try', many: 'wait for another try' })
          return code === EXIT.ok && unknown.count() > 0 ? EXIT.input : code
        } finally {
          await line.close()
        }
      })
    })
}
