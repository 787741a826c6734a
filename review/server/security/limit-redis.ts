import { Redis } from 'ioredis'

/** Milliseconds that somebody who logs in waits for Redis; without it the process counts by itself. */
const PATIENCE_MS = 1_000
const CONNECT_MS = 3_000

/**
 * A connection to Redis for counts that servers share. It is tried again for as long as it takes, and holds nobody up
 * meanwhile: a command fails at once where there is no connection. Comes back when there is one, or none could be had yet.
 */
export async function connectLimits(url: string, patienceMs = PATIENCE_MS): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: patienceMs,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (times) => Math.min(times * 200, 5_000),
  })
  // What failed is told by the command that it fails.
  redis.on('error', () => {})
  await redis.connect().catch(() => {})
  return redis
}
