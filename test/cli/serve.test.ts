import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { makeScratch, type Running, run, start } from '../support/command.ts'
import { freePort } from '../support/free-port.ts'
import { postgresInstalled, startPostgres, type TestPostgres } from '../support/postgres.ts'
import { redisInstalled, startRedis, type TestRedis } from '../support/redis.ts'
import { ROOT } from '../support/sources.ts'

const scratch = makeScratch()
const servers: Running[] = []
const services: (TestRedis | TestPostgres)[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) server.process.kill('SIGKILL')
  await Promise.all(services.splice(0).map((service) => service.stop()))
})

type Served = {
  readonly server: Running
  readonly get: (path: string) => Promise<Response>
  readonly metrics: (path: string) => Promise<Response>
}

async function serve(...args: string[]): Promise<Served> {
  const server = start(['serve', '--port', '0', '--metrics-port', '0', ...args])
  servers.push(server)
  for (;;) {
    const [, port, metricsPort] = /"port":(\d+),"metricsPort":(\d+),"message":"serving"/.exec(server.stderr()) ?? []
    const at = (port: string) => (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' })
    if (port) return { server, get: at(port), metrics: at(metricsPort!) }
    if (server.process.exitCode !== null) throw new Error(`it did not serve: ${server.stderr()}`)
    await Promise.race([once(server.process.stderr!, 'data'), once(server.process, 'exit')])
  }
}

async function untilReady(get: (path: string) => Promise<Response>, status: number): Promise<unknown> {
  for (;;) {
    const answer = await get('/readyz')
    const told = await answer.json()
    if (answer.status === status) return told
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('by itself it prints a link that lets in once, and ends on SIGTERM with what it printed alone', async () => {
  const { server, get } = await serve('--data', scratch('own'))
  expect(await untilReady(get, 200)).toEqual({ ok: true, problems: [] })
  server.process.kill('SIGTERM')
  const { code, stdout } = await server.ended
  expect(code).toBe(0)
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/enter\?token=[\w-]{43}\n$/)
  expect(server.stderr()).not.toContain(/token=([\w-]+)/.exec(stdout)![1])
})

test('the link of one who asks opens the page, once', async () => {
  const { server, get } = await serve('--data', scratch('link'))
  let printed = ''
  server.process.stdout!.on('data', (text: string) => {
    printed += text
  })
  while (!printed.includes('\n')) await once(server.process.stdout!, 'data')
  const { pathname, search } = new URL(printed.trim())
  const entered = await get(pathname + search)
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/'])
  const cookie = entered.headers.getSetCookie()[0]!.split(';', 1)[0]!
  const base = entered.url.slice(0, -(pathname + search).length)
  const session = await fetch(`${base}/api/session`, { headers: { cookie } })
  expect(await session.json()).toMatchObject({ account: { name: 'local', role: 'admin' } })
  const page = await fetch(`${base}/`, { headers: { cookie } })
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  const scripts = [...(await page.text()).matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => src!)
  expect(scripts.length).toBeGreaterThan(0)
  for (const src of scripts) expect((await fetch(`${base}${src}`, { headers: { cookie } })).status).toBe(200)
  expect((await get(pathname + search)).headers.get('location')).toBe('/login')
})

test.skipIf(!redisInstalled())(
  'with Redis it tells of the cluster, of a Redis that goes and comes back, and prints no link',
  async () => {
    const redis = await startRedis()
    services.push(redis)
    const { server, get, metrics } = await serve('--data', scratch('data'), '--redis', redis.url)
    expect(await untilReady(get, 200)).toEqual({ ok: true, problems: [] })
    expect([(await get('/status')).status, (await get('/metrics')).status]).toEqual([401, 401])
    expect(await (await metrics('/status')).json()).toMatchObject({
      format: 'nianbao/status@1',
      documents: 0,
      problem: null,
    })
    const text = await (await metrics('/metrics')).text()
    expect(text).toContain('nianbao_documents{state="waiting"} 0')
    expect(text).toContain('nianbao_queue_jobs{queue="page",state="waiting"} 0')
    expect(text).toContain('nianbao_source_up{source="queues"} 1')

    await redis.kill()
    expect(await untilReady(get, 503)).toEqual({ ok: false, problems: ['Redis'] })
    expect(await untilReady(metrics, 503)).toMatchObject({ problems: [expect.stringMatching(/^Redis: /)] })
    expect((await get('/healthz')).status).toBe(200)
    await redis.restart()
    expect(await untilReady(get, 200)).toEqual({ ok: true, problems: [] })

    server.process.kill('SIGTERM')
    expect(await server.ended).toMatchObject({ code: 0, stdout: '' })
  },
)

test('with a Redis that is away it starts, is alive and not ready, and its status says so', async () => {
  const nowhere = `redis://:hunter2@127.0.0.1:${await freePort()}`
  const { server, get, metrics } = await serve('--data', scratch('alone'), '--redis', nowhere)
  await untilReady(get, 503)
  expect(await untilReady(metrics, 503)).toMatchObject({ problems: [expect.stringContaining('ECONNREFUSED')] })
  expect(await (await metrics('/status')).json()).toMatchObject({
    queues: null,
    problem: { code: 'service-unavailable' },
  })
  const text = await (await metrics('/metrics')).text()
  expect(text).toContain('nianbao_source_up{source="queues"} 0')
  expect(text).toContain('nianbao_source_up{source="database"} 1')
  server.process.kill('SIGINT')
  const { code, stderr } = await server.ended
  expect(code).toBe(0)
  expect(stderr).not.toContain('hunter2')
})

test.skipIf(!postgresInstalled() || !redisInstalled())(
  'a Postgres that goes is told and awaited; ending waits for neither',
  async () => {
    const [redis, postgres] = await Promise.all([startRedis(), startPostgres()])
    services.push(redis, postgres)
    const { server, get, metrics } = await serve(
      ...['--data', scratch('pg'), '--database', postgres.url, '--redis', redis.url],
    )
    await untilReady(get, 200)
    await postgres.kill()
    expect(await untilReady(get, 503)).toEqual({ ok: false, problems: ['database'] })
    expect(await (await metrics('/metrics')).text()).toContain('nianbao_source_up{source="database"} 0')
    await postgres.restart()
    expect(await untilReady(get, 200)).toEqual({ ok: true, problems: [] })
    await Promise.all([postgres.kill(), redis.kill()])
    await untilReady(get, 503)
    const asked = performance.now()
    server.process.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
    expect(performance.now() - asked).toBeLessThan(10_000)
  },
)

test('wrong settings end in one line and their exit code', async () => {
  const { get } = await serve('--data', scratch('taken'))
  const { port } = new URL((await get('/healthz')).url)
  const taken = await run(['serve', '--port', port, '--data', scratch('taken')])
  expect([taken.code, taken.stderr]).toEqual([
    6,
    `nianbao: cannot listen on 127.0.0.1:${port}: something else listens there: choose another port with --port [service-unavailable]\n`,
  ])
  const cases: readonly (readonly [readonly string[], string, NodeJS.ProcessEnv?])[] = [
    [[], 'NIANBAO_LOG_LEVEL: give one of debug, info, warn, error, silent', { NIANBAO_LOG_LEVEL: 'loud' }],
    [['--port', '70000'], 'give a port'],
    [['--trust-proxy', 'proxy.example'], '--trust-proxy: give addresses or networks'],
    [['--trust-header', 'X-Remote-User'], '--trust-header: say with --trust-proxy'],
    [['--sample', '2'], 'give a number from 0 to 1'],
  ]
  for (const [args, told, env = {}] of cases) {
    const { code, stderr } = await run(['serve', '--data', scratch('wrong'), ...args], { env, cwd: ROOT })
    expect([args, code, stderr]).toEqual([args, 2, expect.stringContaining(told)])
  }
})
