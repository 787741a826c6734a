import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Task } from '../../../../review/api/review.ts'
import { FORMS } from '../../../../schemas/forms/index.ts'
import { ROOT } from '../../../support/sources.ts'
import { type Held, hold } from '../support/documents.ts'
import { type Answering, type Asked, stubPage, tabMemory } from './page-stubs.ts'

let dump: Held
let memory: Map<string, string>
let asked: Asked[]
let answering: Answering
const outboxes: { value: readonly unknown[] }[] = []

beforeEach(async () => {
  dump ??= await hold(join(ROOT, 'samples/text/tabs-lost-cells.txt'))
  vi.resetModules()
  memory = tabMemory()
  answering = () => null
  asked = stubPage((one) => answering(one))
})
afterEach(() => {
  // Whatever still waits would be sent into the next test.
  for (const one of outboxes.splice(0)) one.value = []
  vi.unstubAllGlobals()
})

/** The review screen's modules for one who logs in, in the tab as it is. */
async function enter(name: string) {
  const { session } = await import('../../../../review/web/session.ts')
  const { forms } = await import('../../../../review/web/forms.ts')
  const page = {
    ...(await import('../../../../review/web/review/state.ts')),
    ...(await import('../../../../review/web/review/outbox.ts')),
    ...(await import('../../../../review/web/review/actions.ts')),
    ...(await import('../../../../review/web/review/shift.ts')),
    ...(await import('../../../../review/web/review/turns.ts')),
    ...(await import('../../../../review/web/review/keys.ts')),
    ...(await import('../../../../review/web/review/kept.ts')),
  }
  outboxes.push(page.outbox)
  forms.value = FORMS
  session.value = { account: { name, role: 'reviewer', password: true }, csrf: 'token' }
  return page
}

/** The dump as it is leased, as a document of this name. */
function taskOf(document: string): Task {
  const report = dump.report([])
  const items = report.review.fields.map((field) => ({
    ...{ field, kind: 'flagged' as const, page: null, reasons: [], failing: 0, seen: null, note: null },
  }))
  return { document, name: document, until: Date.now() + 300_000, pages: 1, report, items, seen: {}, marks: {} }
}

const undone = () => asked.filter(({ path }) => path === '/api/review/undo')

/** A key as the window hears of it. */
function press(key: string, repeat = false): KeyboardEvent {
  return {
    ...{ key, code: key, repeat, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, isComposing: false },
    ...{ target: { closest: () => null }, preventDefault: () => {} },
  } as unknown as KeyboardEvent
}

test('a shifted row that is only looked at is not taken in another row, nor in another document', async () => {
  const page = await enter('ann')
  page.returnTo(taskOf('a1'))
  page.shiftBy(1)
  expect(page.preview.value?.answers.length).toBeGreaterThan(2)
  page.returnTo(taskOf('b2'))
  expect(page.preview.value).toBeNull()
  page.accept()
  expect(
    page.outbox.value.map(({ document, ...parcel }) => [document, 'answers' in parcel && parcel.answers.length]),
  ).toEqual([['b2', 1]])
  page.shiftBy(1)
  const row = page.current.value.split('.')[1]
  const elsewhere = Object.keys(page.task.value!.report.fields).find((id) => id.split('.')[1] !== row)!
  page.show(elsewhere)
  expect(page.preview.value).toBeNull()
})

test('a key that is held down settles one cell, and goes on moving', async () => {
  const page = await enter('ann')
  page.returnTo(taskOf('a1'))
  const open = page.openItems.value.map(({ field }) => field)
  expect(open.length).toBeGreaterThan(2)
  for (const repeat of [false, true, true, true]) page.onKey(press('Enter', repeat))
  expect([...page.given.value.keys()]).toEqual([open[0]])
  expect(page.current.value).toBe(open[1])
  page.onKey(press('Tab', true))
  expect(page.current.value).not.toBe(open[1])
})

test('an undo names the answers that it takes back, and goes with them where they are refused', async () => {
  const page = await enter('ann')
  page.returnTo(taskOf('a1'))
  page.accept()
  const [sent] = page.outbox.value
  await page.undo()
  expect(page.outbox.value.map((parcel) => (parcel.kind === 'undo' ? parcel.of : parcel.key))).toEqual([
    sent!.key,
    sent!.key,
  ])
  // The server is there again: somebody else was faster.
  const conflict = { subject: page.current.value, yours: null, theirs: null, who: 'bob', at: 1, id: 'c1' }
  answering = ({ path }) =>
    path.endsWith('/answers') ? { status: 409, body: { code: 'stale', message: '', conflicts: [conflict] } } : null
  await vi.waitUntil(() => page.conflict.value !== null, { timeout: 30_000 })
  page.decide(false)
  expect(page.outbox.value).toEqual([])
  expect(
    asked
      .flatMap(({ path, body }) => (path === '/api/review/answers' ? [body.key] : []))
      .every((key) => key === sent!.key),
  ).toBe(true)
  await page.undo()
  expect(undone()).toEqual([])
})

test('what one could not send waits for oneself, whoever logs in in the same tab', async () => {
  const ann = await enter('ann')
  ann.returnTo(taskOf('a1'))
  ann.accept()
  ann.type('7')
  ann.putDown()
  const unsent = ann.outbox.value
  expect(unsent).toHaveLength(1)
  vi.resetModules()
  const bob = await enter('bob')
  expect(bob.outbox.value).toEqual([])
  expect(bob.kept.value).toEqual({})
  const { othersUnsent } = await import('../../../../review/web/kept-in-tab.ts')
  expect(othersUnsent()).toEqual(['ann'])
  vi.resetModules()
  const again = await enter('ann')
  expect(again.outbox.value).toEqual(unsent)
  expect(Object.values(again.kept.value)).toEqual([{ text: '7', chosen: null }])
  expect(memory.get('nianbao.unsent bob')).toBe('[]')
})

test('whose session was replaced by another one of the same account goes on with that; another account does not', async () => {
  const page = await enter('ann')
  const { session, ended } = await import('../../../../review/web/session.ts')
  page.returnTo(taskOf('a1'))
  let owner = 'ann'
  answering = ({ path }) => {
    if (path === '/api/session')
      return { status: 200, body: { account: { name: owner, role: 'reviewer', password: true }, csrf: `of ${owner}` } }
    if (session.value?.csrf !== 'of ann') return { status: 403, body: { code: 'csrf-token', message: '' } }
    return { status: 200, body: { ...taskOf('a1'), items: [], corrections: {} } }
  }
  page.accept()
  await vi.waitUntil(() => page.outbox.value.length === 0, { timeout: 30_000 })
  expect([session.value?.csrf, ended.value]).toEqual(['of ann', false])
  owner = 'bob'
  session.value = { ...session.value!, csrf: 'ended' }
  page.returnTo(taskOf('b2'))
  page.accept()
  await vi.waitUntil(() => ended.value, { timeout: 30_000 })
  expect(page.outbox.value.map(({ document }) => document)).toEqual(['b2'])
  expect(session.value?.account.name).toBe('ann')
})
