import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createMakers, type Makers, type MakersOptions } from '../../../../review/server/exports/making/makers.ts'
import type { MakeOrder } from '../../../../review/server/exports/making/protocol.ts'
import { scratch } from '../../../export/archive/support.ts'
import { until } from '../support.ts'

const entry = new URL('../../../support/maker.ts', import.meta.url)
const file = scratch()
const into = file('report', '')
const LOG = `${into}.log`
const NEVER = new AbortController().signal

function makers(options: Partial<MakersOptions> = {}): Makers {
  file('report.log', '')
  return createMakers({ forms: [], size: 1, entry, ...options })
}

function order(name: string): MakeOrder {
  const report = new Uint8Array()
  const stored = { original: '', password: null, readings: [] }
  return { format: 'pdf', name, stem: name, report, corrections: [], stored, into }
}

const begun = () => readFileSync(LOG, 'utf8').trim().split('\n')
const processOf = (line: string | undefined) => Number(line?.split(' ')[1])

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a process that crashes, is stuck or takes too much costs its own report, and the next goes on', async () => {
  const some = makers({ mostMegabytes: 250 })
  const problemOf = async (name: string) => (await some.make(order(name), NEVER)).problems[0]?.message
  expect(await problemOf('crash')).toBe('making its files brought the process down (exit 4)')
  expect(await problemOf('greedy')).toBe('making its files took more than 250 MB of memory and was given up')
  expect(await problemOf('fine')).toBeUndefined()
  some.close()
  const quick = makers({ silentMs: 100 })
  expect((await quick.make(order('hang'), NEVER)).problems).toEqual([
    { code: 'reader-crashed', message: 'making its files took more than 0.1 s and was given up' },
  ])
  quick.close()
})

test('one process makes one report after the other, and ends where nothing is left to make', async () => {
  const some = makers({ idleMs: 0 })
  const all = await Promise.all(['a', 'b', 'c'].map((name) => some.make(order(name), NEVER)))
  expect(all.map(({ entries }) => entries[0]?.path)).toEqual(['a.pdf', 'b.pdf', 'c.pdf'])
  expect(new Set(begun().map(processOf)).size).toBe(1)
  await until(async () => !isAlive(processOf(begun()[0])))
  some.close()
})

test('whoever goes away ends what is made for them, and others have their turn', async () => {
  const some = makers()
  const gone = new AbortController()
  const first = some.make(order('hang'), gone.signal)
  first.catch(() => {})
  await until(async () => begun()[0]?.startsWith('hang'))
  const left = new AbortController()
  const second = some.make(order('second'), left.signal)
  second.catch(() => {})
  const third = some.make(order('third'), NEVER)
  left.abort(new Error('left the line'))
  await expect(second).rejects.toThrow('left the line')
  gone.abort(new Error('went away'))
  await expect(first).rejects.toThrow('went away')
  expect((await third).entries[0]?.path).toBe('third.pdf')
  await until(async () => !isAlive(processOf(begun()[0])))
  expect(begun().map((line) => line.split(' ')[0])).toEqual(['hang', 'third'])
  some.close()
})

test('a full disk, and processes that never take an order, end the download; so does the end of the server', async () => {
  const some = makers()
  await expect(some.make(order('disk'), NEVER)).rejects.toThrow('ENOSPC')
  await expect(some.make(order('refuse'), NEVER)).rejects.toThrow(/no process makes files/)
  expect(begun().filter((line) => line.startsWith('refuse'))).toHaveLength(3)
  const under = some.make(order('hang'), NEVER)
  under.catch(() => {})
  await until(async () => begun().at(-1)?.startsWith('hang'))
  some.close()
  await expect(under).rejects.toThrow('the server ends')
  await expect(some.make(order('late'), NEVER)).rejects.toThrow('the server ends')
  await until(async () => !isAlive(processOf(begun().at(-1))))
})
