import { appendFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSettler, stampNow } from '../../../workers/watch/settle.ts'

const root = mkdtempSync(join(tmpdir(), 'nianbao-settle-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** The clock that a settler measures by, in milliseconds: it stands still unless a test lets time pass. */
let clock: number
beforeEach(() => {
  clock = 1_000_000
  vi.spyOn(performance, 'now').mockImplementation(() => clock)
})
afterEach(() => vi.restoreAllMocks())

function pass(milliseconds: number): void {
  clock += milliseconds
}

/** A file with some content. */
function file(name: string, content = 'x'): string {
  const path = join(root, name)
  writeFileSync(path, content)
  return path
}

test('a file is settled once it has been left alone for the time', () => {
  const path = file('a.txt')
  const settler = createSettler(60_000)
  settler.note(path)
  expect(settler.take(10)).toEqual([])
  pass(40_000)
  appendFileSync(path, 'y')
  settler.note(path)
  pass(40_000)
  expect(settler.take(10)).toEqual([])
  pass(20_000)
  expect(settler.take(10)).toEqual([{ path, stamp: stampNow(path)!.text }])
  expect(settler.waiting).toBe(0)
})

test('the same size with other times is a change', () => {
  const path = file('same.txt', 'aaaa')
  const settler = createSettler(60_000)
  settler.note(path)
  pass(40_000)
  writeFileSync(path, 'bbbb')
  pass(40_000)
  expect(settler.take(10)).toEqual([])
})

test('files of long ago are settled at once, so many at a time as asked for', async () => {
  const paths = ['o1.txt', 'o2.txt', 'o3.txt'].map((name) => file(name))
  await delay(150)
  const settler = createSettler(100)
  for (const path of paths) settler.note(path)
  expect(settler.take(2).map(({ path }) => path)).toEqual(paths.slice(0, 2))
  expect(settler.take(2).map(({ path }) => path)).toEqual(paths.slice(2))
})

test('times in the future, of a machine whose clock is ahead, are waited for here', () => {
  const path = file('ahead.txt')
  const settler = createSettler(200)
  utimesSync(path, Date.now() / 1000 + 3600, Date.now() / 1000 + 3600)
  settler.note(path)
  expect(settler.take(1)).toEqual([])
  pass(200)
  expect(settler.take(1)).toHaveLength(1)
})

test('a file that is gone is forgotten', () => {
  const path = file('gone.txt')
  const settler = createSettler(10_000)
  settler.note(path)
  expect(settler.waiting).toBe(1)
  rmSync(path)
  expect(settler.take(10)).toEqual([])
  expect(settler.waiting).toBe(0)
  settler.note(join(root, 'never.txt'))
  expect(settler.waiting).toBe(0)
})

test('a deferred file comes back after its time, or once it has changed', () => {
  const path = file('later.txt')
  const settler = createSettler(50)
  settler.defer(path, 400)
  pass(100)
  expect(settler.take(1)).toEqual([])
  pass(300)
  expect(settler.take(1)).toHaveLength(1)
  settler.defer(path, 60_000)
  writeFileSync(path, 'other')
  settler.take(1)
  pass(50)
  expect(settler.take(1)).toHaveLength(1)
})

test('half a PDF waits, a whole one does not, nor does a text', async () => {
  const half = file('half.pdf', '%PDF-1.4\n1 0 obj')
  const whole = file('whole.pdf', '%PDF-1.4\n1 0 obj\n%%EOF\n')
  const text = file('plain.txt', 'PDF')
  await delay(100)
  const settler = createSettler(50)
  for (const path of [half, whole, text]) settler.note(path)
  expect(settler.take(10).map(({ path }) => path)).toEqual([whole, text])
  expect(settler.waiting).toBe(1)
  appendFileSync(half, '\n%%EOF\n')
  settler.take(10)
  pass(50)
  expect(settler.take(10).map(({ path }) => path)).toEqual([half])
})
