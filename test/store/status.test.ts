import { expect, test } from 'vitest'
import { cancelDocument, failDocument, registerDocuments, startDocument } from '../../store/documents.ts'
import { savePageReading } from '../../store/readings.ts'
import { saveReport } from '../../store/reports.ts'
import { countFailures, countRecent, countReview, countStates } from '../../store/status.ts'
import { describeStores, idOf, submission } from '../support/stores.ts'

describeStores((stores) => {
  test('counts of everything and of a batch', async () => {
    const { db } = await stores.fresh()
    expect(await countReview(db)).toEqual({ fields: 0, items: 0 })
    // e came twice in b2, and must not count twice.
    await registerDocuments(db, [
      ...['a', 'b', 'c', 'd'].map((text) => submission(text)),
      ...['d', 'e', 'f'].map((text) => submission(text, { batch: 'b2' })),
      submission('e', { batch: 'b2', origin: 'again' }),
    ])
    await failDocument(db, idOf('a'), 1, { code: 'x', message: '' }, 100)
    await failDocument(db, idOf('d'), 1, { code: 'y', message: '' }, 200)
    await failDocument(db, idOf('e'), 1, { code: 'y', message: '' }, 300)
    await startDocument(db, idOf('b'), 1, 400)
    await cancelDocument(db, idOf('f'), 'me', 400)
    const page = { page: 1, reader: 'r', blob: 'x', kind: 'text', code: null, seconds: 0, worker: 'w' }
    await savePageReading(db, { ...page, document: idOf('a'), created_at: 100 })
    await savePageReading(db, { ...page, document: idOf('e'), created_at: 300 })
    const tally = {
      accepted: 5,
      review: 2,
      problems: 0,
      needed: true,
      unread: null,
      unknown: false,
      tables: 0,
      sections: 0,
    }
    const about = { organization: null, agency: null, year: null, form: null, checksFailed: 0, items: [] }
    const kept = { generation: 1, blob: 'x', reader: 'r', rules: 'u', state: 'done' as const, tally, at: 500, ...about }
    await saveReport(db, { ...kept, document: idOf('c') })

    expect(await countStates(db)).toEqual({ waiting: 0, running: 1, done: 1, review: 0, failed: 3, cancelled: 1 })
    expect(await countStates(db, 'b2')).toEqual({ waiting: 0, running: 0, done: 0, review: 0, failed: 2, cancelled: 1 })
    expect(await countRecent(db, 200)).toEqual({ documents: 4, pages: 1 })
    expect(await countRecent(db, 0, 'b2')).toEqual({ documents: 3, pages: 1 })
    expect(await countFailures(db)).toEqual([
      { code: 'y', count: 2 },
      { code: 'x', count: 1 },
    ])
    expect(await countFailures(db, 'b1')).toEqual([
      { code: 'x', count: 1 },
      { code: 'y', count: 1 },
    ])
    expect(await countReview(db)).toEqual({ fields: 7, items: 2 })
    expect(await countReview(db, 'b2')).toEqual({ fields: 0, items: 0 })
    expect(await countStates(db, 'none')).toMatchObject({ waiting: 0, failed: 0 })
  })
})
