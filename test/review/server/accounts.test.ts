import { expect, test } from 'vitest'
import { createOneTimeLink } from '../../../review/server/accounts/one-time-link.ts'
import { checkPassword, hashPassword } from '../../../review/server/accounts/password.ts'
import { csrfOf, newToken, tokenHash } from '../../../review/server/accounts/token.ts'

test('a password fits its own hash alone, however its letters are composed', async () => {
  const kept = await hashPassword('caf\u00e9 au lait 2026')
  expect(kept).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
  expect(kept).not.toBe(await hashPassword('caf\u00e9 au lait 2026'))
  expect(await checkPassword('cafe\u0301 au lait 2026', kept)).toBe(true)
  expect(await checkPassword('cafe au lait 2026', kept)).toBe(false)
})

test('nothing fits where there is no hash, or one that is torn or asks for too much', async () => {
  const salt = Buffer.alloc(16).toString('base64url')
  for (const kept of [null, '', 'scrypt$15$8$3$', `scrypt$30$8$3$${salt}$${salt}`, `scrypt$15$8$0$${salt}$${salt}`]) {
    expect(await checkPassword('', kept)).toBe(false)
  }
})

test('no account takes as long as a wrong password', async () => {
  const kept = await hashPassword('a long enough password')
  const seconds = async (hash: string | null) => {
    const times: number[] = []
    for (let round = 0; round < 5; round++) {
      const started = performance.now()
      await checkPassword('another password', hash)
      times.push(performance.now() - started)
    }
    return times.toSorted((a, b) => a - b)[2]!
  }
  const [known, unknown] = [await seconds(kept), await seconds(null)]
  expect(unknown / known).toBeGreaterThan(0.5)
  expect(unknown / known).toBeLessThan(2)
})

test('a one-time link opens once, in time, and for its own token', () => {
  const link = createOneTimeLink(1000)
  expect(link.redeem(newToken(), 2000)).toBe(false)
  expect(link.redeem(link.token, 2000)).toBe(true)
  expect(link.redeem(link.token, 2001)).toBe(false)
  const late = createOneTimeLink(1000)
  expect(late.redeem(late.token, 1001 + 10 * 60_000)).toBe(false)
})

test('tokens have 256 bits, and neither hash nor csrf token gives them away', () => {
  const token = newToken()
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(new Set([token, tokenHash(token), csrfOf(token)]).size).toBe(3)
  expect(csrfOf(token)).not.toBe(csrfOf(newToken()))
})
