import type { Problem } from '../schemas/problem.ts'
import { connectQueues, type Queues } from './queues/flow.ts'

/** A connection to the queues for whoever looks at them now and then, made anew where it was lost. */
export type QueueLine = {
  /** The queues, or why they cannot be had. Waits a few seconds at most. */
  queues(): Promise<Queues | Problem>
  close(): Promise<void>
}

/** Milliseconds before a Redis that did not answer is tried again. */
const AGAIN_AFTER_MS = 5_000

/** Connects on first use. `url` as redis://user:password@host:port/db. */
export function createQueueLine(url: string): QueueLine {
  let line: Queues | Problem | null = null
  let until = 0
  return {
    async queues() {
      const lost = line && !('code' in line) && line.redis.status !== 'ready'
      if (lost) await (line as Queues).close()
      if (line === null || lost || ('code' in line && performance.now() >= until)) {
        line = await connectQueues(url)
        until = performance.now() + AGAIN_AFTER_MS
      }
      return line
    },
    async close() {
      if (line && !('code' in line)) await line.close()
      line = null
    },
  }
}
