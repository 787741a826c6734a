import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { makeScratch, type Running, run, start } from '../support/command.ts'
import { freePort } from '../support/free-port.ts'
import { postgresInstalled, startPostgres, type TestPostgres } from '../support/postgres.ts'
import { redisInstalled, startRedis, type TestRedis } from '../support/redis.ts'

const scratch = makeScratch()
const servers: Running[] = []
const services: (TestRedis | TestPostgres)[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) server.process.kill('SIGKILL')
  await Promise.all(services.splice(0).map((service) => service.stop()))
})

async function serve(...args: string[]): Promise<{ server: Running; get: (path: string) => Promise<Response> }> {
  const server = start(['serve', '--port', '0', ...args])
  servers.push(server)
  for (;;) {
    const port = /"port":(\d+),"message":"serving"/.exec(server.stderr())?.[1]
    if (port) return { server, get: (path) => fetch(`http://127.0.0.1:${port}${path}`) }
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

test.skipIf(!redisInstalled())(
  'it tells of the cluster, of a Redis that goes and comes back, and ends on SIGTERM',
  async () => {
    const redis = await startRedis()
    services.push(redis)
    const { server, get } = await serve('--data', scratch('data'), '--redis', redis.url)
    expect(await untilReady(get, 200)).toEqual({ ok: true, problems: [] })
    expect(await (await get('/status')).json()).toMatchObject({
      format: 'nianbao/status@1',
      documents: 0,
      problem: null,
    })
    const metrics = await (await get('/metrics')).text()
    expect(metrics).toContain('nianbao_documents{state="waiting"} 0')
    expect(metrics).toContain('nianbao_queue_jobs{queue="page",state="waiting"} 0')
    expect(metrics).toContain('nianbao_source_up{source="queues"} 1')

    await redis.kill()
    expect(await untilReady(get, 503)).toMatchObject({ ok: false, problems: [expect.stringMatching(/^Redis: /)] })
    expect((await get('/healthz')).status).toBe(200)
    await redis.restart()
    expect(await untilReady(get, 200)).toEqual({ ok: true, problems: [] })

    server.process.kill('SIGTERM')
    expect(await server.ended).toMatchObject({ code: 0, stdout: '' })
  },
)

test('without Redis it starts, is alive and not ready, and its status says so', async () => {
  const nowhere = `redis://:hunter2@127.0.0.1:${await freePort()}`
  const { server, get } = await serve('--data', scratch('alone'), '--redis', nowhere)
  expect(await untilReady(get, 503)).toMatchObject({ problems: [expect.stringContaining('ECONNREFUSED')] })
  expect(await (await get('/status')).json()).toMatchObject({ queues: null, problem: { code: 'service-unavailable' } })
  const metrics = await (await get('/metrics')).text()
  expect(metrics).toContain('nianbao_source_up{source="queues"} 0')
  expect(metrics).toContain('nianbao_source_up{source="database"} 1')
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
    const { server, get } = await serve('--data', scratch('pg'), '--database', postgres.url, '--redis', redis.url)
    await untilReady(get, 200)
    await postgres.kill()
    expect(await untilReady(get, 503)).toMatchObject({ problems: [expect.stringMatching(/^database: /)] })
    expect(await (await get('/metrics')).text()).toContain('nianbao_source_up{source="database"} 0')
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
    `nianbao: cannot listen on 127.0.0.1:${port}: something else listens there: choose another port [service-unavailable]\n`,
  ])
  const loud = await run(['serve', '--data', scratch('loud')], { env: { NIANBAO_LOG_LEVEL: 'loud' } })
  expect(loud.code).toBe(2)
  expect(loud.stderr).toContain('NIANBAO_LOG_LEVEL: give one of debug, info, warn, error, silent')
  const port70000 = await run(['serve', '--port', '70000'])
  expect(port70000.code).toBe(2)
})
