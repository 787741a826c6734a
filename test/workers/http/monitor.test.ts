import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Problem } from '../../../schemas/problem.ts'
import { type Monitor, type MonitorOptions, startMonitor } from '../../../workers/http/monitor.ts'
import { createLog } from '../../../workers/log.ts'
import { createMetrics } from '../../../workers/metrics/create.ts'

const open: Monitor[] = []
afterEach(() => Promise.all(open.splice(0).map((monitor) => monitor.close())))

async function startWith(options: Partial<MonitorOptions> = {}): Promise<Monitor> {
  const ready = async () => ({ ok: true, problems: [] })
  const monitor = await startMonitor({ port: 0, metrics: createMetrics(), ready, ...options })
  if ('code' in monitor) throw new Error(monitor.message)
  open.push(monitor)
  return monitor
}

function get(monitor: Monitor, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${monitor.port}${path}`, init)
}

test('it is alive, ready, and tells its metrics and status', async () => {
  const metrics = createMetrics()
  metrics.failed('page-timeout', 'page')
  const monitor = await startWith({ metrics, status: async () => ({ documents: { waiting: 3 } }) })
  const alive = await get(monitor, '/healthz')
  expect([alive.status, await alive.text()]).toEqual([200, '{"ok":true}\n'])
  const ready = await get(monitor, '/readyz?verbose')
  expect([ready.status, await ready.json()]).toEqual([200, { ok: true, problems: [] }])
  const scraped = await get(monitor, '/metrics')
  expect(scraped.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(await scraped.text()).toContain('nianbao_failures_total{code="page-timeout",stage="page"} 1')
  expect(await (await get(monitor, '/status')).json()).toEqual({ documents: { waiting: 3 } })
})

test('it is alive and not ready while a service is away, whether that is told, thrown or awaited in vain', async () => {
  const told = await startWith({ ready: async () => ({ ok: false, problems: ['Redis does not answer'] }) })
  const thrown = await startWith({ ready: () => Promise.reject(new Error('the database does not answer')) })
  const silent = await startWith({ ready: () => new Promise(() => {}) })
  for (const [monitor, problem] of [
    [told, 'Redis does not answer'],
    [thrown, 'the database does not answer'],
    [silent, 'no answer within 3 s'],
  ] as const) {
    const answer = await get(monitor, '/readyz')
    expect([answer.status, await answer.json()]).toEqual([503, { ok: false, problems: [problem] }])
    expect((await get(monitor, '/healthz')).status).toBe(200)
  }
})

test('a status that cannot be had is an error without its inside, and is in the log', async () => {
  let text = ''
  const destination = {
    write(line: string) {
      text += line
    },
  }
  const monitor = await startWith({
    status: () => Promise.reject(new Error('relation "documents" is gone')),
    log: createLog({ destination }),
  })
  const answer = await get(monitor, '/status')
  expect([answer.status, await answer.text()]).toEqual([500, '{"error":"it could not be found out"}\n'])
  expect(text).toContain('relation \\"documents\\" is gone')
  expect((await get(monitor, '/healthz')).status).toBe(200)
})

test('other pages, other methods and bodies get one line', async () => {
  const monitor = await startWith()
  for (const path of ['/', '/status', '/metrics/', '/__proto__', '/constructor', '/../etc/passwd', '//healthz']) {
    const answer = await get(monitor, path)
    expect([path, answer.status]).toEqual([path, 404])
    expect((await answer.text()).match(/\n/g)).toHaveLength(1)
  }
  const posted = await get(monitor, '/healthz', { method: 'POST', body: 'x'.repeat(1_000_000) })
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  expect(posted.headers.get('connection')).toBe('close')
  const head = await get(monitor, '/readyz', { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
})

test('it listens on this machine only, and says so where a port is taken', async () => {
  const monitor = await startWith()
  const taken = await startMonitor({
    port: monitor.port,
    metrics: createMetrics(),
    ready: async () => ({ ok: true, problems: [] }),
  })
  expect(taken).toMatchObject({ code: 'service-unavailable' })
  expect((taken as Problem).message).toBe(
    `cannot listen on 127.0.0.1:${monitor.port}: something else listens there: choose another port with --metrics-port`,
  )
  const elsewhere = await startMonitor({
    host: '192.0.2.1',
    port: 0,
    metrics: createMetrics(),
    ready: async () => ({ ok: true, problems: [] }),
  })
  expect((elsewhere as Problem).message).toContain('no such address')
})

test('one who sends nothing, and one who sends nonsense, is left; others are answered meanwhile', async () => {
  const monitor = await startWith()
  const slow = connect(monitor.port, '127.0.0.1')
  const rude = connect(monitor.port, '127.0.0.1')
  await Promise.all([once(slow, 'connect'), once(rude, 'connect')])
  slow.write('GET /healthz HTTP/1.1\r\nHost')
  rude.write('\x16\x03\x01 no http\r\n\r\n')
  rude.resume()
  slow.resume()
  const gone = Promise.all([once(slow, 'close'), once(rude, 'close')])
  expect((await get(monitor, '/healthz')).status).toBe(200)
  await gone
})

test('closing waits for no one who only holds a connection', async () => {
  const monitor = await startWith()
  const idle = connect(monitor.port, '127.0.0.1')
  await once(idle, 'connect')
  idle.on('error', () => {})
  const before = performance.now()
  await monitor.close()
  await monitor.close()
  expect(performance.now() - before).toBeLessThan(30_000)
  await expect(get(monitor, '/healthz')).rejects.toThrow()
  idle.destroy()
})
