import { expect, test } from 'vitest'
import { failDocument, registerDocuments, startDocument } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'
import { savePageReading } from '../../store/readings.ts'
import { clusterStatus } from '../../workers/status.ts'
import { describeStores, idOf, submission } from '../support/stores.ts'

const NOW = 1_700_000_000_000
const DOWN = { code: 'service-unavailable', message: 'Redis does not answer' } as const

async function register(store: Store, names: readonly string[], batch: string): Promise<void> {
  await registerDocuments(
    store.db,
    names.map((name) => submission(name, { batch, at: NOW - 600_000 })),
  )
}

/** A document that came to its end so many seconds ago, with a page read then. */
async function endAgo(store: Store, name: string, seconds: number): Promise<void> {
  const at = NOW - seconds * 1000
  const row = { document: idOf(name), page: 1, reader: 'r', blob: idOf('x'), kind: 'text', code: null, seconds: 1 }
  await savePageReading(store.db, { ...row, worker: 'w', created_at: at })
  await startDocument(store.db, idOf(name), 1, at)
  await failDocument(
    store.db,
    idOf(name),
    1,
    { code: name.startsWith('x') ? 'reader-crashed' : 'pdf-damaged', message: '' },
    at,
  )
}

describeStores(({ fresh }) => {
  test('rates go by the last five minutes, or since work began within them', async () => {
    const store = await fresh()
    await register(store, ['a', 'b', 'c', 'd', 'e', 'x', 'y'], 'one')
    expect(await clusterStatus(store, DOWN, { now: NOW })).toMatchObject({
      ...{ documents: 7, ended: 0, pagesRead: 0, etaSeconds: null },
      ...{ rate: { seconds: 300, documentsPerMinute: 0, pagesPerMinute: 0 }, queues: null, problem: DOWN },
    })
    await endAgo(store, 'a', 400)
    await endAgo(store, 'b', 60)
    await endAgo(store, 'x', 30)
    await endAgo(store, 'c', 10)
    const status = await clusterStatus(store, DOWN, { now: NOW })
    expect(status).toMatchObject({ ended: 4, pagesRead: 4, states: { waiting: 3, failed: 4 } })
    // Three in the last minute, and three to go.
    expect(status.rate).toEqual({ seconds: 60, documentsPerMinute: 3, pagesPerMinute: 3 })
    expect(status.etaSeconds).toBe(60)
    expect(status.failures).toEqual([
      { code: 'pdf-damaged', count: 3 },
      { code: 'reader-crashed', count: 1 },
    ])
    // Six minutes on nothing has happened lately.
    expect(await clusterStatus(store, DOWN, { now: NOW + 360_000 })).toMatchObject({
      ...{ ended: 4, etaSeconds: null, rate: { documentsPerMinute: 0 } },
    })
  })

  test('a batch counts its own documents, whoever else handed them in', async () => {
    const store = await fresh()
    await register(store, ['a', 'b'], 'one')
    await register(store, ['b', 'c', 'd'], 'two')
    await endAgo(store, 'b', 20)
    expect(await clusterStatus(store, DOWN, { batch: 'one', now: NOW })).toMatchObject({
      ...{ batch: 'one', documents: 2, ended: 1, pagesRead: 1 },
    })
    expect(await clusterStatus(store, DOWN, { batch: 'two', now: NOW })).toMatchObject({ documents: 3, ended: 1 })
    expect(await clusterStatus(store, DOWN, { batch: 'none', now: NOW })).toMatchObject({ documents: 0, ended: 0 })
    expect((await clusterStatus(store, DOWN, { now: NOW })).documents).toBe(4)
  })
})
