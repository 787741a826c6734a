import { FlowProducer, Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Problem } from '../../schemas/problem.ts'
import { connectProducer, evictionProblem } from './connection.ts'
import { type Order, openId, orderId, pageId } from './job-ids.ts'
import { PREFIX, QUEUES, type QueueName } from './names.ts'

/** The queues, for whoever adds jobs, takes them out or counts them. */
export type Queues = {
  readonly redis: Redis
  readonly flow: FlowProducer
  readonly page: Queue
  readonly assemble: Queue
  close(): Promise<void>
}

/** Documents whose jobs are added in one go. */
const BULK = 500

/**
 * Attempts of a job at what fails for reasons outside the document (a full disk, a database that is gone), see
 * `backoff`; what the document is to blame for is settled by its job and counts as done.
 */
export const ATTEMPTS = 40

/** Ended jobs are removed: the database says what came of them. A page that is given up does not keep its report from being made. */
const JOB = { attempts: ATTEMPTS, backoff: { type: 'custom' }, removeOnComplete: true, removeOnFail: true } as const

/** Connects to the queues; a problem where Redis does not answer, or may throw jobs away. */
export async function connectQueues(url: string): Promise<Queues | Problem> {
  const redis = await connectProducer(url)
  if ('code' in redis) return redis
  const unsafe = await evictionProblem(redis)
  if (!unsafe) return openQueues(redis)
  redis.disconnect()
  return unsafe
}

/** The queues over a connection that is there; closing them closes it. */
export function openQueues(redis: Redis): Queues {
  const options = { connection: redis, prefix: PREFIX }
  const flow = new FlowProducer(options)
  const page = new Queue('page', options)
  const assemble = new Queue('assemble', options)
  // Lost connections are told by the calls that they fail, or by the worker's own connection.
  flow.on('error', () => {})
  for (const queue of [page, assemble]) queue.on('error', () => {})
  return {
    redis,
    flow,
    page,
    assemble,
    async close() {
      await Promise.allSettled([flow.close(), page.close(), assemble.close()])
      redis.disconnect()
    },
  }
}

/**
 * Adds documents' jobs: for each a parent that assembles it and a child that opens it. Jobs that are there already stay
 * as they are. Rejects with ioredis' error where Redis is gone; nothing is half added but whole documents.
 */
export async function enqueueDocuments(queues: Queues, orders: readonly Order[]): Promise<void> {
  for (let start = 0; start < orders.length; start += BULK) {
    await queues.flow.addBulk(
      orders.slice(start, start + BULK).map((order) => ({
        name: 'assemble',
        queueName: 'assemble',
        data: { document: order.id, generation: order.generation },
        opts: { ...JOB, jobId: orderId(order) },
        children: [
          {
            name: 'open',
            queueName: 'page',
            data: { what: 'open', document: order.id, generation: order.generation },
            opts: { ...JOB, jobId: openId(order), ignoreDependencyOnFailure: true },
          },
        ],
      })),
    )
  }
}

/**
 * Adds the jobs of a document's pages, beside the one that opened it. They go before whatever waits, so that documents
 * that were begun are ended first; the first page first of all.
 */
export async function enqueuePages(queues: Queues, order: Order, pages: readonly number[]): Promise<void> {
  const parent = { id: orderId(order), queue: `${PREFIX}:assemble` }
  await queues.page.addBulk(
    pages.toReversed().map((page) => ({
      name: 'page',
      data: { what: 'page', document: order.id, generation: order.generation, page },
      opts: { ...JOB, jobId: pageId(order, page), parent, lifo: true, ignoreDependencyOnFailure: true },
    })),
  )
}

/** Takes a document's jobs out of the queues. Those that are being worked on stay, and find their order withdrawn. */
export async function removeDocument(queues: Queues, order: Order): Promise<void> {
  // With its children; an active one keeps the parent from being removed.
  await queues.assemble.remove(orderId(order), { removeChildren: true }).catch(() => {})
}

const COUNTED = ['waiting', 'active', 'delayed', 'prioritized', 'waiting-children', 'failed'] as const
export type QueueCounts = Readonly<Record<(typeof COUNTED)[number], number>>

/** How many jobs of each kind each queue holds. */
export async function queueCounts(queues: Queues): Promise<Readonly<Record<QueueName, QueueCounts>>> {
  const counts = await Promise.all(QUEUES.map((name) => queues[name].getJobCounts(...COUNTED)))
  const entries = QUEUES.map((name, index) => {
    const counted = counts[index]!
    return [name, Object.fromEntries(COUNTED.map((state) => [state, counted[state] ?? 0]))]
  })
  return Object.fromEntries(entries) as Record<QueueName, QueueCounts>
}
