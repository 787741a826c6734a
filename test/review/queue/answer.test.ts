import { expect, test } from 'vitest'
import { answer } from '../../../review/queue/answer.ts'
import { openItems } from '../../../review/queue/items.ts'
import { nextTask } from '../../../review/queue/next.ts'
import { undoLast } from '../../../review/queue/undo.ts'
import { auditOf } from '../../../store/audit.ts'
import { correctionsOf } from '../../../store/corrections.ts'
import type { Database } from '../../../store/database/database.ts'
import { findDocument } from '../../../store/documents.ts'
import type { Store } from '../../../store/open.ts'
import { findReport } from '../../../store/reports.ts'
import { describeStores, idOf } from '../../support/stores.ts'
import { type Made, putAgain, putDocument } from './reviewed.ts'

const LEASE = 1000
const number = (value: number) => ({ value, state: 'number' as const })
const said = (subject: string, value: number | null, seen: string | null = null) => ({
  ...{ subject, after: value === null ? null : number(value), seen, why: '', seconds: 4 },
})
const TWO: Made = { fields: { f: { value: 7, flagged: true, failing: 1, confidence: 0.4 }, g: { flagged: true } } }

/** Answers, and expects that it was taken. */
async function taken(store: Store, document: string, who: string, answers: ReturnType<typeof said>[], now: number) {
  const saved = await answer(store, { who, document, answers, now, leaseMs: LEASE })
  if (!saved || 'code' in saved) throw new Error(saved ? saved.message : 'no report')
  return saved
}

function decisions({ db }: Store) {
  return db.run((k) => k.selectFrom('decisions').selectAll().orderBy('at').orderBy('field').execute())
}

/** A database that loses the answer to every commit: all its work is done, and done again. */
function forgetful(store: Store): Store {
  const db: Database = {
    ...store.db,
    transaction: async (work) => {
      await store.db.transaction(work)
      return store.db.transaction(work)
    },
  }
  return { ...store, db }
}

describeStores((stores) => {
  test('an answer is a correction, a decision and a line in the log; its field is no item any more', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', TWO)
    await nextTask(store, { who: 'ann', filter: {}, now: 5000, leaseMs: LEASE })
    const { corrections, until } = await taken(store, document, 'ann', [said('f', 8)], 5500)
    expect(until).toBe(6500)
    const [kept] = await correctionsOf(store.db, document)
    expect(kept).toMatchObject({ id: corrections.f, field: 'f', who: 'ann', at: 5500 })
    expect([JSON.parse(kept!.before_json), JSON.parse(kept!.after_json)]).toEqual([number(7), number(8)])
    expect(await decisions(store)).toMatchObject([
      { field: 'f', kind: 'flagged', confidence: 0.4, as_read: 0, seconds: 4, correction: corrections.f, undone: 0 },
    ])
    expect((await auditOf(store.db, document)).at(-1)).toMatchObject({ action: 'corrected', who: 'ann', field: 'f' })
    expect((await openItems(store, document, 'ann')).map(({ field }) => field)).toEqual(['g'])
    await taken(store, document, 'ann', [said('g', 0)], 5600)
    expect((await decisions(store)).map(({ as_read }) => as_read)).toEqual([0, 1])
    expect(await nextTask(store, { who: 'ann', filter: {}, now: 9000, leaseMs: LEASE })).toBeNull()
  })

  test('all answers are taken or none: one that has not seen the last word is refused with both versions', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', TWO)
    const { corrections } = await taken(store, document, 'ann', [said('f', 8)], 5000)
    const order = { document, now: 7000, leaseMs: LEASE }
    const refused = await answer(store, { ...order, who: 'bob', answers: [said('g', 1), said('f', 9)] })
    expect(refused).toEqual({
      ...{ code: 'stale', message: expect.any(String) },
      conflicts: [{ subject: 'f', yours: number(9), theirs: number(8), who: 'ann', at: 5000, id: corrections.f }],
    })
    expect(await correctionsOf(store.db, document)).toHaveLength(1)
    expect(await decisions(store)).toHaveLength(1)
    await taken(store, document, 'bob', [said('f', 9, corrections.f), said('g', 1)], 7000)
    expect(await correctionsOf(store.db, document)).toHaveLength(3)
  })

  test('who has lost the document to somebody else is refused; what was saved before stays', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', TWO)
    await nextTask(store, { who: 'ann', filter: {}, now: 5000, leaseMs: LEASE })
    await taken(store, document, 'ann', [said('f', 8)], 5100)
    // Ann's computer dies. Her lease runs out, and Bob gets what she has left.
    const task = await nextTask(store, { who: 'bob', filter: {}, now: 6100, leaseMs: LEASE })
    expect(task?.items.map(({ field }) => field)).toEqual(['g'])
    const order = { who: 'ann', document, answers: [said('g', 1)], now: 6200, leaseMs: LEASE }
    expect(await answer(store, order)).toMatchObject({
      ...{ code: 'stale', message: 'bob has the document now' },
      conflicts: [{ subject: 'g', yours: number(1), theirs: null, who: 'bob' }],
    })
    expect((await correctionsOf(store.db, document)).map(({ field }) => field)).toEqual(['f'])
    // Nobody took it since: that the time ran out is no reason to throw work away.
    expect(await answer(store, { ...order, now: 9000 })).toMatchObject({ until: 10_000 })
  })

  test('an answer whose commit was lost on the way back is taken once', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', TWO)
    const saved = await taken(forgetful(store), document, 'ann', [said('f', 8), said('g', 1)], 5000)
    expect(await correctionsOf(store.db, document)).toHaveLength(2)
    expect(Object.keys(saved.corrections)).toEqual(['f', 'g'])
    const undone = await undoLast(forgetful(store), { who: 'ann', document, now: 5000, leaseMs: LEASE })
    expect(undone && 'corrections' in undone && Object.keys(undone.corrections)).toEqual(['f', 'g'])
    expect(await correctionsOf(store.db, document)).toHaveLength(4)
    const next = await nextTask(forgetful(store), { who: 'bob', filter: {}, now: 9000, leaseMs: LEASE })
    expect(next?.items).toHaveLength(2)
  })

  test('a second thought replaces the first, and null takes back what was said', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', TWO)
    const first = await taken(store, document, 'ann', [said('f', 8)], 5000)
    const second = await taken(store, document, 'ann', [said('f', 7, first.corrections.f)], 5000)
    expect((await decisions(store)).map(({ kind, as_read, undone }) => [kind, as_read, undone])).toEqual([
      ['flagged', 0, 1],
      ['flagged', 1, 0],
    ])
    await taken(store, document, 'ann', [said('f', null, second.corrections.f)], 5000)
    expect((await openItems(store, document, 'ann')).map(({ field }) => field)).toEqual(['f', 'g'])
    expect((await correctionsOf(store.db, document)).map(({ after_json }) => JSON.parse(after_json))).toEqual([
      number(8),
      number(7),
      null,
    ])
    expect((await decisions(store)).every(({ undone }) => undone === 1)).toBe(true)
  })

  test('undo takes back what was sent together, step by step', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', TWO)
    const undo = (who: string, now: number) => undoLast(store, { who, document, now, leaseMs: LEASE })
    expect(await undo('ann', 4000)).toBeNull()
    const first = await taken(store, document, 'ann', [said('f', 8)], 5000)
    await taken(store, document, 'ann', [said('f', 9, first.corrections.f), said('g', 1)], 5100)
    const items = async () => (await openItems(store, document, 'ann')).map(({ field }) => field)
    expect(await items()).toEqual([])
    const undone = await undo('ann', 5200)
    expect(await items()).toEqual(['g'])
    const words = await correctionsOf(store.db, document)
    const last = words.findLast(({ field }) => field === 'f')
    expect([last?.id, JSON.parse(last!.before_json), JSON.parse(last!.after_json)]).toEqual([
      undone && 'corrections' in undone ? undone.corrections.f : '',
      number(9),
      number(8),
    ])
    expect((await auditOf(store.db, document)).at(-1)).toMatchObject({ action: 'undone', who: 'ann' })
    await undo('ann', 5300)
    expect(await items()).toEqual(['f', 'g'])
    expect(await undo('ann', 5400)).toBeNull()
    const again = (await correctionsOf(store.db, document)).findLast(({ field }) => field === 'f')!.id
    await taken(store, document, 'ann', [said('f', 8, again)], 5500)
    // What bob says afterwards is not hers to take back.
    await taken(store, document, 'bob', [said('g', 3, words.findLast(({ field }) => field === 'g')!.id)], 7000)
    expect(await undo('ann', 7100)).toMatchObject({ code: 'stale', message: 'bob has the document now' })
    expect(await undo('bob', 9000)).toMatchObject({ until: 10_000 })
    expect(await items()).toEqual(['g'])
    expect(await undo('ann', 11_000)).toMatchObject({ until: 12_000 })
    expect(await items()).toEqual(['f', 'g'])
  })

  test('a field that was no item, and a table, are corrected too, and count as no item', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', { fields: { f: { value: 1 }, g: { flagged: true } } })
    const mark = { subject: 'table:1:0', after: { form: '2021', table: 'requests' }, seen: null, why: 'x', seconds: 0 }
    const { corrections } = await taken(store, document, 'ann', [said('f', 2), said('new.cell', 3)], 5000)
    expect(Object.keys(corrections)).toEqual(['f', 'new.cell'])
    await answer(store, { who: 'ann', document, answers: [mark], now: 5100, leaseMs: LEASE })
    expect((await decisions(store)).map(({ kind, as_read }) => [kind, as_read])).toEqual([
      ['other', 0],
      ['other', null],
      ['other', null],
    ])
    const [row] = await store.db.run((k) => k.selectFrom('review_queue').selectAll().execute())
    expect(row).toMatchObject({ open: 1, settled: 0 })
  })

  test('the report assembled again takes the place of the first, in the same order of work', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', TWO)
    await taken(store, document, 'ann', [said('f', 8), said('g', 1)], 5000)
    const settled: Made = { fields: { f: { value: 8 }, g: { value: 1 } }, at: 5001 }
    expect(await putAgain(store, 'a', settled, { corrections: 1 })).toBe('again')
    expect(await putAgain(store, 'a', settled, { corrections: 2, generation: 2 })).toBe('gone')
    expect((await findDocument(store.db, document))?.state).toBe('review')
    expect(await putAgain(store, 'a', settled, { corrections: 2 })).toBe('kept')
    expect(await findDocument(store.db, document)).toMatchObject({ state: 'done', generation: 1, ended_at: 1000 })
    expect(await findReport(store.db, document)).toMatchObject({ review: 0, accepted: 2, linked: 0, created_at: 1000 })
    expect((await auditOf(store.db, document)).at(-1)).toMatchObject({ action: 'reassembled', who: 'ann' })
    const undone = await undoLast(store, { who: 'ann', document, now: 6000, leaseMs: LEASE })
    expect(undone).toMatchObject({ until: 7000 })
    expect(await putAgain(store, 'a', { ...TWO, at: 6001 }, { corrections: 4 })).toBe('kept')
    expect((await findDocument(store.db, document))?.state).toBe('review')
    expect((await openItems(store, document, 'bob')).map(({ field }) => field)).toEqual(['f', 'g'])
  })

  test('a report that moved to another year is called assembled, so that the neighbours it had are found', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', TWO)
    expect(await putAgain(store, 'a', { ...TWO, year: 2023 }, { corrections: 0 })).toBe('kept')
    expect((await auditOf(store.db, document)).at(-1)?.action).toBe('assembled')
    expect((await nextTask(store, { who: 'ann', filter: { year: 2023 }, now: 1, leaseMs: 1 }))?.document).toBe(document)
  })

  test('there is nothing to answer to where there is no report', async () => {
    const store = await stores.fresh()
    const order = { who: 'ann', document: idOf('nobody'), answers: [said('f', 1)], now: 1, leaseMs: 1 }
    expect(await answer(store, order)).toBeNull()
  })
})
