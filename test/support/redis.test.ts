import { existsSync } from 'node:fs'
import { Redis } from 'ioredis'
import { afterAll, expect, test } from 'vitest'
import { redisInstalled, startRedis, type TestRedis } from './redis.ts'

const started: TestRedis[] = []
afterAll(() => Promise.all(started.map((redis) => redis.stop())))

test.skipIf(!redisInstalled())('a killed Redis comes back on its port with what it had acknowledged', async () => {
  const redis = await startRedis()
  started.push(redis)
  await command(redis, (client) => client.set('kept', '1'))
  const before = redis.pid
  await redis.kill()
  await expect(command(redis, (client) => client.get('kept'))).rejects.toThrow()
  await redis.restart()
  expect(redis.pid).not.toBe(before)
  expect(await command(redis, (client) => client.get('kept'))).toBe('1')
  await redis.stop()
  await redis.stop()
  expect(existsSync(redis.dir)).toBe(false)
})

test.skipIf(!redisInstalled())('two at once do not meet, and options reach the server', async () => {
  const both = await Promise.all([startRedis({ maxmemoryPolicy: 'allkeys-lru', appendonly: false }), startRedis()])
  started.push(...both)
  const [evicting, keeping] = both
  expect(evicting.port).not.toBe(keeping.port)
  const setting = (redis: TestRedis, name: string) =>
    command(redis, (client) => client.config('GET', name) as Promise<string[]>)
  expect(await setting(evicting, 'maxmemory-policy')).toEqual(['maxmemory-policy', 'allkeys-lru'])
  expect(await setting(evicting, 'appendonly')).toEqual(['appendonly', 'no'])
  expect(await setting(keeping, 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction'])
})

test.skipIf(!redisInstalled())('a port that is taken is an error, not the other server', async () => {
  const redis = await startRedis()
  started.push(redis)
  await expect(startRedis({ port: redis.port })).rejects.toThrow(/redis-server did not start/)
})

async function command<T>(redis: TestRedis, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(redis.url, { retryStrategy: () => null, maxRetriesPerRequest: 0, lazyConnect: true })
  client.on('error', () => {}) // told by the command that fails
  try {
    await client.connect()
    return await work(client)
  } finally {
    client.disconnect()
  }
}
