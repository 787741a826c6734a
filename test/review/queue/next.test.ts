import { expect, test } from 'vitest'
import { answer } from '../../../review/queue/answer.ts'
import { setAside } from '../../../review/queue/aside.ts'
import { leaseDocument, nextTask, releaseLease, renewLease } from '../../../review/queue/next.ts'
import { reopenDocument } from '../../../store/documents.ts'
import type { Store } from '../../../store/open.ts'
import { describeStores, idOf } from '../../support/stores.ts'
import { type Made, putDocument } from './reviewed.ts'

const LEASE = 1000

function ask(store: Store, who: string, now: number, filter: Parameters<typeof nextTask>[1]['filter'] = {}) {
  return nextTask(store, { who, filter, now, leaseMs: LEASE })
}

const flagged = (failing: number, more: Partial<Made> = {}): Made => ({
  fields: { f: { flagged: true, failing } },
  ...more,
})

describeStores((stores) => {
  test('the document comes first whose best item settles most, then the one with most failing, then the oldest', async () => {
    const store = await stores.fresh()
    await putDocument(store, 'late', flagged(2, { at: 3000 }))
    await putDocument(store, 'early', flagged(2, { at: 2000 }))
    await putDocument(store, 'more', { fields: { f: { flagged: true, failing: 2 }, g: { flagged: true, failing: 1 } } })
    await putDocument(store, 'best', flagged(3, { at: 4000 }))
    await putDocument(store, 'clean', { fields: { f: { value: 1 } } })
    const order: (string | undefined)[] = []
    for (let i = 0; i < 5; i++) order.push((await ask(store, `r${i}`, 5000))?.name)
    expect(order).toEqual(['best.pdf', 'more.pdf', 'early.pdf', 'late.pdf', undefined])
  })

  test("a document's items: failing most, then by page, then as the report has them", async () => {
    const store = await stores.fresh()
    await putDocument(store, 'a', {
      fields: {
        z: { flagged: true, page: 2 },
        b: { flagged: true, page: 1, failing: 1, reasons: ['check-failed', 'low-score'] },
        y: { flagged: true, page: 1 },
        x: { flagged: true, page: 1 },
        accepted: { value: 3 },
      },
    })
    const task = await ask(store, 'ann', 5000)
    expect(task?.items.map(({ field }) => field)).toEqual(['b', 'y', 'x', 'z'])
    expect(task?.items[0]).toEqual({
      ...{ field: 'b', kind: 'flagged', page: 1, reasons: ['check-failed', 'low-score'], failing: 1 },
      ...{ seen: null, note: null },
    })
    expect(task).toMatchObject({ document: idOf('a'), until: 6000, pages: 2, report: { source: { name: 'a.pdf' } } })
  })

  test('filters by agency, year, form, reason and batch, and what is excepted', async () => {
    const store = await stores.fresh()
    await putDocument(store, 'a', flagged(1, { agency: 'B 局', year: 2020, form: '2019', batch: 'b2' }))
    await putDocument(store, 'b', { fields: { f: { flagged: true, reasons: ['missing'] } } })
    const named = async (filter: Parameters<typeof ask>[3]) => (await ask(store, 'ann', 5000, filter))?.name
    expect(await named({ agency: 'B 局' })).toBe('a.pdf')
    expect(await named({ agency: 'b' })).toBe('a.pdf')
    expect(await named({ year: 2020 })).toBe('a.pdf')
    expect(await named({ form: '2019' })).toBe('a.pdf')
    expect(await named({ batch: 'b2' })).toBe('a.pdf')
    expect(await named({ reason: 'missing' })).toBe('b.pdf')
    expect(await named({ reason: 'missing', year: 2020 })).toBeUndefined()
    expect(await named({ except: [idOf('a')] })).toBe('b.pdf')
    expect(await named({ except: [idOf('a'), idOf('b')] })).toBeUndefined()
  })

  test('a lease keeps others out until it runs out, is renewed or given back', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', flagged(1))
    expect((await ask(store, 'ann', 5000))?.until).toBe(6000)
    expect(await ask(store, 'bob', 5999)).toBeNull()
    expect((await ask(store, 'ann', 5500))?.until).toBe(6500)
    expect(await renewLease(store, { who: 'bob', document, now: 5999, leaseMs: LEASE })).toEqual({
      ...{ kind: 'held', owner: 'ann', until: 6500 },
    })
    expect(await renewLease(store, { who: 'ann', document, now: 6400, leaseMs: LEASE })).toMatchObject({ until: 7400 })
    expect(await ask(store, 'bob', 7399)).toBeNull()
    expect((await ask(store, 'bob', 7400))?.document).toBe(document)
    await releaseLease(store, { who: 'ann', document })
    expect(await renewLease(store, { who: 'ann', document, now: 7500, leaseMs: LEASE })).toMatchObject({ owner: 'bob' })
    await releaseLease(store, { who: 'bob', document })
    expect((await ask(store, 'ann', 7500))?.document).toBe(document)
  })

  test('a document is leased by name, with what was put aside at its end', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', {
      fields: { f: { flagged: true, failing: 5 }, g: { flagged: true } },
    })
    const order = { document, who: 'ann', now: 5000, leaseMs: LEASE }
    const put = await setAside(store, { ...order, field: 'f', as: 'problematic', note: 'two stamps over it' })
    expect(put).toMatchObject({ items: [{ field: 'g' }], until: 6000 })
    expect((await ask(store, 'ann', 5000))?.items.map(({ field }) => field)).toEqual(['g'])
    const task = await leaseDocument(store, order)
    expect(task && 'items' in task && task.items.map(({ field, note }) => [field, note])).toEqual([
      ['g', null],
      ['f', 'two stamps over it'],
    ])
    expect(await leaseDocument(store, { ...order, who: 'bob' })).toMatchObject({ kind: 'held', owner: 'ann' })
    expect(await leaseDocument(store, { ...order, document: idOf('nobody') })).toBeNull()
    const back = await setAside(store, { ...order, field: 'f', as: 'open', note: '' })
    expect(back && 'items' in back && back.items[0]).toMatchObject({ field: 'f', note: 'two stamps over it' })
    expect(await setAside(store, { ...order, who: 'bob', field: 'f', as: 'skipped', note: '' })).toMatchObject({
      kind: 'held',
    })
  })

  test('a document that is being read again is not in the queue, and one with all items aside is not either', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', flagged(1))
    await setAside(store, { document, who: 'ann', now: 5, leaseMs: 1, field: 'f', as: 'skipped', note: '' })
    expect(await ask(store, 'ann', 10)).toBeNull()
    await setAside(store, { document, who: 'ann', now: 6, leaseMs: 1, field: 'f', as: 'open', note: '' })
    expect(await ask(store, 'ann', 10)).not.toBeNull()
    await reopenDocument(store.db, document, ['review'], 'me', 'retry', 20)
    expect(await ask(store, 'ann', 30)).toBeNull()
    expect(await leaseDocument(store, { document, who: 'ann', now: 30, leaseMs: 1 })).toBeNull()
    const answers = [{ subject: 'f', after: { value: 1, state: 'number' as const }, seen: null, why: '', seconds: 1 }]
    expect(await answer(store, { who: 'ann', document, answers, now: 30, leaseMs: 1 })).toMatchObject({ code: 'stale' })
  })

  test('a document whose report is lost does not stand in the way of others', async () => {
    const store = await stores.fresh()
    await putDocument(store, 'a', flagged(9))
    await putDocument(store, 'b', flagged(1))
    await store.db.run((k) =>
      k
        .updateTable('reports')
        .set({ blob: idOf('lost') })
        .where('document', '=', idOf('a'))
        .execute(),
    )
    expect((await ask(store, 'ann', 5000))?.name).toBe('b.pdf')
    expect(await ask(store, 'bob', 5000)).toBeNull()
  })
})
