import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../../../../review/server/failures.ts'
import { connectLimits } from '../../../../review/server/security/limit-redis.ts'
import { createLoginLimit } from '../../../../review/server/security/login-limit.ts'
import { redisInstalled, startRedis, type TestRedis } from '../../../support/redis.ts'

const LIMITS = {
  pair: { points: 2, duration: 60 },
  address: { points: 4, duration: 60 },
  name: { points: 5, duration: 60 },
}

async function refused(attempt: Promise<void>): Promise<boolean> {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error === null) return false
  expect(error).toBeInstanceOf(Refusal)
  expect((error as Refusal).status).toBe(429)
  expect(Number((error as Refusal).headers['Retry-After'])).toBeGreaterThan(0)
  return true
}

test('a name from one address, an address, and a name from anywhere each have their limit', async () => {
  const limit = createLoginLimit(null, LIMITS)
  expect([await refused(limit.attempt('a', '1.1.1.1')), await refused(limit.attempt('A', '1.1.1.1'))]).toEqual([
    false,
    false,
  ])
  expect(await refused(limit.attempt('a', '1.1.1.1'))).toBe(true)
  expect(await refused(limit.attempt('b', '1.1.1.1'))).toBe(false)
  expect(await refused(limit.attempt('c', '1.1.1.1'))).toBe(false)
  expect(await refused(limit.attempt('d', '1.1.1.1'))).toBe(true)
  for (const address of ['2.2.2.2', '3.3.3.3', '4.4.4.4']) await refused(limit.attempt('a', address))
  expect(await refused(limit.attempt('a', '5.5.5.5'))).toBe(true)
})

test('who is right is not counted, however often; one network of IPv6 is one address', async () => {
  const limit = createLoginLimit(null, LIMITS)
  for (let round = 0; round < 10; round++) {
    expect(await refused(limit.attempt('a', '::1'))).toBe(false)
    await limit.right('a', '::1')
  }
  await limit.attempt('a', '2001:db8:0:1::1')
  await limit.attempt('a', '2001:db8:0:1:ffff::2')
  expect(await refused(limit.attempt('a', '2001:db8:0:1:2:3:4:5'))).toBe(true)
  expect(await refused(limit.attempt('a', '2001:db8:0:2::1'))).toBe(false)
})

/** A busy machine may take its time; what is counted must not depend on that. */
const PATIENCE_MS = 30_000

describe.skipIf(!redisInstalled())('with Redis', () => {
  let redis: TestRedis
  let lines: Awaited<ReturnType<typeof connectLimits>>[]
  beforeAll(async () => {
    redis = await startRedis()
    lines = [await connectLimits(redis.url, PATIENCE_MS), await connectLimits(redis.url, PATIENCE_MS)]
  })
  afterAll(async () => {
    for (const line of lines ?? []) line.disconnect()
    await redis?.stop()
  })

  test('several servers count together; names and addresses are not to be read there', async () => {
    const [one, other] = lines.map((line) => createLoginLimit(line, LIMITS))
    expect(await refused(one!.attempt('王芳', '1.1.1.1'))).toBe(false)
    expect(await refused(other!.attempt('王芳', '1.1.1.1'))).toBe(false)
    expect(await refused(one!.attempt('王芳', '1.1.1.1'))).toBe(true)
    await other!.right('王芳', '1.1.1.1')
    await other!.right('王芳', '1.1.1.1')
    expect(await refused(other!.attempt('王芳', '1.1.1.1'))).toBe(false)
    const keys = await lines[0]!.keys('*')
    expect(keys.map((key) => key.replace(/:[\w-]{43}$/, '')).sort()).toEqual([
      'nianbao:login:address',
      'nianbao:login:name',
      'nianbao:login:pair',
    ])
  })

  test('while Redis is away each counts by itself, and nobody waits', async () => {
    await redis.kill()
    const [one, other] = lines.map((line) => createLoginLimit(line, LIMITS))
    for (const expected of [false, false, true]) expect(await refused(one!.attempt('a', '2.2.2.2'))).toBe(expected)
    expect(await refused(other!.attempt('a', '2.2.2.2'))).toBe(false)
    await redis.restart()
    await expect.poll(() => lines.map(({ status }) => status)).toEqual(['ready', 'ready'])
    for (const expected of [false, false, true]) expect(await refused(other!.attempt('b', '3.3.3.3'))).toBe(expected)
    expect(await refused(one!.attempt('b', '3.3.3.3'))).toBe(true)
  })

  test('a Redis that is not there keeps nobody from coming in', async () => {
    const gone = await connectLimits('redis://127.0.0.1:1')
    const limit = createLoginLimit(gone, LIMITS)
    for (const expected of [false, false, true]) expect(await refused(limit.attempt('a', '4.4.4.4'))).toBe(expected)
    gone.disconnect()
  })
})
