import { expect, test } from 'vitest'
import { addAttempt, attemptsOf } from '../../store/attempts.ts'
import { addAudit, auditOf } from '../../store/audit.ts'
import { addCorrection } from '../../store/corrections.ts'
import type { Database } from '../../store/database/database.ts'
import {
  cancelDocument,
  countRequeue,
  failDocument,
  findDocument,
  registerDocuments,
  reopenDocument,
} from '../../store/documents.ts'
import { saveReport } from '../../store/reports.ts'
import { describeStores, idOf, submission } from '../support/stores.ts'

/** A database that loses the answer to every commit: all its work is done, and done again. */
function forgetful(db: Database): Database {
  return {
    ...db,
    run: async (work) => {
      await db.run(work)
      return db.run(work)
    },
    transaction: async (work) => {
      await db.transaction(work)
      return db.transaction(work)
    },
  }
}

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

describeStores((stores) => {
  test('a commit whose answer was lost is recognized, and its work counts once', async () => {
    const store = await stores.fresh()
    const db = forgetful(store.db)
    const [a, b, c] = [idOf('a'), idOf('b'), idOf('c')]
    const registered = await registerDocuments(
      db,
      ['a', 'b', 'c'].map((text) => submission(text)),
    )
    expect(registered.map(({ created }) => created)).toEqual([true, true, true])
    expect(await countRequeue(db, a, 1, 1)).toBe(1)
    expect(await countRequeue(db, a, 1, 1)).toBe(2)
    expect(await failDocument(db, a, 1, { code: 'x', message: '' }, 2)).toBe(true)
    expect(await reopenDocument(db, a, ['failed'], 'me', 'retry', 3)).toBe(2)
    expect(await findDocument(db, a)).toMatchObject({ state: 'waiting', generation: 2, requeued: 0 })
    expect(await cancelDocument(db, b, 'me', 4)).toBe(true)
    expect(await reopenDocument(db, b, ['waiting', 'cancelled'], 'me', 'retry', 4)).toBe(2)
    const about = { organization: null, agency: null, year: null, form: null, checksFailed: 0, items: [] }
    const report = { document: c, generation: 1, blob: 'x', reader: 'r', rules: 'u', state: 'done' as const, tally }
    expect(await saveReport(db, { ...report, ...about, at: 5 })).toBe(true)
    await addCorrection(db, { document: c, field: 'f', before_json: '1', after_json: '2', who: 'me', why: '', at: 6 })
    await addAudit(db, { at: 7, who: 'me', action: 'looked', document: c, field: null, detail_json: '{}' })
    const attempt = {
      document: c,
      generation: 1,
      page: null,
      stage: 'open',
      worker: 'w',
      code: 'x',
      message: 'm',
      at: 8,
    }
    await addAttempt(db, attempt)
    const actions = async (id: string) => (await auditOf(db, id)).map(({ action }) => action)
    expect(await actions(a)).toEqual(['submitted', 'failed', 'retry'])
    expect(await actions(b)).toEqual(['submitted', 'cancelled', 'retry'])
    expect(await actions(c)).toEqual(['submitted', 'assembled', 'corrected', 'looked'])
    expect(await attemptsOf(db, c)).toHaveLength(1)
  })
})
