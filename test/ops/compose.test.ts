import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeScratch, start } from '../support/command.ts'
import { freePort } from '../support/free-port.ts'
import { redisInstalled, startRedis, type TestRedis } from '../support/redis.ts'
import { ROOT } from '../support/sources.ts'
import { composeFile, dockerStages, readsYaml, type Service } from './files.ts'

const readable = readsYaml()
const { services, volumes } = readable ? composeFile() : { services: {}, volumes: {} }
const { redis, postgres, worker, server } = services as Record<string, Service>
const scratch = makeScratch()
const started: TestRedis[] = []
afterAll(() => Promise.all(started.map((one) => one.stop())))

test.skipIf(!readable)('nothing but the server can be reached from outside, and that from this machine only', () => {
  expect(Object.keys(services).sort()).toEqual(['postgres', 'redis', 'server', 'worker'])
  const ports = Object.entries(services).flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`))
  expect(ports).toEqual(['server 127.0.0.1:8787:8787'])
})

test.skipIf(!readable)('workers can be many: no name, no port of the host', () => {
  for (const fixed of ['container_name', 'ports', 'hostname']) expect(worker).not.toHaveProperty(fixed)
})

test.skipIf(!readable)('what must last is on volumes, and every volume is declared', () => {
  const mounts = Object.values(services).flatMap(({ volumes: mounts = [] }) => mounts)
  expect([...new Set(mounts.map((mount) => mount.split(':')[0]))].sort()).toEqual(Object.keys(volumes).sort())
  expect(worker!.volumes).toEqual(server!.volumes)
  expect(worker!.environment!.NIANBAO_DATA).toBe(worker!.volumes![0]!.split(':')[1])
  expect(redis!.volumes).toEqual(['redis:/data'])
  expect(postgres!.volumes).toEqual(['postgres:/var/lib/postgresql/data'])
})

test.skipIf(!readable)('services wait for healthy ones, and a worker may drain before it is killed', () => {
  for (const service of [worker!, server!]) {
    expect(service.depends_on).toEqual({
      redis: { condition: 'service_healthy' },
      postgres: { condition: 'service_healthy' },
    })
  }
  for (const service of [redis!, postgres!]) expect(service.healthcheck!.test![0]).toMatch(/^CMD(-SHELL)?$/)
  expect(Number.parseInt(worker!.stop_grace_period!, 10)).toBeGreaterThanOrEqual(
    Number(optionOf(worker!, '--drain')) + 10,
  )
})

test.skipIf(!readable)('no password stands in the file, and every variable is one that the program knows', () => {
  const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')
  const passwords = [...text.matchAll(/PASSWORD[^:\n]*: *(.*)|\/\/\w+:([^@]*)@/g)].map((match) => match[1] ?? match[2]!)
  expect(passwords).toHaveLength(2)
  expect(passwords.filter((value) => !/^\$\{POSTGRES_PASSWORD:\?/.test(value))).toEqual([])
  const known = ['workers/config.ts', 'workers/log.ts'].map((path) => readFileSync(join(ROOT, path), 'utf8')).join('')
  const names = Object.keys({ ...worker!.environment, ...server!.environment })
  expect(names.filter((name) => !known.includes(name))).toEqual([])
})

test.skipIf(!readable)('the check of the image asks at the port where worker and server answer', () => {
  const check = dockerStages()
    .at(-1)!
    .find(({ instruction }) => instruction === 'HEALTHCHECK')!.rest
  const port = /127\.0\.0\.1:(\d+)\/healthz/.exec(check)![1]
  expect([optionOf(server!, '--port'), optionOf(worker!, '--metrics-port')]).toEqual([port, port])
})

test.skipIf(!readable || !redisInstalled())(
  'a worker and the server start with these commands on a Redis with these settings',
  async () => {
    const settings = Object.fromEntries(pairs(redis!.command!.slice(1)))
    expect(settings).toMatchObject({ '--appendonly': 'yes', '--maxmemory-policy': 'noeviction' })
    const queue = await startRedis({
      appendonly: settings['--appendonly'] === 'yes',
      maxmemoryPolicy: settings['--maxmemory-policy']!,
    })
    started.push(queue)
    for (const service of [worker!, server!]) {
      const port = await freePort()
      const command = service.command!.map((word) =>
        word
          .replace('8787', String(port))
          .replace('0.0.0.0', '127.0.0.1')
          .replace(/^\$\{\w+:-(.*)\}$/, '$1'),
      )
      const env = { NIANBAO_DATA: scratch('data'), NIANBAO_REDIS_URL: queue.url }
      const running = start(command, { env })
      while (!/worker started|"serving"/.test(running.stderr())) {
        if (running.process.exitCode !== null) throw new Error(`${command.join(' ')}: ${running.stderr()}`)
        await Promise.race([once(running.process.stderr!, 'data'), once(running.process, 'exit')])
      }
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
      expect(await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()).toEqual({ ok: true, problems: [] })
      running.process.kill('SIGTERM')
      expect((await running.ended).code).toBe(0)
    }
  },
)

test.skipIf(!readable || !redisInstalled())('Redis knows every setting that is given to it', async () => {
  const queue = await startRedis()
  started.push(queue)
  const shown = execFileSync('redis-cli', ['-p', String(queue.port), 'config', 'get', '*'], { encoding: 'utf8' })
  const names = pairs(redis!.command!.slice(1)).map(([name]) => name.slice(2))
  expect(names.filter((name) => !shown.split('\n').includes(name))).toEqual([])
})

function pairs(words: readonly string[]): readonly (readonly [string, string])[] {
  return words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1]!] as const] : []))
}

function optionOf(service: Service, name: string): string {
  return service.command![service.command!.indexOf(name) + 1]!
}
