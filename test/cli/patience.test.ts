import { once } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import { EXIT } from '../../schemas/problem.ts'
import { makeScratch, type Running, run, start } from '../support/command.ts'
import { freePort } from '../support/free-port.ts'
import { postgresInstalled, startPostgres, type TestPostgres } from '../support/postgres.ts'
import { redisInstalled, startRedis, type TestRedis } from '../support/redis.ts'

const scratch = makeScratch()
const started: Running[] = []
const services: (TestRedis | TestPostgres)[] = []

afterEach(async () => {
  for (const { process } of started.splice(0)) process.kill('SIGKILL')
  await Promise.all(services.splice(0).map((service) => service.stop()))
})

type Line = Readonly<Record<string, unknown>>

/** Waits for so many lines of the log that end so, and gives them. */
async function heard({ process, stderr }: Running, end: string, count = 1): Promise<readonly Line[]> {
  for (;;) {
    const whole = stderr().split('\n').slice(0, -1)
    const lines = whole.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
    const found = lines.filter(({ message }) => message.endsWith(end))
    if (found.length >= count) return found
    if (process.exitCode !== null) throw new Error(`it ended: ${stderr()}`)
    await Promise.race([once(process.stderr!, 'data'), once(process, 'exit')])
  }
}

async function ask(port: unknown, path: string): Promise<readonly [number, unknown]> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' })
  return [answer.status, await answer.json()]
}

async function untilReady(port: unknown): Promise<void> {
  while ((await ask(port, '/readyz'))[0] !== 200) await new Promise((settle) => setTimeout(settle, 100))
}

describe.skipIf(!postgresInstalled() || !redisInstalled())('services that start before their database', () => {
  test('wait for it: alive, not ready, on the ports that they then serve on', async () => {
    const [redis, postgres] = await Promise.all([startRedis(), startPostgres()])
    services.push(redis, postgres)
    await postgres.kill()
    const at = ['--data', scratch('data'), '--database', postgres.url, '--redis', redis.url]
    const server = start(['serve', '--port', '0', '--metrics-port', '0', ...at])
    const worker = start(['worker', '--concurrency', '1', '--metrics-port', '0', ...at])
    started.push(server, worker)
    expect(await heard(server, '; waiting for it')).toMatchObject([
      {
        level: 'warn',
        seconds: 120,
        message: expect.stringMatching(/^the database .* does not answer \(ECONNREFUSED\)/),
      },
    ])
    const ports = async (service: Running, count: number) =>
      (await heard(service, 'alive and not ready', count)).map(({ port }) => port)
    const [port, metricsPort] = await ports(server, 2)
    const [workerPort] = await ports(worker, 1)
    for (const each of [port, metricsPort, workerPort]) {
      expect(await ask(each, '/healthz')).toEqual([200, { ok: true }])
      expect(await ask(each, '/readyz')).toEqual([503, { ok: false, problems: ['database'] }])
      expect(await ask(each, '/api/session')).toEqual([503, { error: 'the database does not answer yet' }])
    }
    await postgres.restart()
    expect(await heard(server, 'serving')).toMatchObject([{ port, metricsPort }])
    expect(await heard(worker, 'serving metrics')).toMatchObject([{ port: workerPort }])
    await heard(worker, 'worker started')
    for (const each of [port, workerPort]) await untilReady(each)
    expect((await ask(port, '/api/session'))[0]).toBe(401)
    // One that is not on a server that is there is no matter of patience.
    const nowhere = postgres.url.replace(/\/postgres$/, '/nowhere')
    const refused = await run(['serve', '--port', '0', ...at.slice(0, 2), '--database', nowhere])
    expect([refused.code, refused.stderr]).toEqual([EXIT.service, expect.stringMatching(/^nianbao: .*nowhere.*\n$/)])
  }, 120_000)
})

test('after their patience they end with one more line', async () => {
  const database = `postgres://me:hunter2@127.0.0.1:${await freePort()}/none`
  const at = ['--data', scratch('nobody'), '--database', database]
  const [waited, hasty] = await Promise.all([
    run(['serve', '--port', '0', '--patience', '1', ...at]),
    run(['worker', '--patience', '0', ...at]),
  ])
  expect([waited.code, hasty.code]).toEqual([EXIT.service, EXIT.service])
  const complaint = /^nianbao: the database .* does not answer \(ECONNREFUSED\).* \[service-unavailable\]$/
  expect(hasty.stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(complaint)])
  const said = waited.stderr.trimEnd().split('\n')
  const [warning, last] = [said[0], said.at(-1)]
  expect(JSON.parse(warning!)).toMatchObject({ level: 'warn', seconds: 1 })
  expect(last).toMatch(complaint)
  expect(waited.stderr + hasty.stderr).not.toContain('hunter2')
})
