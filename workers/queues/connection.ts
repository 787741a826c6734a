import { Redis } from 'ioredis'
import type { Problem } from '../../schemas/problem.ts'

/** Milliseconds that a command may wait for a connection before whoever waits for it is told. */
const CONNECT_MS = 5_000

/**
 * Connects to Redis for whoever hands in work: gives up after a few seconds, and never waits for a Redis that is gone.
 * `url` as redis://user:password@host:port/db; the password is never told.
 */
export async function connectProducer(url: string): Promise<Redis | Problem> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    retryStrategy: (times) => (times > 5 ? null : times * 100),
  })
  return connected(redis, url)
}

/** Connects to Redis for a worker, which waits for a Redis that comes back for as long as it takes. */
export async function connectConsumer(url: string): Promise<Redis | Problem> {
  let reached = false
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    maxRetriesPerRequest: null,
    // The first connection must succeed; a lost one is tried again and again.
    retryStrategy: (times) => (reached ? Math.min(times * 200, 2_000) : null),
  })
  const result = await connected(redis, url)
  reached = true
  return result
}

/** Why a Redis cannot be trusted with jobs; null where it can. */
export async function evictionProblem(redis: Redis): Promise<Problem | null> {
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1] ?? 'unknown'
  if (policy === 'noeviction') return null
  return {
    code: 'queue-may-evict',
    message: `this Redis may throw jobs away when its memory is full (maxmemory-policy ${policy}); set it to noeviction: redis-cli config set maxmemory-policy noeviction`,
  }
}

/** Whether what this Redis holds outlives a restart. */
export async function isDurable(redis: Redis): Promise<boolean> {
  return /^aof_enabled:1/m.test(await redis.info('persistence'))
}

async function connected(redis: Redis, url: string): Promise<Redis | Problem> {
  let why = ''
  redis.on('error', (error: Error & { readonly code?: string }) => {
    why = error.code ?? error.message
  })
  try {
    await redis.connect()
    return redis
  } catch (error) {
    redis.disconnect()
    const reason = why || (error as Error).message
    const message = `Redis at ${addressOf(url)} does not answer (${reason}); start it, or give its address with --redis`
    return { code: 'service-unavailable', message }
  }
}

function addressOf(url: string): string {
  const { hostname, port } = new URL(url)
  return `${hostname}:${port || 6379}`
}
