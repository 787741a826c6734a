import { afterEach, expect, test } from 'vitest'
import { ReaderFailed } from '../../../engines/ocr/failed.ts'
import { ReaderHost } from '../../../engines/ocr/host.ts'
import { ACTS } from '../../support/fake-acts.ts'

const entry = new URL('../../support/fake-reader.ts', import.meta.url)
const open: ReaderHost[] = []

type Settings = { models?: string; mostCrops?: number; request?: number }

function hostOf({ models, mostCrops = Number.POSITIVE_INFINITY, request = 1500 }: Settings = {}) {
  const patience = { open: 3000, request, crop: 1 }
  const host = new ReaderHost({ entry, data: { reader: 'ppocr', models }, patience, mostCrops, threadMegabytes: 64 })
  open.push(host)
  return host
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((host) => host.close()))
})

const crop = (act: keyof typeof ACTS) => ({ width: ACTS[act], height: 1, data: new Uint8Array(ACTS[act]) })
/** How many requests the thread had that answered. */
const answer = async (host: ReaderHost) => (await host.read('figures', [crop('answers')]))[0]!.text

async function failure(promise: Promise<unknown>): Promise<ReaderFailed> {
  const error = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(ReaderFailed)
  return error as ReaderFailed
}

test('opens with the engine’s version and answers in the order of the requests', async () => {
  const host = hostOf()
  expect(await host.open()).toBe('fake-1')
  expect(await Promise.all([answer(host), answer(host), answer(host)])).toEqual(['1', '2', '3'])
  expect(await host.read('lines', [])).toEqual([])
})

test('a request that fails leaves the thread as it is', async () => {
  const host = hostOf()
  await host.open()
  expect(await failure(host.read('figures', [crop('fails')]))).toMatchObject({ why: 'failed', message: 'it cannot' })
  expect(await answer(host)).toBe('2')
})

test('a request that hangs is given up, and the next one gets another thread', async () => {
  const host = hostOf()
  await host.open()
  expect(await answer(host)).toBe('1')
  const hanging = failure(host.read('figures', [crop('hangs')]))
  const next = answer(host)
  const error = await hanging
  expect(error).toMatchObject({ why: 'timeout', reader: 'ppocr' })
  expect(error.problem(3)).toMatchObject({ code: 'reader-timeout', page: 3 })
  expect(await next).toBe('1')
})

test('a thread that hangs inside machine code is abandoned and replaced; what it says later is nobody’s answer', async () => {
  const host = hostOf()
  await host.open()
  expect((await failure(host.read('figures', [crop('slowInside')]))).why).toBe('timeout')
  expect(await answer(host)).toBe('1')
  await new Promise((resolve) => setTimeout(resolve, 1200))
  expect(await answer(host)).toBe('2')
})

test('a reader that hung inside machine code three times is given up for good', async () => {
  const host = hostOf({ request: 100 })
  await host.open()
  for (let i = 0; i < 3; i++) expect((await failure(host.read('figures', [crop('slowInside')]))).why).toBe('timeout')
  expect(await failure(answer(host))).toMatchObject({ why: 'failed', message: expect.stringMatching(/given up/) })
})

test.each(['crashes', 'exits'] as const)('a thread that %s costs its request and is replaced', async (act) => {
  const host = hostOf()
  await host.open()
  const error = await failure(host.read('lines', [crop(act)]))
  expect(error.why).toBe('failed')
  expect(error.problem(1).code).toBe('reader-failed')
  expect(await answer(host)).toBe('1')
})

test('a thread is replaced after so many crops, before memory that leaks can matter', async () => {
  const host = hostOf({ mostCrops: 2 })
  await host.open()
  const answers = []
  for (let i = 0; i < 5; i++) answers.push(await answer(host))
  expect(answers).toEqual(['1', '2', '1', '2', '1'])
})

test.each([
  ['missing', 'failed', /no model/],
  ['crashes', 'failed', /no engine here/],
  ['hangs', 'timeout', /3 s/],
] as const)('an engine that is %s at its start cannot be opened', async (models, why, message) => {
  const error = await failure(hostOf({ models }).open())
  expect(error.why).toBe(why)
  expect(error.message).toMatch(message)
})

test('a host that is closed refuses, and gives up what it was at', async () => {
  const host = hostOf()
  await host.open()
  const hanging = failure(host.read('figures', [crop('hangs')]))
  await new Promise((resolve) => setTimeout(resolve, 50))
  await host.close()
  expect((await hanging).message).toBe('it was closed')
  expect((await failure(answer(host))).message).toBe('it was closed')
})

test('a crop without its pixels is a defect, not a failure of the reader', async () => {
  const host = hostOf()
  await host.open()
  expect(() => host.read('figures', [{ width: 4, height: 4, data: new Uint8Array(15) }])).toThrow(RangeError)
})
