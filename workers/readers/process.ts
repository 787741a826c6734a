import type { FromReader, Outcome, ToReader } from './protocol.ts'
import { createWork, type Work } from './work.ts'

// A reader process of queue workers: one task after another, each outcome a message. It ends with its parent, and leaves
// Ctrl-C, which a terminal sends to both, to its parent.

let work: Work | undefined

process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
// Not an exit: that waits for threads to end, and what reads a page cannot be ended at once. Nothing is left to be said.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('uncaughtException', (error) => {
  sendOutcome(defect(error))
  process.disconnect?.()
})

process.on('message', async (message: ToReader) => {
  if ('settings' in message) {
    work = createWork(message.settings)
    return
  }
  if ('end' in message) {
    await work?.close()
    process.exit()
  }
  send({ accepted: true })
  // A page's pixels are tens of megabytes that the collector does not see as its own: they go before the next page's come.
  globalThis.gc?.()
  try {
    if (!work) throw new Error('a task came before the settings')
    sendOutcome(await work.run(message.task))
  } catch (error) {
    sendOutcome(defect(error))
  }
})

function defect(error: unknown): Outcome {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return { kind: 'defect', message, stack: stack ?? '' }
}

function sendOutcome(outcome: Outcome): void {
  send({ outcome, megabytes: process.memoryUsage.rss() / 1e6 })
}

function send(message: FromReader): void {
  process.send?.(message)
}
