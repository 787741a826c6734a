import { type Job, WaitingError, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Problem } from '../../schemas/problem.ts'
import type { Log } from '../log.ts'
import { connectConsumer, evictionProblem, isDurable } from '../queues/connection.ts'
import { ATTEMPTS, openQueues } from '../queues/flow.ts'
import { PREFIX, type QueueName } from '../queues/names.ts'
import type { StepContext, StepEnd } from '../steps/context.ts'
import { backoff } from './backoff.ts'
import { countWork } from './in-work.ts'
import { processAssemble } from './process-assemble.ts'
import { processPage } from './process-page.ts'
import { reconcile } from './reconcile.ts'

export type WorkerSettings = StepContext & {
  /** Redis's address. */
  readonly redis: string
  readonly queues: readonly QueueName[]
  /** Pages in work at a time; `readers` should have as many processes. */
  readonly concurrency: number
  /** Milliseconds that jobs in work get to end when the worker is stopped; what is left is given back. */
  readonly drainMs: number
  /** Milliseconds after which a worker that does not renew its lock counts as dead; its jobs go to others a third later at most. */
  readonly lockMs: number
}

export type RunningWorker = {
  /**
   * Takes no more jobs, waits for those in work at most `drainMs`, gives the rest back, and closes its readers. A Redis
   * that is away is waited for no longer than a few seconds after the last of them: what they did is in the database.
   */
  stop(): Promise<void>
}

/** Times that a job may be taken over from dead workers before BullMQ fails it; steps give up earlier (MOST_DEATHS). */
const MOST_STALLED = 20
/** Documents assembled at a time: milliseconds of a reader each, the rest is waiting for blobs and the database. */
const ASSEMBLING = 2
/** Milliseconds that closing connections may take, when Redis is gone at the end. */
const CLOSE_MS = 3_000

/**
 * Starts a worker on the queues. A problem where Redis does not answer, or may throw jobs away. All heavy work is done
 * by reader processes, so this process always renews its locks in time.
 */
export async function startWorker(settings: WorkerSettings): Promise<RunningWorker | Problem> {
  const { log, lockMs, drainMs, readers } = settings
  const redis = await connectConsumer(settings.redis)
  if ('code' in redis) return redis
  const unsafe = await evictionProblem(redis)
  if (unsafe) {
    redis.disconnect()
    return unsafe
  }
  if (!(await isDurable(redis))) {
    log.warn(
      'Redis keeps nothing on disk (appendonly no): after a restart documents are enqueued again, which takes time',
    )
  }
  const queues = openQueues(redis)
  const process = { page: processPage, assemble: processAssemble }
  const inWork = countWork()
  const workers = settings.queues.map((name) =>
    openWorker(name, redis, settings, (job, deaths) =>
      inWork.during(() => process[name](settings, queues, job.data, deaths)),
    ),
  )
  for (const worker of workers) void worker.run().catch((error) => log.error('worker ended', { error }))
  const stopReconciling = repeat(lockMs, async () => {
    // Twice a lock's time: what a dead worker had is given to another first.
    await reconcile(settings, queues, 2 * lockMs, lockMs).catch((error) => {
      log.warn('looking for lost documents failed; trying again later', { error })
    })
  })
  log.info('worker started', { queues: settings.queues.join(','), concurrency: settings.concurrency })

  let stopped: Promise<void> | null = null
  const stop = async () => {
    log.info('draining', { seconds: drainMs / 1000 })
    stopReconciling()
    const late = setTimeout(() => readers.close(), drainMs)
    const closed = Promise.allSettled(workers.map((worker) => worker.close()))
    // Closing does not end while Redis is away.
    await within(drainMs + CLOSE_MS, Promise.race([closed, inWork.quiet(CLOSE_MS)]))
    clearTimeout(late)
    readers.close()
    await within(CLOSE_MS, queues.close())
    redis.disconnect()
    log.info('worker stopped')
  }
  return {
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}

function openWorker(
  name: QueueName,
  redis: Redis,
  { concurrency, lockMs, log, worker: self }: WorkerSettings,
  work: (job: Job, deaths: number) => Promise<StepEnd>,
): Worker {
  const worker = new Worker(
    name,
    async (job, token) => {
      const end = await work(job, job.stalledCounter)
      if (end.kind === 'again') throw new Error(end.problem.message)
      if (end.kind === 'stopped') {
        await job.moveToWait(token)
        throw new WaitingError()
      }
    },
    {
      connection: redis,
      prefix: PREFIX,
      name: self,
      autorun: false,
      concurrency: name === 'page' ? concurrency : ASSEMBLING,
      lockDuration: lockMs,
      stalledInterval: Math.max(500, lockMs / 3),
      maxStalledCount: MOST_STALLED,
      settings: { backoffStrategy: backoff },
    },
  )
  tellTrouble(worker, redis, log.with({ stage: name }))
  worker.on('failed', (job, error) => {
    const spent = job === undefined || job.attemptsMade >= ATTEMPTS
    const fields = { stage: name, ...idsOf(job), attempt: job?.attemptsMade ?? 0, error }
    if (spent) log.error('job failed for good', fields)
    else log.warn('job failed; it will be tried again', fields)
  })
  return worker
}

/** Milliseconds between two lines about the same trouble: a Redis that is gone makes an error of every attempt to come back. */
const TROUBLE_MS = 60_000

function tellTrouble(worker: Worker, redis: Redis, log: Log): void {
  let told = Number.NEGATIVE_INFINITY
  worker.on('error', (error) => {
    if (performance.now() - told < TROUBLE_MS) return log.debug('queue trouble', { error })
    told = performance.now()
    log.warn('queue trouble; trying again', { error })
  })
  redis.on('ready', () => {
    if (told !== Number.NEGATIVE_INFINITY) log.info('Redis is back')
    told = Number.NEGATIVE_INFINITY
  })
}

function idsOf(job: Job | undefined): { readonly document?: string; readonly page?: number } {
  const { document, page } = (job?.data ?? {}) as { document?: string; page?: number }
  return { ...(document === undefined ? {} : { document }), ...(page === undefined ? {} : { page }) }
}

/** Runs the work at once and then again and again, `ms` after its end; the result stops that. */
function repeat(ms: number, work: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const turn = async () => {
    await work()
    if (!stopped) timer = setTimeout(turn, ms)
  }
  void turn()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((settle) => {
    timer = setTimeout(settle, ms)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}
