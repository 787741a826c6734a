import { expect, test } from 'vitest'
import { Refusal } from '../../../../review/server/failures.ts'
import { createLoginLimit } from '../../../../review/server/security/login-limit.ts'

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
  const limit = createLoginLimit(LIMITS)
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
  const limit = createLoginLimit(LIMITS)
  for (let round = 0; round < 10; round++) {
    expect(await refused(limit.attempt('a', '::1'))).toBe(false)
    await limit.right('a', '::1')
  }
  await limit.attempt('a', '2001:db8:0:1::1')
  await limit.attempt('a', '2001:db8:0:1:ffff::2')
  expect(await refused(limit.attempt('a', '2001:db8:0:1:2:3:4:5'))).toBe(true)
  expect(await refused(limit.attempt('a', '2001:db8:0:2::1'))).toBe(false)
})
