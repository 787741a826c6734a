import { afterAll, beforeAll, expect, test } from 'vitest'
import { trustedProxies } from '../../../review/server/security/client-address.ts'
import { type Client, PASSWORD, startTestServer, type TestServer } from './support.ts'

let server: TestServer
let admin: Client
const NEXT = 'quite another password'

beforeAll(async () => {
  server = await startTestServer({ proxies: trustedProxies(['127.0.0.1'])!, userHeader: 'x-remote-user' })
  admin = await server.as('chief', 'admin')
})
afterAll(() => server.stop())

const told = async (response: Response) => [response.status, ((await response.json()) as { code?: string }).code]

test('whoever guesses at the present password of an open session is soon refused unheard', async () => {
  const client = await server.as('anna', 'viewer')
  const change = (current: string) => client.post('/api/session/password', { current, password: NEXT })
  for (let guess = 0; guess < 5; guess++)
    expect(await told(await change(`guess ${guess}`))).toEqual([403, 'password-wrong'])
  const refused = await change(PASSWORD)
  expect(await told(refused.clone())).toEqual([429, 'too-many-attempts'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('one’s own password is not changed past the present one, by an admin neither', async () => {
  const own = await admin.request('PATCH', '/api/users/Chief', { password: NEXT })
  expect(await told(own)).toEqual([409, 'own-password'])
  expect((await server.client().login('chief')).status).toBe(200)
})

test('a role of nothing ends the sessions and lets nobody in, by password or header, until another is given', async () => {
  const client = await server.as('berta', 'admin')
  const off = await admin.request('PATCH', '/api/users/berta', { role: 'none' })
  expect(await off.json()).toEqual({ name: 'berta', role: 'none', password: true })
  expect((await client.get('/api/session')).status).toBe(401)
  expect(await told(await server.client().login('berta'))).toEqual([401, 'login-wrong'])
  const named = await server.client().get('/api/session', { 'x-remote-user': 'berta' })
  expect(await told(named)).toEqual([403, 'account-off'])
  await admin.request('PATCH', '/api/users/berta', { role: 'reviewer' })
  expect((await client.login('berta')).status).toBe(200)
})

test('the last admin is not switched off', async () => {
  const lonely = await startTestServer()
  try {
    const only = await lonely.as('only', 'admin')
    expect(await told(await only.request('PATCH', '/api/users/only', { role: 'none' }))).toEqual([409, 'last-admin'])
  } finally {
    await lonely.stop()
  }
})

test('it is told whether an account has a password, and an admin may give one', async () => {
  await admin.post('/api/users', { name: 'carl', role: 'viewer' })
  const list = async () => (await (await admin.get('/api/users')).json()) as { name: string; password: boolean }[]
  expect((await list()).find(({ name }) => name === 'carl')).toEqual({ name: 'carl', role: 'viewer', password: false })
  await admin.request('PATCH', '/api/users/carl', { password: NEXT })
  const session = await server.client().login('carl', NEXT)
  expect(await session.json()).toMatchObject({ account: { name: 'carl', role: 'viewer', password: true } })
})
