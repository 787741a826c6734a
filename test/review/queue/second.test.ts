import { expect, test } from 'vitest'
import { answer } from '../../../review/queue/answer.ts'
import { queueCounts } from '../../../review/queue/counts.ts'
import { dashboard } from '../../../review/queue/dashboard.ts'
import { openItems } from '../../../review/queue/items.ts'
import { nextTask } from '../../../review/queue/next.ts'
import { fitsPattern } from '../../../review/queue/settings.ts'
import { undoLast } from '../../../review/queue/undo.ts'
import { correctionsOf } from '../../../store/corrections.ts'
import type { Store } from '../../../store/open.ts'
import { createAccount } from '../../../store/review/accounts.ts'
import { isDrawn } from '../../../store/review/draw.ts'
import { drawSamples } from '../../../store/review/samples.ts'
import { describeStores } from '../../support/stores.ts'
import { madeReport, putDocument } from './reviewed.ts'

const SECOND = { secondShare: 0, secondFields: ['requests.*'], sampleShare: 0 }
const FIELD = 'requests.new.total'
const LEASE = 10

async function withReviewers(store: Store, ...names: string[]) {
  for (const name of names) await createAccount(store.db, { name, role: 'reviewer', passwordHash: null }, 1)
}

/** Takes what the queue gives next, answers the field, and gives the item as it was told. */
async function read(store: Store, who: string, value: number, now: number, field = FIELD) {
  const task = await nextTask(store, { who, filter: {}, now, leaseMs: LEASE })
  const item = task?.items.find((one) => one.field === field)
  if (!task || !item) return null
  const after = { value, state: 'number' as const }
  const answers = [{ subject: field, after, seen: item.seen, why: '', seconds: 2 }]
  const saved = await answer(store, { who, document: task.document, answers, now, leaseMs: LEASE, second: SECOND })
  if (!saved || 'code' in saved) throw new Error('refused')
  return { item, saved, document: task.document }
}

const one = { fields: { [FIELD]: { value: 7, flagged: true }, f: { value: 1 } } }

describeStores((stores) => {
  test('a field drawn for a second reader goes to another person, blind; where they agree it is settled', async () => {
    const store = await stores.fresh()
    await withReviewers(store, 'ann', 'bob')
    await putDocument(store, 'a', one)
    const first = await read(store, 'ann', 8, 100)
    expect(await nextTask(store, { who: 'ann', filter: {}, now: 200, leaseMs: LEASE })).toBeNull()
    expect(await queueCounts(store, { who: 'ann', filter: {}, now: 200 })).toMatchObject({ documents: 0, items: 0 })
    expect(await queueCounts(store, { who: 'bob', filter: {}, now: 200 })).toMatchObject({ documents: 1, items: 1 })
    const second = await read(store, 'bob', 8, 300)
    expect(second?.item).toEqual({
      ...{ field: FIELD, kind: 'second', page: 1, reasons: [], failing: 0, note: null },
      seen: first!.saved.corrections[FIELD],
    })
    expect(second?.saved.corrections[FIELD]).toBe(first?.saved.corrections[FIELD])
    expect(await correctionsOf(store.db, first!.document)).toHaveLength(1)
    for (const who of ['ann', 'bob', 'cat']) {
      expect(await nextTask(store, { who, filter: {}, now: 400, leaseMs: LEASE })).toBeNull()
    }
    expect((await dashboard(store, 400)).agreement).toMatchObject({ of: 1, hits: 1, high: 1 })
  })

  test('where they disagree a third person decides, seeing both', async () => {
    const store = await stores.fresh()
    await withReviewers(store, 'ann', 'bob', 'cat')
    const document = await putDocument(store, 'a', one)
    await read(store, 'ann', 8, 100)
    await read(store, 'bob', 9, 200)
    expect((await correctionsOf(store.db, document)).map(({ after_json }) => JSON.parse(after_json).value)).toEqual([
      8, 9,
    ])
    expect(await nextTask(store, { who: 'ann', filter: {}, now: 300, leaseMs: LEASE })).toBeNull()
    expect(await nextTask(store, { who: 'bob', filter: {}, now: 300, leaseMs: LEASE })).toBeNull()
    const third = await read(store, 'cat', 8, 300)
    expect(third?.item).toMatchObject({ kind: 'third', answers: [{ value: 8 }, { value: 9 }] })
    const last = (await correctionsOf(store.db, document)).at(-1)
    expect([last?.who, JSON.parse(last!.after_json).value]).toEqual(['cat', 8])
    expect((await dashboard(store, 400)).agreement).toMatchObject({ of: 1, hits: 0, low: 0 })
    expect(await openItems(store, document, 'ann')).toEqual([])
  })

  test('of two accounts the first to read decides a disagreement', async () => {
    const store = await stores.fresh()
    await withReviewers(store, 'ann', 'bob')
    await createAccount(store.db, { name: 'looks', role: 'viewer', passwordHash: null }, 1)
    await putDocument(store, 'a', one)
    await read(store, 'ann', 8, 100)
    await read(store, 'bob', 9, 200)
    expect(await nextTask(store, { who: 'bob', filter: {}, now: 300, leaseMs: LEASE })).toBeNull()
    expect((await read(store, 'ann', 9, 300))?.item.kind).toBe('third')
    expect(await nextTask(store, { who: 'bob', filter: {}, now: 400, leaseMs: LEASE })).toBeNull()
  })

  test('undo gives the reading back to whom it was for, and nobody undoes what others built upon', async () => {
    const store = await stores.fresh()
    await withReviewers(store, 'ann', 'bob', 'cat')
    const document = await putDocument(store, 'a', one)
    const undo = (who: string, now: number) => undoLast(store, { who, document, now, leaseMs: LEASE })
    const kinds = async (who: string) => (await openItems(store, document, who)).map(({ kind }) => kind)
    await read(store, 'ann', 8, 100)
    await undo('ann', 110)
    expect([await kinds('ann'), await kinds('bob')]).toEqual([['flagged'], ['flagged']])
    await read(store, 'ann', 8, 200)
    await read(store, 'bob', 9, 300)
    expect(await undo('ann', 400)).toMatchObject({ code: 'stale', conflicts: [{ theirs: { value: 9 }, who: 'bob' }] })
    expect(await undo('bob', 500)).toMatchObject({ until: 510 })
    expect([await kinds('ann'), await kinds('bob')]).toEqual([[], ['second']])
    await read(store, 'bob', 9, 600)
    await read(store, 'cat', 9, 700)
    expect(await undo('bob', 800)).toMatchObject({ code: 'stale' })
    await undo('cat', 900)
    expect(await kinds('cat')).toEqual(['third'])
  })

  test('drawn accepted fields are looked at, and tell how many errors are silent', async () => {
    const store = await stores.fresh()
    const fields = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`f${i}`, { value: i, confidence: 0.995 }]))
    const document = await putDocument(store, 'a', { fields: { ...fields, bad: { flagged: true, failing: 1 } } })
    const order = { document, fields: madeReport('a', { ...fields, bad: { flagged: true } }).fields, at: 50 }
    const drawn = await drawSamples(store.db, { ...order, share: 0.3 })
    expect(drawn).toBe(Object.keys(fields).filter((field) => isDrawn('sample', document, field, 0.3)).length)
    expect(drawn).toBeGreaterThan(4)
    expect(await drawSamples(store.db, { ...order, share: 0.3 })).toBe(drawn)
    const task = await nextTask(store, { who: 'ann', filter: {}, now: 100, leaseMs: LEASE })
    expect(task?.items.map(({ kind }) => kind)).toEqual(['flagged', ...Array(drawn).fill('sample')])
    const answers = task!.items.slice(1).map(({ field, seen }, index) => {
      const value = Number(field.slice(1)) + (index === 0 ? 1000 : 0)
      return { subject: field, after: { value, state: 'number' as const }, seen, why: '', seconds: index + 1 }
    })
    await answer(store, { who: 'ann', document, answers, now: 100, leaseMs: LEASE })
    const told = await dashboard(store, 100)
    expect(told.silent).toMatchObject({ of: drawn, hits: 1 })
    expect(told.reliability.find(({ from }) => from === 0.99)).toEqual({
      ...{ from: 0.99, to: 1, fields: drawn, right: drawn - 1 },
    })
    expect(told.secondsPerItem).toEqual({ median: Math.ceil(drawn / 2), p90: Math.ceil(0.9 * drawn) })
    expect(told.reviewers).toEqual([{ who: 'ann', settled: drawn, today: drawn }])
    expect(told.falseAlarms.of).toBe(0)
    expect(told).toMatchObject({ documents: 1, fields: 41, review: { of: 41, hits: 1 } })
    await drawSamples(store.db, { ...order, share: 0 })
    expect((await openItems(store, document, 'ann')).map(({ kind }) => kind)).toEqual(['flagged'])
  })
})

test('patterns of fields', () => {
  expect(fitsPattern('requests.new.total', ['requests.*'])).toBe(true)
  expect(fitsPattern('requests.new.total', ['*.total'])).toBe(true)
  expect(fitsPattern('requests.new.total', ['r*new*l', 'x'])).toBe(true)
  expect(fitsPattern('requests.new.total', ['requests.new'])).toBe(false)
  expect(fitsPattern('ab', ['ab*b', 'a*ab'])).toBe(false)
  expect(fitsPattern('a.b', ['a.b'])).toBe(true)
  expect(fitsPattern('anything', ['*'])).toBe(true)
  expect(fitsPattern('x', [])).toBe(false)
})

test('a share is drawn by hash: about as many as asked for, and the same ones again', () => {
  const names = Array.from({ length: 4000 }, (_, i) => `f${i}`)
  const some = names.filter((field) => isDrawn('second', 'd', field, 0.1))
  expect(some.length).toBeGreaterThan(320)
  expect(some.length).toBeLessThan(480)
  expect(names.filter((field) => isDrawn('second', 'd', field, 0.2))).toEqual(expect.arrayContaining(some))
  expect(some.filter((field) => isDrawn('sample', 'd', field, 0.1)).length).toBeLessThan(some.length / 2)
  expect(names.filter((field) => isDrawn('second', 'd', field, 0))).toEqual([])
  expect(names.filter((field) => isDrawn('second', 'd', field, 1))).toHaveLength(4000)
})
