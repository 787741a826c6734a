// A reader process for tests: the real one, but for documents whose name says what becomes of it over their second page
// (or over opening, for names that say so).
import type { ToReader } from '../../workers/readers/protocol.ts'

process.on('message', (message: ToReader) => {
  if (!('task' in message) || message.task.kind === 'assemble') return
  const { kind, source } = message.task
  const opening = source.name.includes('-opening')
  if (opening ? kind !== 'open' : kind !== 'page' || message.task.page !== 2) return
  // A little later: a reader that ends before it has taken its task says nothing about the task.
  setTimeout(() => act(source.name), 10)
})

function act(name: string): void {
  if (name.startsWith('crash')) process.kill(process.pid, 'SIGSEGV')
  if (name.startsWith('hang')) for (;;);
  if (name.startsWith('eat')) {
    const eaten: Buffer[] = []
    for (;;) eaten.push(Buffer.alloc(16 * 1024 ** 2, 1))
  }
}

await import('../../workers/readers/process.ts')
