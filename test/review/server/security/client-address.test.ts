import type { Context } from 'hono'
import { expect, test } from 'vitest'
import type { Env } from '../../../../review/server/env.ts'
import { clientAddress, trustedProxies } from '../../../../review/server/security/client-address.ts'

function from(peer: string, forwarded?: string): Context<Env> {
  return {
    env: { incoming: { socket: { remoteAddress: peer } } },
    req: { header: () => forwarded },
  } as unknown as Context<Env>
}

test('who is no trusted proxy speaks for itself only', () => {
  const proxies = trustedProxies(['10.0.0.5'])!
  expect(clientAddress(from('203.0.113.9', '198.51.100.1'), proxies)).toBe('203.0.113.9')
  expect(clientAddress(from('10.0.0.5', '198.51.100.1'), proxies)).toBe('198.51.100.1')
})

test('of several named, the last that is no proxy counts: what stands before it anybody can write', () => {
  const proxies = trustedProxies(['10.0.0.0/8', 'fd00::/8'])!
  expect(clientAddress(from('::ffff:10.1.2.3', '1.1.1.1, 203.0.113.9, 10.9.9.9'), proxies)).toBe('203.0.113.9')
  expect(clientAddress(from('fd00::1', 'not an address'), proxies)).toBe('fd00::1')
})

test.each([['10.0.0.0/33'], ['10.0.0.0/x'], ['proxy.example'], ['fd00::/129']])('%s is no network', (text) => {
  expect(trustedProxies([text])).toBeNull()
})
