import { expect, test } from 'vitest'
import { documentLines } from '../../../../review/server/documents.ts'
import { createWatcher } from '../../../../review/server/events/changes.ts'
import { cancelDocument, registerDocument, setPages, startDocument } from '../../../../store/documents.ts'
import { saveOpening, savePageReading } from '../../../../store/readings.ts'
import { describeStores, idOf, submission } from '../../../support/stores.ts'

describeStores((stores) => {
  test('what happens to a document is told once, whoever does it, and counts where they change', async () => {
    const store = await stores.fresh()
    const { look } = createWatcher(store.db, documentLines(store))
    const id = idOf('a')
    const seen = async (now: number) => {
      const { progress, documents } = await look(now)
      return [documents.map(({ id, state, pagesRead }) => [id, state, pagesRead]), progress]
    }
    await registerDocument(store.db, submission('before'))
    const [none, first] = await seen(10_000)
    expect([none, first]).toEqual([[], { states: expect.objectContaining({ waiting: 1 }), pagesRead: 0 }])
    expect(await seen(11_000)).toEqual([[], null])

    await registerDocument(store.db, submission('a', { at: 11_500 }))
    expect(await seen(12_000)).toEqual([
      [[id, 'waiting', 0]],
      { states: expect.objectContaining({ waiting: 2 }), pagesRead: 0 },
    ])
    expect(await seen(13_000)).toEqual([[], null])

    await startDocument(store.db, id, 1, 13_500)
    await setPages(store.db, id, 1, 2, 13_500)
    await saveOpening(store.db, { document: id, reader: 'r', pages: 2, problems: [], at: 13_500 })
    expect(await seen(14_000)).toEqual([
      [[id, 'running', 0]],
      { states: expect.objectContaining({ waiting: 1, running: 1 }), pagesRead: 0 },
    ])
    const reading = { document: id, reader: 'r', blob: idOf('x'), kind: 'text', code: null, seconds: 1, worker: 'w' }
    await savePageReading(store.db, { ...reading, page: 1, created_at: 14_500 })
    expect(await seen(15_000)).toEqual([[[id, 'running', 1]], { states: expect.anything(), pagesRead: 1 }])
    expect(await seen(25_000)).toEqual([[], null])
    await savePageReading(store.db, { ...reading, page: 2, created_at: 25_500 })
    expect(await seen(26_000)).toEqual([[[id, 'running', 2]], { states: expect.anything(), pagesRead: 2 }])

    await cancelDocument(store.db, id, 'somebody', 26_500)
    expect(await seen(27_000)).toEqual([
      [[id, 'cancelled', 2]],
      { states: expect.objectContaining({ waiting: 1, running: 0, cancelled: 1 }), pagesRead: 2 },
    ])
    expect(await seen(28_000)).toEqual([[], null])
  })
})
