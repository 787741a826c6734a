import { afterAll, beforeAll, expect, test } from 'vitest'
import { PATHS } from '../../../review/api/paths.ts'
import { type Client, startTestServer, type TestServer } from './support.ts'

let server: TestServer
let admin: Client
beforeAll(async () => {
  server = await startTestServer()
  admin = await server.as('admin', 'admin')
})
afterAll(() => server.stop())

type Described = { readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> }

async function described(): Promise<readonly (readonly [method: string, path: string])[]> {
  const { paths } = (await (await admin.get('/api/openapi.json')).json()) as Described
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
  )
}

const fill = (path: string) => path.replace('{id}', 'a'.repeat(64)).replace('{page}', '1').replace('{name}', 'nobody')

test('the description names every path, and no other', async () => {
  const paths = new Set((await described()).map(([, path]) => path))
  expect([...paths].sort()).toEqual(Object.values(PATHS).toSorted())
})

test('every route is closed to who has no session, also with a made-up one', async () => {
  const routes = (await described()).filter(([method, path]) => !(method === 'POST' && path === PATHS.session))
  expect(routes.length).toBeGreaterThan(25)
  for (const cookie of ['', 'nianbao=made-up', `nianbao=${'A'.repeat(43)}`]) {
    for (const [method, path] of [...routes, ['GET', '/api/openapi.json'], ['GET', '/api/nothing'], ['GET', '/x']]) {
      const stranger = server.client()
      stranger.cookie = cookie
      const response = await stranger.request(method!, fill(path!))
      expect([method, path, response.status, await response.json()]).toEqual([
        ...[method, path, 401],
        { code: 'no-session', message: expect.any(String) },
      ])
    }
  }
})

test('the login, its files and health answer anybody; the page sends strangers to the login', async () => {
  const stranger = server.client()
  for (const path of ['/login', '/assets/login-12345678.js', '/healthz', '/readyz']) {
    expect([path, (await stranger.get(path)).status]).toEqual([path, 200])
  }
  expect((await stranger.get('/assets/main-12345678.js')).status).toBe(401)
  expect((await stranger.get('/assets/none-12345678.js')).status).toBe(401)
  const page = await stranger.get('/')
  expect([page.status, page.headers.get('location')]).toEqual([303, '/login'])
  expect(await (await admin.get('/')).text()).toBe('content of /index.html')
  expect((await admin.get('/assets/main-12345678.js')).headers.get('cache-control')).toMatch(/private.*immutable/)
  expect((await admin.get('/assets/../package.json')).status).toBe(404)
  expect((await admin.get('/assets/%2e%2e%2fpackage.json')).status).toBe(404)
})

test('every answer forbids scripts, frames, guessing of types and keeping', async () => {
  const stranger = server.client()
  for (const [client, path] of [
    [stranger, '/healthz'],
    [stranger, '/api/session'],
    [stranger, '/login'],
    [admin, '/api/documents'],
    [admin, '/api/nothing'],
  ] as const) {
    const { headers } = await client.get(path)
    const policy = headers.get('content-security-policy')!
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
      expect(policy).toContain(part)
    }
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toMatch(/no-store|no-cache/)
  }
})

test('viewers look, reviewers settle, admins manage: everything else is forbidden', async () => {
  const viewer = await server.as('viewer', 'viewer')
  const reviewer = await server.as('reviewer', 'reviewer')
  const forAdmins = [
    ['GET', PATHS.users],
    ['POST', PATHS.users],
    ['PATCH', PATHS.user],
    ['DELETE', PATHS.user],
    ['POST', PATHS.documents],
    ['POST', PATHS.retry],
    ['POST', PATHS.cancel],
    ['GET', PATHS.audit],
  ]
  const settling = [PATHS.next, PATHS.lease, PATHS.renew, PATHS.release, PATHS.answers, PATHS.aside, PATHS.undo]
  const forReviewers = settling.map((path) => ['POST', path])
  const status = async (client: Client, [method, path]: readonly string[]) =>
    (await client.request(method!, fill(path!), method === 'GET' ? undefined : {})).status
  for (const route of forAdmins) {
    expect([route, await status(viewer, route), await status(reviewer, route)]).toEqual([route, 403, 403])
    expect([route, await status(admin, route)]).not.toEqual([route, 403])
  }
  for (const route of forReviewers) {
    expect([route, await status(viewer, route)]).toEqual([route, 403])
    expect([route, await status(reviewer, route)]).not.toEqual([route, 403])
  }
  const others = (await described()).filter(
    ([method, path]) =>
      method === 'GET' && path !== PATHS.events && ![...forAdmins].some(([m, p]) => m === method && p === path),
  )
  for (const route of others) expect([route, await status(viewer, route)]).not.toEqual([route, 403])
})

test('what is not understood is told in one line, and never as HTML', async () => {
  const cases: readonly (readonly [string, string, unknown, number, string])[] = [
    ['GET', '/api/documents?limit=0', undefined, 400, 'limit'],
    ['GET', '/api/documents/..%2f..%2fetc', undefined, 400, 'id'],
    ['GET', `/api/documents/${'a'.repeat(64)}/pages/0/image`, undefined, 400, 'page'],
    ['POST', '/api/review/answers', { document: 'x', answers: [] }, 400, 'answers'],
    ['POST', '/api/users', { name: '<script>alert(1)</script>', role: 'admin' }, 400, 'name'],
    ['GET', `/api/documents/${'a'.repeat(64)}`, undefined, 404, 'no such document'],
    ['POST', '/api/review/lease', { document: 'nope' }, 404, 'no such document'],
  ]
  for (const [method, path, body, status, told] of cases) {
    const response = await admin.request(method, path, body)
    const { message } = (await response.json()) as { message: string }
    expect([path, response.status, message]).toEqual([path, status, expect.stringContaining(told)])
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(message).not.toContain('<')
  }
  const torn = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name":',
  })
  expect([torn.status, await torn.json()]).toEqual([400, { code: 'invalid', message: expect.any(String) }])
})

test('a body that is no upload may not be long, least of all a stranger’s', async () => {
  const response = await server.client().post('/api/session', { name: 'x', password: 'y'.repeat(2 * 1024 ** 2) })
  expect([response.status, await response.json()]).toEqual([413, expect.objectContaining({ code: 'too-large' })])
})
