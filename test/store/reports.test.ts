import { expect, test } from 'vitest'
import { auditOf } from '../../store/audit.ts'
import { cancelDocument, findDocument, registerDocuments, reopenDocument } from '../../store/documents.ts'
import {
  findReport,
  markLinked,
  replaceReportBlob,
  reportsIn,
  reportsOfAgency,
  type SavedReport,
  saveReport,
  unlinkedReports,
} from '../../store/reports.ts'
import { describeStores, idOf, submission } from '../support/stores.ts'

const TALLY = {
  accepted: 7,
  review: 2,
  problems: 1,
  needed: true,
  unread: null,
  unknown: false,
  tables: 1,
  sections: 0,
}
const item = (field: string) => ({ field, page: 1, confidence: 0.25, reasons: ['low-score'], failing: 2 })

function report(text: string, more: Partial<SavedReport> = {}): SavedReport {
  return {
    ...{ document: idOf(text), generation: 1, blob: idOf(`report of ${text}`), reader: 'r1', rules: 'u1' },
    ...{ state: 'review', tally: TALLY, organization: 'A 局', agency: 'a局', year: 2020, form: '2019' },
    ...{ checksFailed: 3, items: [item('f1'), item('f2')], at: 5000 },
    ...more,
  }
}

describeStores((stores) => {
  async function withDocuments(...texts: string[]) {
    const { db } = await stores.fresh()
    await registerDocuments(
      db,
      texts.map((text) => submission(text)),
    )
    return db
  }

  test('a report, its items, its document and the log change together', async () => {
    const db = await withDocuments('a')
    expect(await saveReport(db, report('a'))).toBe(true)
    const described = { organization: 'A 局', agency: 'a局', year: 2020, form: '2019' }
    expect(await findDocument(db, idOf('a'))).toMatchObject({ state: 'review', ended_at: 5000, ...described })
    const counts = { accepted: 7, review: 2, problems: 1, checks_failed: 3, linked: 0, generation: 1 }
    expect(await findReport(db, idOf('a'))).toMatchObject({ blob: idOf('report of a'), ...counts })
    const items = await db.run((k) => k.selectFrom('review_items').selectAll().orderBy('field').execute())
    expect(items.map(({ field, confidence }) => [field, confidence])).toEqual([
      ['f1', 0.25],
      ['f2', 0.25],
    ])
    expect(JSON.parse(items[0]!.reasons_json)).toEqual(['low-score'])
    expect((await auditOf(db, idOf('a'))).map(({ action }) => action)).toEqual(['submitted', 'assembled'])
    expect(await findReport(db, idOf('b'))).toBeNull()
  })

  test('the same report of the same order again is true and changes nothing; another one is refused', async () => {
    const db = await withDocuments('a')
    await saveReport(db, report('a'))
    expect(await saveReport(db, report('a', { at: 9000 }))).toBe(true)
    expect(await findDocument(db, idOf('a'))).toMatchObject({ ended_at: 5000 })
    expect(await auditOf(db, idOf('a'))).toHaveLength(2)
    expect(await saveReport(db, report('a', { blob: idOf('else') }))).toBe(false)
    expect(await saveReport(db, report('a', { state: 'done' }))).toBe(false)
    expect(await saveReport(db, report('nobody'))).toBe(false)
  })

  test('an order that was cancelled or is an old one leaves no report', async () => {
    const db = await withDocuments('a', 'b')
    await cancelDocument(db, idOf('a'), 'me', 1)
    expect(await saveReport(db, report('a'))).toBe(false)
    await reopenDocument(db, idOf('b'), ['waiting'], 'me', 'retry', 1)
    expect(await saveReport(db, report('b'))).toBe(false)
    expect(await reportsIn(db, { limit: 5 })).toEqual([])
    expect(await saveReport(db, report('b', { generation: 2 }))).toBe(true)
  })

  test('a new order replaces report and items, and asks for its neighbours again', async () => {
    const db = await withDocuments('a')
    await saveReport(db, report('a'))
    await markLinked(db, idOf('a'), idOf('report of a'))
    expect(await unlinkedReports(db, 5)).toEqual([])
    await reopenDocument(db, idOf('a'), ['review'], 'me', 'reassemble', 6000)
    const second = report('a', { generation: 2, blob: idOf('second'), state: 'done', items: [item('f3')], at: 7000 })
    expect(await saveReport(db, second)).toBe(true)
    const items = await db.run((k) => k.selectFrom('review_items').select('field').execute())
    expect(items).toEqual([{ field: 'f3' }])
    expect(await unlinkedReports(db, 5)).toEqual([idOf('a')])
    await markLinked(db, idOf('a'), idOf('report of a'))
    expect(await unlinkedReports(db, 5)).toEqual([idOf('a')])
  })

  test('of several that save one report at the same time all agree, and it is there once', async () => {
    const opened = await stores.several(4)
    const { db } = opened[0]!
    await registerDocuments(db, [submission('a')])
    expect(await Promise.all(opened.map((store) => saveReport(store.db, report('a'))))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect((await auditOf(db, idOf('a'))).filter(({ action }) => action === 'assembled')).toHaveLength(1)
  })

  test("a report's text is replaced only where it still is the one that was looked at", async () => {
    const db = await withDocuments('a')
    await saveReport(db, report('a'))
    const [old, next, other] = [idOf('report of a'), idOf('next'), idOf('other')]
    expect(await replaceReportBlob(db, idOf('a'), other, next, 4)).toBe(false)
    expect(await replaceReportBlob(db, idOf('a'), old, next, 4)).toBe(true)
    expect(await replaceReportBlob(db, idOf('a'), old, next, 4)).toBe(true)
    expect(await replaceReportBlob(db, idOf('a'), old, other, 4)).toBe(false)
    expect(await findReport(db, idOf('a'))).toMatchObject({ blob: next, checks_failed: 4 })
  })

  test("an agency's reports of some years, and pages of all reports", async () => {
    const db = await withDocuments('a', 'b', 'c', 'd')
    await saveReport(db, report('a', { year: 2021 }))
    await saveReport(db, report('b', { year: 2020, state: 'done' }))
    await saveReport(db, report('c', { year: 2018 }))
    await saveReport(db, report('d', { year: null, agency: 'b局' }))
    const found = await reportsOfAgency(db, 'a局', [2020, 2021])
    expect(found.map(({ document, year, state }) => [document, year, state])).toEqual([
      [idOf('b'), 2020, 'done'],
      [idOf('a'), 2021, 'review'],
    ])
    expect(found[0]).toMatchObject({ blob: idOf('report of b'), review: 2, reader: 'r1', linked: 0 })
    expect(await reportsOfAgency(db, 'a局', [])).toEqual([])
    const all = ['a', 'b', 'c', 'd'].map(idOf).sort()
    const first = await reportsIn(db, { limit: 3 })
    const rest = await reportsIn(db, { batch: 'b1', after: first[2]!.document, limit: 3 })
    expect([...first, ...rest].map(({ document }) => document)).toEqual(all)
    expect(first[all.indexOf(idOf('a'))] ?? rest[0]).toMatchObject({ name: 'a.pdf', year: 2021, organization: 'A 局' })
    expect(await reportsIn(db, { batch: 'none', limit: 3 })).toEqual([])
  })
})
