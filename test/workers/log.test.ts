import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { createLog, type Log, type LogLevel, logLevelFrom } from '../../workers/log.ts'

const ID = '3f2a9c'.padEnd(64, '0')

type Line = Record<string, unknown>

function recorded(level: LogLevel = 'info'): { log: Log; lines: () => readonly Line[]; text: () => string } {
  let text = ''
  const log = createLog({
    level,
    destination: {
      write(line) {
        text += line
      },
    },
  })
  const lines = () => text.trimEnd().split('\n').filter(Boolean).map(parse)
  return { log, lines, text: () => text }
}

function parse(line: string): Line {
  return JSON.parse(line) as Line
}

test('a line is one JSON object with time, level, message and fields', () => {
  const { log, lines } = recorded()
  log
    .with({ worker: 'north-1' })
    .info('page read', { document: ID, page: 3, generation: 1, stage: 'page', seconds: 1.5 })
  expect(lines()).toHaveLength(1)
  const { time, ...rest } = lines()[0]!
  expect(new Date(String(time)).toISOString()).toBe(time)
  expect(rest).toEqual({
    level: 'info',
    message: 'page read',
    worker: 'north-1',
    document: ID.slice(0, 12),
    page: 3,
    generation: 1,
    stage: 'page',
    seconds: 1.5,
  })
})

test('the level decides what is written', () => {
  const { log, lines } = recorded('warn')
  for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level](level)
  expect(lines().map((line) => line.message)).toEqual(['warn', 'error'])
  const silent = recorded('silent')
  silent.log.error('unheard')
  expect(silent.text()).toBe('')
})

test('the environment names the level, or nonsense', () => {
  expect(logLevelFrom({})).toBe('info')
  expect(logLevelFrom({ NIANBAO_LOG_LEVEL: '' })).toBe('info')
  expect(logLevelFrom({ NIANBAO_LOG_LEVEL: 'debug' })).toBe('debug')
  expect(logLevelFrom({ NIANBAO_LOG_LEVEL: 'loud' })).toBeNull()
})

test('an error becomes one line with its code and its stack', () => {
  const { log, lines, text } = recorded()
  const refused = Object.assign(new Error('connect ECONNREFUSED\n  127.0.0.1:6379'), { code: 'ECONNREFUSED' })
  log.error('redis', { error: refused })
  log.error('both', { error: new AggregateError([refused, new Error('no route')]) })
  log.error('text', { error: 'thrown text' })
  const [first, both, thrown] = lines()
  expect(first).toMatchObject({ error: 'connect ECONNREFUSED 127.0.0.1:6379', errorCode: 'ECONNREFUSED' })
  expect(first!.stack).toContain('log.test.ts')
  expect(both!.error).toBe('connect ECONNREFUSED 127.0.0.1:6379; no route')
  expect(thrown).toMatchObject({ error: 'thrown text' })
  expect(text().trimEnd().split('\n')).toHaveLength(3)
})

test('no password is written, whatever carries it', () => {
  const { log, lines, text } = recorded()
  log.with({ redis: 'redis://app:hunter2@queue:6379/0' }).info('at postgres://app:hunter2@db/nianbao', {
    password: 'hunter2',
    apiToken: 'hunter2',
    error: new Error('cannot reach redis://:hunter2@queue:6379'),
  })
  expect(text()).not.toContain('hunter2')
  expect(lines()[0]).toMatchObject({
    redis: 'redis://app:[redacted]@queue:6379/0',
    message: 'at postgres://app:[redacted]@db/nianbao',
    password: '[redacted]',
    error: 'cannot reach redis://:[redacted]@queue:6379',
  })
})

test('contents do not get in: structures are named, long texts are cut', () => {
  const { log, lines, text } = recorded()
  log.info('odd', {
    reading: { words: ['本年收到'] },
    rows: ['三、收到'],
    bytes: Buffer.from('abc'),
    note: '年'.repeat(9000),
  })
  expect(lines()[0]).toMatchObject({ reading: '[object]', rows: '[array]', bytes: '[object]' })
  expect(String(lines()[0]!.note)).toHaveLength(500)
  expect(text()).not.toContain('收到')
})

test('what is left undefined is left out', () => {
  const { log, lines } = recorded()
  log.info('short', { page: undefined as never, code: 'page-timeout' })
  expect(Object.keys(lines()[0]!).sort()).toEqual(['code', 'level', 'message', 'time'])
})

test.skipIf(process.platform !== 'linux')('a log on a full disk stops nothing', () => {
  const script = `
    import { createLog } from ${JSON.stringify(new URL('../../workers/log.ts', import.meta.url).href)}
    const log = createLog()
    for (let i = 0; i < 200; i++) log.info('line', { i, note: 'x'.repeat(400) })
    process.stdout.write('still here')`
  const ended = spawnSync(
    'sh',
    ['-c', 'exec "$0" --input-type=module -e "$1" 2> /dev/full', process.execPath, script],
    {
      encoding: 'utf8',
      timeout: 100_000,
    },
  )
  expect(ended.stdout).toContain('still here')
  expect(ended.status).toBe(0)
})
