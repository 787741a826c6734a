import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Task } from '../../../../review/api/review.ts'
import { FORMS } from '../../../../schemas/forms/index.ts'
import { ROOT } from '../../../support/sources.ts'
import { type Held, hold } from '../support/documents.ts'
import { type Answering, type Asked, stubPage, tabMemory } from './page-stubs.ts'

let lostCells: Held | undefined
let dump: Held
let memory: Map<string, string>
let asked: Asked[]
let answering: Answering
const outboxes: { value: readonly unknown[] }[] = []

beforeEach(async () => {
  lostCells ??= await hold(join(ROOT, 'samples/text/tabs-lost-cells.txt'))
  dump = lostCells
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
    ...(await import('../../../../review/web/review/messages.ts')),
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

/** Settles the cursor's cell, whatever it holds. */
function settle(page: Awaited<ReturnType<typeof enter>>): void {
  page.chooseState('blank')
  page.accept()
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
  settle(page)
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
  for (const field of [...open].reverse()) {
    page.show(field)
    page.chooseState('blank')
  }
  for (const repeat of [false, true, true, true]) page.onKey(press('Enter', repeat))
  expect([...page.given.value.keys()]).toEqual([open[0]])
  expect(page.current.value).toBe(open[1])
  page.onKey(press('Tab', true))
  expect(page.current.value).not.toBe(open[1])
})

test('Enter alone does not say that a cell is missing which may hold one of several values', async () => {
  dump = await hold(join(ROOT, 'samples/text/vanished-blanks.txt'))
  const page = await enter('ann')
  page.returnTo(taskOf('a1'))
  const { fields } = page.task.value!.report
  const field = page.openItems.value.map((item) => item.field).find((id) => fields[id]?.candidates?.includes(72))!
  page.show(field)
  expect(page.currentField.value?.state).toBe('missing')
  for (const again of [1, 2, 3]) {
    page.onKey(press('Enter'))
    expect([page.current.value, page.outbox.value, page.said.value.tone], `${again}`).toEqual([field, [], 'warning'])
  }
  expect(page.said.value.text).toContain('72')
  page.onKey(press('KeyM'))
  page.onKey(press('Enter'))
  expect(page.given.value.get(field)).toEqual({ value: null, state: 'missing' })
  expect(page.current.value).not.toBe(field)
})

test('a row of which nothing but its sum was found is not shifted', async () => {
  dump = await hold(join(ROOT, 'samples/text/vanished-blanks.txt'))
  const page = await enter('ann')
  page.returnTo(taskOf('a1'))
  const row = 'requests.refused_stateSecret.'
  const cells = Object.entries(page.task.value!.report.fields).filter(([id]) => id.startsWith(row))
  expect(cells.filter(([, { state }]) => state !== 'missing').map(([id]) => id)).toEqual([`${row}total`])
  page.show(cells[0]![0])
  for (const [way, part] of [
    [1, false],
    [-1, false],
    [1, true],
  ] as const) {
    page.say('')
    page.shiftBy(way, part)
    expect([page.preview.value, page.said.value.tone]).toEqual([null, 'warning'])
  }
  page.accept()
  expect(page.outbox.value).toEqual([])
})

test('an undo names the answers that it takes back, and goes with them where they are refused', async () => {
  const page = await enter('ann')
  page.returnTo(taskOf('a1'))
  settle(page)
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

test('an undo shows whose answer it takes back, however slow the server is, and one goes before the next', async () => {
  const page = await enter('ann')
  const taskOfOne = (document: string, items = 1) => ({
    ...taskOf(document),
    items: taskOf(document).items.slice(0, items),
  })
  const [answers, leases] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const ahead = ['b2', 'c3', 'd4', 'e5']
  answering = async ({ path, body }) => {
    const document = String(body.document)
    if (path.endsWith('/next')) return { status: 200, body: taskOfOne(ahead.shift()!) }
    if (path.endsWith('/answers') && document === 'b2') await answers.promise
    if (path.endsWith('/lease')) await leases.promise
    // Answered as it is, it has nothing left to ask.
    const items = path.endsWith('/undo') ? 1 : 0
    return { status: 200, body: { ...taskOfOne(document, items), corrections: {} } }
  }
  page.returnTo(taskOfOne('a1'))
  settle(page)
  await vi.waitUntil(() => page.task.value?.document === 'b2' && page.outbox.value.length === 0, { timeout: 30_000 })
  const field = page.current.value
  settle(page)
  const [sent] = page.outbox.value
  await vi.waitUntil(() => page.task.value?.document === 'c3', { timeout: 30_000 })
  const back = page.undo()
  await page.undo()
  expect([page.task.value?.document, page.said.value.tone]).toEqual(['c3', 'warning'])
  leases.resolve()
  await back
  const here = () => [page.task.value?.document, page.current.value, page.given.value.size, page.said.value.text]
  expect(here()).toEqual(['b2', field, 0, expect.stringMatching(/^(已撤销|Taken back)/)])
  answers.resolve()
  await vi.waitUntil(() => page.outbox.value.length === 0, { timeout: 30_000 })
  expect(here()).toEqual(['b2', field, 0, expect.stringMatching(/^(已撤销|Taken back)/)])
  expect(page.openItems.value.map((item) => item.field)).toEqual([field])
  expect(undone().map(({ body }) => body.of)).toEqual([sent!.key])
})

test('what one could not send waits for oneself, whoever logs in in the same tab', async () => {
  const ann = await enter('ann')
  ann.returnTo(taskOf('a1'))
  settle(ann)
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
  settle(page)
  await vi.waitUntil(() => page.outbox.value.length === 0, { timeout: 30_000 })
  expect([session.value?.csrf, ended.value]).toEqual(['of ann', false])
  owner = 'bob'
  session.value = { ...session.value!, csrf: 'ended' }
  page.returnTo(taskOf('b2'))
  settle(page)
  await vi.waitUntil(() => ended.value, { timeout: 30_000 })
  expect(page.outbox.value.map(({ document }) => document)).toEqual(['b2'])
  expect(session.value?.account.name).toBe('ann')
})
