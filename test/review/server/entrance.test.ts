import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addAccount } from '../../../review/server/accounts/manage.ts'
import { createOneTimeLink } from '../../../review/server/accounts/one-time-link.ts'
import { trustedProxies } from '../../../review/server/security/client-address.ts'
import { PASSWORD, startTestServer, type TestServer } from './support.ts'

describe('by password', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())
  afterEach(() => {
    server.clock.ahead = 0
  })

  test('the cookie is out of reach of scripts and other sites, and the store has neither token nor password', async () => {
    await addAccount(
      { db: server.store.db, now: Date.now },
      { name: 'anna', role: 'viewer', password: PASSWORD },
      'test',
    )
    const client = server.client()
    const response = await client.login('Anna')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      account: { name: 'anna', role: 'viewer', password: true },
      csrf: client.csrf,
    })
    expect(response.headers.get('set-cookie')).toMatch(/^nianbao=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    const token = client.cookie.split('=')[1]!
    const rows = await server.store.db.run(async (k) => [
      ...(await k.selectFrom('sessions').selectAll().execute()),
      ...(await k.selectFrom('accounts').selectAll().execute()),
    ])
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(JSON.stringify(rows)).not.toContain(PASSWORD)
    expect(server.log.join('')).toContain('"logged in"')
    expect(server.log.join('')).not.toContain(token)
  })

  test('wrong name and wrong password are told in the same words, and too many in others', async () => {
    await server.as('berta', 'viewer')
    const told = async (name: string) => {
      const response = await server.client().login(name, 'not the password')
      return [response.status, await response.json()]
    }
    expect(await told('berta')).toEqual(await told('nobody'))
    expect((await told('berta'))[0]).toBe(401)
    for (let round = 0; round < 3; round++) await told('berta')
    const late = await server.client().login('berta')
    expect([late.status, await late.json()]).toEqual([429, expect.objectContaining({ code: 'too-many-attempts' })])
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('a session ends by logging out, unused, at its longest, with its account, and with its password', async () => {
    const client = await server.as('carla', 'viewer')
    const open = async () => (await client.get('/api/session')).status
    expect(await open()).toBe(200)
    for (const hours of [1.9, 3.8, 5.7, 7.6, 9.5, 11.4]) {
      server.clock.ahead = hours * 3_600_000
      expect([hours, await open()]).toEqual([hours, 200])
    }
    server.clock.ahead = 12.1 * 3_600_000
    expect(await open()).toBe(401)
    server.clock.ahead = 0
    await client.login('carla')
    server.clock.ahead = 2.1 * 3_600_000
    expect(await open()).toBe(401)
    server.clock.ahead = 0
    await client.login('carla')
    const { cookie } = client
    expect((await client.request('DELETE', '/api/session')).status).toBe(204)
    client.cookie = cookie
    expect(await open()).toBe(401)

    const admin = await server.as('chief', 'admin')
    await client.login('carla')
    await admin.request('PATCH', '/api/users/carla', { password: 'quite another password' })
    expect(await open()).toBe(401)
    await client.login('carla', 'quite another password')
    expect((await admin.request('DELETE', '/api/users/carla')).status).toBe(204)
    expect(await open()).toBe(401)
  })

  test('a role that is taken away is gone at once', async () => {
    const boss = await server.as('dora', 'admin')
    const other = await server.as('erna', 'admin')
    expect((await other.get('/api/users')).status).toBe(200)
    expect((await boss.request('PATCH', '/api/users/erna', { role: 'viewer' })).status).toBe(200)
    expect((await other.get('/api/users')).status).toBe(403)
  })

  test("one's own password is changed by who knows it; other sessions end, this one goes on", async () => {
    const here = await server.as('fanny', 'viewer')
    const there = server.client()
    await there.login('fanny')
    const change = (current: string) => here.post('/api/session/password', { current, password: 'the next password' })
    const wrong = await change('a guess')
    expect([wrong.status, await wrong.json()]).toEqual([403, expect.objectContaining({ code: 'password-wrong' })])
    expect((await change(PASSWORD)).status).toBe(204)
    expect([(await here.get('/api/session')).status, (await there.get('/api/session')).status]).toEqual([200, 401])
  })

  test('the last admin stays one', async () => {
    const lonely = await startTestServer()
    try {
      const admin = await lonely.as('only', 'admin')
      for (const [method, body] of [
        ['DELETE', undefined],
        ['PATCH', { role: 'viewer' }],
      ] as const) {
        const response = await admin.request(method, '/api/users/only', body)
        expect([response.status, await response.json()]).toEqual([409, expect.objectContaining({ code: 'last-admin' })])
      }
    } finally {
      await lonely.stop()
    }
  })

  test('a change needs its token, and no other site may ask for anything', async () => {
    const client = await server.as('gerda', 'admin')
    const other = await server.as('hilde', 'admin')
    const body = { name: 'new', role: 'viewer' }
    const tried = async (headers: Record<string, string>) => {
      const response = await client.post('/api/users', body, headers)
      return [response.status, ((await response.json()) as { code: string }).code]
    }
    expect(await tried({ 'x-csrf-token': '' })).toEqual([403, 'csrf-token'])
    expect(await tried({ 'x-csrf-token': other.csrf })).toEqual([403, 'csrf-token'])
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: 'http://127.0.0.1:1' },
    ]) {
      expect([headers, ...(await tried(headers as Record<string, string>))]).toEqual([headers, 403, 'cross-site'])
    }
    expect((await client.get('/api/documents', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect(
      (await client.post('/api/session', { name: 'gerda', password: PASSWORD }, { origin: 'http://evil.example' }))
        .status,
    ).toBe(403)
    expect((await client.get('/api/documents', { 'sec-fetch-site': 'none' })).status).toBe(200)
    const same = { origin: server.url, 'sec-fetch-site': 'same-origin' }
    expect((await client.post('/api/users', body, same)).status).toBe(201)
  })

  test('the server answers to its own names only, but to probes by any', async () => {
    const { port } = new URL(server.url)
    const status = (host: string, path: string) =>
      new Promise<number>((settle, fail) => {
        request({ port, host: '127.0.0.1', path, headers: { host } }, (response) => {
          response.resume()
          settle(response.statusCode!)
        })
          .on('error', fail)
          .end()
      })
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', 'localhost.evil.example']) {
      expect([host, await status(host, '/login')]).toEqual([host, 403])
      expect([host, await status(host, '/api/session')]).toEqual([host, 403])
    }
    for (const host of ['localhost', `LOCALHOST:${port}`, '[::1]:80']) {
      expect([host, await status(host, '/login')]).toEqual([host, 200])
    }
    expect(await status('10.2.3.4:8787', '/healthz')).toBe(200)
  })
})

test('behind https the cookie is bound to the one host, and its name is allowed', async () => {
  const server = await startTestServer({ https: true, hosts: ['review.example'] })
  try {
    await addAccount(
      { db: server.store.db, now: Date.now },
      { name: 'anna', role: 'viewer', password: PASSWORD },
      'test',
    )
    const response = await server.client().login('anna')
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-nianbao=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    expect(response.headers.get('strict-transport-security')).toMatch(/^max-age=\d+$/)
  } finally {
    await server.stop()
  }
})

test('the one-time link lets in once, as its account', async () => {
  const link = createOneTimeLink(Date.now())
  let server: TestServer | null = null
  const redeem = async (token: string) => {
    if (!link.redeem(token, Date.now())) return null
    await addAccount({ db: server!.store.db, now: Date.now }, { name: 'local', role: 'admin' }, 'test')
    return 'local'
  }
  server = await startTestServer({ redeem })
  try {
    const client = server.client()
    const wrong = await client.get('/enter?token=made-up')
    expect([wrong.status, wrong.headers.get('location'), client.cookie]).toEqual([303, '/login', ''])
    const right = await client.get(`/enter?token=${link.token}`)
    expect([right.status, right.headers.get('location')]).toEqual([303, '/'])
    expect(await (await client.get('/api/session')).json()).toMatchObject({ account: { name: 'local', role: 'admin' } })
    const second = server.client()
    expect((await second.get(`/enter?token=${link.token}`)).headers.get('location')).toBe('/login')
    expect((await second.get('/api/session')).status).toBe(401)
    expect((await second.login('local', '')).status).toBe(400)
    expect((await second.login('local', 'anything at all')).status).toBe(401)
  } finally {
    await server.stop()
  }
})

describe('by header', () => {
  const named = { 'x-remote-user': 'anna' }

  test('a trusted proxy names the user; the session opens nothing without its header', async () => {
    const server = await startTestServer({ proxies: trustedProxies(['127.0.0.1'])!, userHeader: 'x-remote-user' })
    try {
      await addAccount({ db: server.store.db, now: Date.now }, { name: 'anna', role: 'admin' }, 'test')
      const client = server.client()
      expect((await client.get('/api/session')).status).toBe(401)
      const session = await client.get('/api/session', named)
      client.csrf = ((await session.json()) as { csrf: string }).csrf
      expect((await client.post('/api/users', { name: 'new', role: 'viewer' }, named)).status).toBe(201)
      expect((await client.get('/api/session')).status).toBe(401)
      expect((await client.get('/', named)).status).toBe(200)
      expect(await (await client.get('/api/session', { 'x-remote-user': 'new' })).json()).toMatchObject({
        account: { name: 'new', role: 'viewer' },
      })
      const unknown = await server.client().get('/api/session', { 'x-remote-user': 'nobody' })
      expect([unknown.status, await unknown.json()]).toEqual([
        403,
        expect.objectContaining({ code: 'account-missing' }),
      ])
    } finally {
      await server.stop()
    }
  })

  test('the header of anybody else is nothing', async () => {
    const server = await startTestServer({ proxies: trustedProxies(['10.0.0.5'])!, userHeader: 'x-remote-user' })
    try {
      await addAccount({ db: server.store.db, now: Date.now }, { name: 'anna', role: 'admin' }, 'test')
      expect((await server.client().get('/api/session', named)).status).toBe(401)
    } finally {
      await server.stop()
    }
  })
})
