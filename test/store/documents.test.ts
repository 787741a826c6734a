import { expect, test } from 'vitest'
import { auditOf } from '../../store/audit.ts'
import {
  cancelDocument,
  countRequeue,
  documentsIn,
  failDocument,
  findDocument,
  registerDocument,
  registerDocuments,
  reopenDocument,
  resolveIds,
  setPages,
  startDocument,
} from '../../store/documents.ts'
import { DOCUMENT_STATES } from '../../store/schema.ts'
import { listBatches } from '../../store/status.ts'
import { fc } from '../support/properties.ts'
import { describeStores, idOf, submission } from '../support/stores.ts'

const PROBLEM = { code: 'pdf-damaged', message: 'cannot be opened' }

describeStores((stores) => {
  test('the same content again is the same document, under the name that it first came with', async () => {
    const { db } = await stores.fresh()
    const first = await registerDocument(db, submission('a'))
    expect(first).toMatchObject({ created: true, document: { id: idOf('a'), state: 'waiting', generation: 1 } })
    const again = await registerDocument(db, submission('a', { name: 'other.pdf', origin: '/other.pdf', at: 2000 }))
    expect(again).toEqual({ created: false, document: first.document })
    await registerDocument(db, submission('a', { batch: 'b2', at: 3000 }))
    expect(await listBatches(db)).toEqual([
      { batch: 'b1', documents: 1, submitted_at: 1000 },
      { batch: 'b2', documents: 1, submitted_at: 3000 },
    ])
    expect((await auditOf(db, idOf('a'))).map(({ action, at }) => [action, at])).toEqual([['submitted', 1000]])
  })

  test('many at once, also twice in one call, come back in their order', async () => {
    const { db } = await stores.fresh()
    const texts = [...Array.from({ length: 1201 }, (_, index) => `n${index}`), 'n5']
    const registered = await registerDocuments(
      db,
      texts.map((text) => submission(text)),
    )
    expect(registered.map(({ document }) => document.id)).toEqual(texts.map(idOf))
    expect(registered.filter(({ created }) => !created)).toHaveLength(1)
    expect(await registerDocuments(db, [])).toEqual([])
  })

  test('several connections that register one document at the same time make one', async () => {
    const opened = await stores.several(5)
    const all = await Promise.all(
      opened.flatMap(({ db }) =>
        [1, 2, 3].map((at) =>
          registerDocuments(
            db,
            ['x', 'y'].map((t) => submission(t, { at })),
          ),
        ),
      ),
    )
    expect(all.flat().filter(({ created }) => created)).toHaveLength(2)
    expect(await documentsIn(opened[0]!.db, { limit: 10 })).toHaveLength(2)
    expect(await auditOf(opened[0]!.db, idOf('x'))).toHaveLength(1)
  })

  test('a stale order does nothing, and no final state is left but by a new order', async () => {
    const { db } = await stores.fresh()
    const { id } = (await registerDocument(db, submission('a'))).document
    expect(await startDocument(db, id, 2, 1)).toBe(false)
    expect(await startDocument(db, id, 1, 1)).toBe(true)
    expect(await startDocument(db, id, 1, 2)).toBe(true)
    await setPages(db, id, 2, 9, 3)
    expect((await findDocument(db, id))?.pages).toBeNull()
    await setPages(db, id, 1, 4, 3)
    expect(await failDocument(db, id, 2, PROBLEM, 4)).toBe(false)
    expect(await failDocument(db, id, 1, PROBLEM, 4)).toBe(true)
    expect(await findDocument(db, id)).toMatchObject({ state: 'failed', pages: 4, ...PROBLEM, ended_at: 4 })
    expect(await startDocument(db, id, 1, 5)).toBe(false)
    expect(await cancelDocument(db, id, 'me', 5)).toBe(false)
    expect(await countRequeue(db, id, 1, 5)).toBe(0)
    expect(await failDocument(db, id, 1, { ...PROBLEM, code: 'gave-up' }, 6)).toBe(false)
    expect(await reopenDocument(db, id, ['review'], 'me', 'retry', 6)).toBeNull()
    expect(await reopenDocument(db, id, ['failed'], 'me', 'retry', 6)).toBe(2)
    const reopened = { state: 'waiting', generation: 2, code: null, message: null, ended_at: null, requeued: 0 }
    expect(await findDocument(db, id)).toMatchObject(reopened)
    expect(await startDocument(db, id, 1, 7)).toBe(false)
    expect(await countRequeue(db, id, 2, 7)).toBe(1)
    expect(await startDocument(db, id, 2, 8)).toBe(true)
    expect(await countRequeue(db, id, 2, 9)).toBe(2)
    expect(await findDocument(db, id)).toMatchObject({ state: 'waiting', requeued: 2 })
    expect(await cancelDocument(db, id, 'me', 10)).toBe(true)
    expect(await startDocument(db, id, 2, 11)).toBe(false)
    const actions = (await auditOf(db, id)).map(({ action, who }) => `${who} ${action}`)
    expect(actions).toEqual(['submit submitted', 'worker failed', 'me retry', 'me cancelled'])
    expect(await findDocument(db, idOf('nobody'))).toBeNull()
    expect(await reopenDocument(db, idOf('nobody'), DOCUMENT_STATES, 'me', 'retry', 1)).toBeNull()
  })

  test('of several that reopen one document one succeeds', async () => {
    const opened = await stores.several(4)
    const { id } = (await registerDocument(opened[0]!.db, submission('a'))).document
    await failDocument(opened[0]!.db, id, 1, PROBLEM, 4)
    const orders = opened.map(({ db }, index) => reopenDocument(db, id, ['failed'], 'me', 'retry', 10 + index))
    expect((await Promise.all(orders)).filter((generation) => generation !== null)).toEqual([2])
  })

  test('names and prefixes find documents', async () => {
    const { db } = await stores.fresh()
    await registerDocuments(
      db,
      ['a', 'b'].map((text) => submission(text)),
    )
    await registerDocument(db, submission('b', { name: 'a.pdf', batch: 'b2' }))
    const [a, b] = [idOf('a'), idOf('b')]
    expect(await resolveIds(db, a)).toEqual([a])
    expect(await resolveIds(db, a.slice(0, 6).toUpperCase())).toEqual([a])
    expect(await resolveIds(db, a.slice(0, 5))).toEqual([])
    expect(await resolveIds(db, 'b.pdf')).toEqual([b])
    expect(await resolveIds(db, 'a.pdf')).toEqual([a, b].sort())
    expect(await resolveIds(db, '%')).toEqual([])
  })

  test('paging by any filter meets each fitting document once, in order', async () => {
    const { db } = await stores.fresh()
    const texts = Array.from({ length: 60 }, (_, index) => `p${index}`)
    await registerDocuments(
      db,
      texts.flatMap((text, index) => [
        submission(text, { batch: `b${index % 3}` }),
        submission(text, { batch: `b${index % 2}`, origin: 'again' }),
      ]),
    )
    for (const [index, text] of texts.entries()) {
      if (index % 4 === 1) await failDocument(db, idOf(text), 1, PROBLEM, 1)
      if (index % 4 === 2) await startDocument(db, idOf(text), 1, 1)
      if (index % 4 === 3) await cancelDocument(db, idOf(text), 'me', 1)
    }
    const stateOf = (index: number) => (['waiting', 'failed', 'running', 'cancelled'] as const)[index % 4]!
    const states = fc.option(fc.subarray([...DOCUMENT_STATES]), { nil: undefined })
    const batch = fc.option(fc.constantFrom('b0', 'b1', 'b2', 'none'), { nil: undefined })
    const ids = fc.option(fc.subarray(texts.map(idOf)), { nil: undefined })
    await fc.assert(
      fc.asyncProperty(states, batch, ids, fc.integer({ min: 1, max: 25 }), async (states, batch, ids, limit) => {
        const expected = texts
          .filter((text, index) => {
            const batches = [`b${index % 3}`, `b${index % 2}`]
            if (states && !states.includes(stateOf(index))) return false
            return (!batch || batches.includes(batch)) && (!ids || ids.includes(idOf(text)))
          })
          .map(idOf)
          .sort()
        const met: string[] = []
        for (;;) {
          const page = await documentsIn(db, { states, batch, ids, after: met.at(-1), limit })
          met.push(...page.map(({ id }) => id))
          if (page.length < limit) break
        }
        expect(met).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})
