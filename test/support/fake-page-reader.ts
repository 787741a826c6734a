import type { FromReader, Outcome, ToReader } from '../../workers/readers/protocol.ts'
import { PAGE_ACTS } from './fake-page-acts.ts'

// A reader process for tests. What it does is told by the page; what it read is its own process id.

const kept: Buffer[] = []
let lingers = false

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('message', async (message: ToReader) => {
  if ('settings' in message) return
  if ('end' in message) {
    if (!lingers) process.exit()
    return
  }
  const { task } = message
  const page = task.kind === 'page' ? task.page : PAGE_ACTS.answers
  if (page === PAGE_ACTS.refuses) process.exit(9)
  send({ accepted: true })
  if (page === PAGE_ACTS.crashes) return setTimeout(() => process.exit(7), 50)
  if (page === PAGE_ACTS.hangs) for (;;);
  if (page === PAGE_ACTS.eats) return void setInterval(() => fill(50), 20)
  if (page === PAGE_ACTS.keepsMuch) fill(300)
  if (page === PAGE_ACTS.lingers) lingers = true
  if (page === PAGE_ACTS.slow) await new Promise((settle) => setTimeout(settle, 400))
  if (page === PAGE_ACTS.fails) answer({ kind: 'defect', message: 'it broke', stack: '' })
  else if (task.kind === 'page') {
    const reading = Buffer.from(String(process.pid))
    answer({ kind: 'page', reading, pageKind: 'text', code: null, seconds: 0 })
  } else if (task.kind === 'open') answer({ kind: 'opened', pages: process.pid, problems: [] })
  else answer({ kind: 'problem', problem: { code: 'file-missing', message: String(process.pid) }, retry: true })
})

function answer(outcome: Outcome): void {
  send({ outcome, megabytes: process.memoryUsage.rss() / 1e6 })
}

function send(message: FromReader): void {
  process.send?.(message)
}

function fill(megabytes: number): void {
  kept.push(Buffer.alloc(megabytes * 1e6, 1))
}
