import type { Problem } from '../schemas/problem.ts'
import { queueGone } from './queue-gone.ts'
import type { QueueLine } from './queue-line.ts'
import { enqueueDocuments } from './queues/flow.ts'
import type { Order } from './queues/job-ids.ts'

/** Hands orders to the queues, and keeps what they would not take. */
export type Dispatch = {
  /** Enqueues these and what was kept before; where Redis is gone, why not. */
  send(orders: readonly Order[]): Promise<Problem | null>
  /** Orders that Redis has not got. */
  readonly unsent: number
}

/** Orders that are kept; of further ones workers learn from the database alone. */
const MOST_KEPT = 10_000

/**
 * Sends orders one call after the other. One that is never sent is not lost: the database has it, and workers look there
 * for what the queues lack.
 */
export function createDispatch(line: QueueLine): Dispatch {
  let kept: Order[] = []
  let unsent = 0
  let last: Promise<unknown> = Promise.resolve()

  const deliver = async (orders: readonly Order[]): Promise<Problem | null> => {
    if (kept.length + orders.length === 0) return null
    const problem = await enqueue([...kept, ...orders])
    unsent = problem ? unsent + orders.length : 0
    kept = problem ? [...kept, ...orders.slice(0, MOST_KEPT - kept.length)] : []
    return problem
  }
  const enqueue = async (orders: readonly Order[]): Promise<Problem | null> => {
    const queues = await line.queues()
    if ('code' in queues) return queues
    return enqueueDocuments(queues, orders).then(() => null, queueGone)
  }
  return {
    send(orders) {
      const sent = last.then(() => deliver(orders))
      last = sent.catch(() => {})
      return sent
    },
    get unsent() {
      return unsent
    },
  }
}
