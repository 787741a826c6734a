import type { FromReader, Progress, RunSettings, ToReader } from './protocol.ts'
import { readInput } from './read-input.ts'

// A reader process: one task after another, each outcome a message. It ends with its parent, and leaves Ctrl-C, which a
// terminal sends to both, to its parent.

let settings: RunSettings | undefined

process.on('SIGINT', () => {})
// Not an exit: that waits for threads to end, and what reads a page cannot be ended at once. Nothing is left to be said.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('uncaughtException', (error) => {
  send({ outcome: { kind: 'defect', message: error.message, stack: error.stack ?? '' } })
  process.disconnect?.()
})

process.on('message', async (message: ToReader) => {
  if ('settings' in message) {
    settings = message.settings
    return
  }
  send({ accepted: true })
  try {
    if (!settings) throw new Error('a task came before the settings')
    send({ outcome: await readInput(message.task, settings, onPage) })
  } catch (error) {
    const { message: text, stack } = error instanceof Error ? error : new Error(String(error))
    send({ outcome: { kind: 'defect', message: text, stack: stack ?? '' } })
  }
})

/** A page's pixels are tens of megabytes that the collector does not see as its own: they go before the next page's come. */
function onPage(progress: Progress): void {
  globalThis.gc?.()
  send({ progress })
}

function send(message: FromReader): void {
  process.send?.(message)
}
