import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal } from '../failures.ts'

/** Attempts to log in that fail, until further ones are refused unheard. */
export type LoginLimit = {
  /** Counts an attempt before it is heard, so that many at once gain nothing. Throws a Refusal where there were too many. */
  attempt(name: string, address: string): Promise<void>
  /** Takes an attempt back that was right. */
  right(name: string, address: string): Promise<void>
}

/** Failed attempts for a name from one address, from one address at all, and for one name from anywhere; in seconds. */
const LIMITS = {
  pair: { points: 5, duration: 15 * 60 },
  address: { points: 30, duration: 15 * 60 },
  name: { points: 100, duration: 60 * 60 },
}

/**
 * Keeps count in Redis, for all servers that share it; while it does not answer, and without one, in this process for as
 * long as it lives.
 */
export function createLoginLimit(redis: Redis | null = null, limits: typeof LIMITS = LIMITS): LoginLimit {
  const limiter = (kind: keyof typeof LIMITS): RateLimiterAbstract => {
    const options = { ...limits[kind], keyPrefix: `nianbao:login:${kind}` }
    const own = new RateLimiterMemory(options)
    if (!redis) return own
    return new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true, insuranceLimiter: own })
  }
  const limiters = { pair: limiter('pair'), address: limiter('address'), name: limiter('name') }
  const entries = (name: string, address: string) => {
    const who = name.toLowerCase()
    const from = networkOf(address)
    return [
      [limiters.pair, `${from} ${who}`],
      [limiters.address, from],
      [limiters.name, who],
    ] as const
  }
  return {
    async attempt(name, address) {
      for (const [limiter, key] of entries(name, address)) await limiter.consume(keyOf(key)).catch(refuse)
    },
    async right(name, address) {
      for (const [limiter, key] of entries(name, address)) await limiter.reward(keyOf(key))
    },
  }
}

/** Who tried to come in, and from where, is nothing for whoever looks into Redis. */
function keyOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason
  const seconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1000))
  throw new Refusal('too-many-attempts', undefined, { 'Retry-After': String(seconds) })
}

/** Whoever has one IPv6 address has the other 2^64 of its network as well. */
function networkOf(address: string): string {
  return address.includes(':') ? expand(address).slice(0, 4).join(':') : address
}

function expand(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter((group) => group !== '')
  const after = (tail ?? '').split(':').filter((group) => group !== '')
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after]
}
