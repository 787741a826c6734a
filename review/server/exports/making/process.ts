import type { Form } from '../../../../schemas/form.ts'
import { makeFiles } from './make-files.ts'
import type { FromMaker, ToMaker } from './protocol.ts'

// The process that makes files for archives: it opens documents, which are anybody's, and may take seconds for a page.
// It ends with its parent, and leaves Ctrl-C, which a terminal sends to both, to its parent.

let forms: readonly Form[] = []

process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('uncaughtException', fail)

process.on('message', async (message: ToMaker) => {
  if ('forms' in message) {
    forms = message.forms
    return
  }
  send({ alive: true })
  // A page's pixels are tens of megabytes that the collector does not see as its own.
  globalThis.gc?.()
  try {
    send({ made: await makeFiles(message.order, forms, () => send({ alive: true })) })
  } catch (error) {
    fail(error)
  }
})

function fail(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  send({ failed: { message, stack: stack ?? '' } })
}

function send(message: FromMaker): void {
  process.send?.(message)
}
