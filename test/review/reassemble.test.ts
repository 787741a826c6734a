import { rmSync } from 'node:fs'
import { afterAll, expect, test, vi } from 'vitest'
import { catchUp } from '../../review/catch-up.ts'
import { keepCarryChecks } from '../../review/keep-carry-checks.ts'
import { type Reassembled, reassembleDocument } from '../../review/reassemble.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { Report } from '../../schemas/report.ts'
import { auditOf } from '../../store/audit.ts'
import { addCorrection } from '../../store/corrections.ts'
import { reopenDocument, startDocument } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'
import { findReport } from '../../store/reports.ts'
import { reportsBehind } from '../../store/review/behind.ts'
import { createLog } from '../../workers/log.ts'
import { createMetrics } from '../../workers/metrics/create.ts'
import { assembleDocument } from '../../workers/steps/assemble-document.ts'
import type { StepContext } from '../../workers/steps/context.ts'
import { openDocument } from '../../workers/steps/open-document.ts'
import { readPage } from '../../workers/steps/read-page.ts'
import { rulesVersion } from '../../workers/versions.ts'
import { filingReport } from '../pipeline/years/filings.ts'
import { describeStores } from '../support/stores.ts'
import { documentOf, hand, readersOf, reportOf, sample } from '../workers/embedded/start.ts'

const readers = readersOf(1)
afterAll(() => readers.close())

const contextOf = (store: Store, more: Partial<StepContext> = {}): StepContext => ({
  ...{ store, readers, worker: 'test', log: createLog({ level: 'silent' }), metrics: createMetrics(), now: Date.now },
  versions: { reader: 'test/1', rules: rulesVersion(FORMS) },
  ...more,
})

/** Hands a dump in and reads it; gives its id. */
async function readDump(store: Store): Promise<string> {
  const [id] = await hand(store, [sample('text/tabs-lost-cells.txt')])
  await readAgain(store, id!)
  return id!
}

async function readAgain(store: Store, id: string): Promise<void> {
  const context = contextOf(store)
  const { generation } = await documentOf(store, id)
  await startDocument(store.db, id, generation, Date.now())
  const document = await documentOf(store, id)
  const opened = await openDocument(context, document)
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened))
  for (const page of opened.unread) await readPage(context, document, page, 0)
  expect(await assembleDocument(context, document)).toEqual({ kind: 'done' })
}

/** Somebody says that a field is a number. */
function say(store: Store, document: string, field: string, value: number, who = 'somebody', at = Date.now()) {
  const [before_json, after_json] = ['null', JSON.stringify({ value, state: 'number' })]
  return addCorrection(store.db, { document, field, before_json, after_json, who, why: '', at })
}

function reportIn(result: Reassembled): Report {
  if (result.kind !== 'reassembled') throw new Error(JSON.stringify(result))
  return result.report
}

const inReview = (report: Report) => report.review.fields.filter((id) => id.startsWith('requests.'))

describeStores(({ fresh, several }) => {
  test('after an answer the report says it, and the document stays where it is', async () => {
    const store = await fresh()
    const id = await readDump(store)
    const before = JSON.parse(await reportOf(store, id)) as Report
    const was = await documentOf(store, id)
    const [field] = inReview(before)
    await say(store, id, field!, 4711)
    expect(await reportsBehind(store.db)).toEqual([id])
    const report = reportIn(await reassembleDocument(contextOf(store), id))
    expect(report.fields[field!]).toMatchObject({ value: 4711, state: 'number', corrected: true, review: false })
    expect(await reportOf(store, id)).toBe(`${JSON.stringify(report, null, 2)}\n`)
    const { state, generation, ended_at } = await documentOf(store, id)
    expect([state, generation, ended_at]).toEqual([was.state, was.generation, was.ended_at])
    const row = await findReport(store.db, id)
    expect(row).toMatchObject({ review: report.review.fields.length, reader: 'test/1' })
    const items = await store.db.run((k) => k.selectFrom('review_items').selectAll().orderBy('field').execute())
    expect(items.map((item) => item.field)).toEqual([...report.review.fields].sort())
    expect((await auditOf(store.db, id)).at(-1)).toMatchObject({ action: 'reassembled', who: 'somebody' })
    expect(await reportsBehind(store.db)).toEqual([])
  })

  test('read again, the document has the very report that it was given with the answer', async () => {
    const store = await fresh()
    const id = await readDump(store)
    const { fields: read } = JSON.parse(await reportOf(store, id)) as Report
    const fields = Object.keys(read).filter((field) => field.startsWith('requests.'))
    for (const [index, field] of fields.slice(0, 3).entries()) await say(store, id, field, index)
    await reassembleDocument(contextOf(store), id)
    const corrected = await reportOf(store, id)
    await reopenDocument(store.db, id, ['done', 'review'], 'test', 'retry', Date.now())
    await say(store, id, fields[3]!, 9)
    // While it is read, an answer has to wait for the end of that.
    expect(await reassembleDocument(contextOf(store), id)).toEqual({ kind: 'gone' })
    expect(await reportOf(store, id)).toBe(corrected)
    await readAgain(store, id)
    const report = await reportOf(store, id)
    expect(JSON.parse(report).fields[fields[3]!]).toMatchObject({ value: 9, corrected: true })
    expect(reportIn(await reassembleDocument(contextOf(store), id))).toEqual(JSON.parse(report))
    expect(await reportOf(store, id)).toBe(report)
  })

  test('of many who answer at once on several connections none is lost', async () => {
    const stores = await several(3)
    const id = await readDump(stores[0]!)
    const ids = Object.keys((JSON.parse(await reportOf(stores[0]!, id)) as Report).fields)
    const fields = ids.filter((field) => field.startsWith('requests.')).slice(0, 12)
    await Promise.all(
      fields.map(async (field, index) => {
        const store = stores[index % 3]!
        await new Promise((settle) => setTimeout(settle, index * 15))
        await say(store, id, field, 100 + index, `reviewer ${index}`)
        const report = reportIn(await reassembleDocument(contextOf(store), id))
        // The one who answered sees his answer.
        expect(report.fields[field]).toMatchObject({ value: 100 + index, corrected: true })
      }),
    )
    const { fields: kept } = JSON.parse(await reportOf(stores[0]!, id)) as Report
    expect(fields.map((field) => kept[field]!.value)).toEqual(fields.map((_, index) => 100 + index))
    expect(await reportsBehind(stores[0]!.db)).toEqual([])
  })

  test('what was said before a process ended is caught up with', async () => {
    const store = await fresh()
    const [one, other] = [await readDump(store), (await hand(store, [sample('text/markdown-pieces.txt')]))[0]!]
    await readAgain(store, other)
    const [field] = inReview(JSON.parse(await reportOf(store, one)) as Report)
    await say(store, one, field!, 12)
    expect(await catchUp(contextOf(store))).toBe(1)
    expect(JSON.parse(await reportOf(store, one)).fields[field!]).toMatchObject({ value: 12, corrected: true })
    expect(await catchUp(contextOf(store))).toBe(0)
  })
})

describeStores(({ fresh }) => {
  test('a newer reader and other rules take the readings that the report was made of', async () => {
    const store = await fresh()
    const id = await readDump(store)
    const [field] = inReview(JSON.parse(await reportOf(store, id)) as Report)
    await say(store, id, field!, 3)
    const context = contextOf(store, { versions: { reader: 'test/2', rules: 'newer' } })
    expect(reportIn(await reassembleDocument(context, id)).fields[field!]).toMatchObject({ value: 3 })
    expect(await findReport(store.db, id)).toMatchObject({ reader: 'test/1', rules: 'newer' })
  })

  test.each([
    ['readings that the store lost', 'pages'],
    ['readers that cannot start', 'readers'],
  ])('%s leave the report as it was, and the answer kept', async (_, what) => {
    const store = await fresh()
    const id = await readDump(store)
    const before = await reportOf(store, id)
    const [field] = inReview(JSON.parse(before) as Report)
    await say(store, id, field!, 5)
    const rows = await store.db.run((k) => k.selectFrom('page_readings').select('blob').execute())
    if (what === 'pages') rmSync((await store.blobs.fileOf(rows[0]!.blob))!)
    const assemble = vi.fn(async () => ({ kind: 'unavailable' as const, message: 'no memory' }))
    const context = contextOf(store, what === 'readers' ? { readers: { ...readers, assemble } } : {})
    expect(await reassembleDocument(context, id)).toMatchObject({ kind: 'behind' })
    expect(await reportOf(store, id)).toBe(before)
    expect(await reportsBehind(store.db)).toEqual([id])
    let at = Date.now()
    const later = (more: Partial<StepContext> = {}) => contextOf(store, { ...more, now: () => at })
    expect(await catchUp(later({ readers: { ...readers, assemble } }))).toBe(0)
    const tried = assemble.mock.calls.length
    // Not again at once: that would be tried all day.
    expect(await catchUp(later({ readers: { ...readers, assemble } }))).toBe(0)
    expect(assemble).toHaveBeenCalledTimes(tried)
    at += 60_000
    expect(await catchUp(later())).toBe(what === 'readers' ? 1 : 0)
  })
})

test('checks between years stay while what they compare is the same', () => {
  const plain = filingReport({ year: 2021 })
  const check = { ...plain.checks[0]!, id: 'carry.previous.total' }
  const before: Report = { ...plain, checks: [...plain.checks, check] }
  expect(keepCarryChecks(plain, before).checks.at(-1)).toEqual(check)
  expect(keepCarryChecks(filingReport({ year: 2022 }), before).checks).not.toContainEqual(check)
  expect(keepCarryChecks(filingReport({ year: 2021, carriedIn: { business: 7 } }), before).checks).not.toContainEqual(
    check,
  )
  expect(keepCarryChecks(plain, plain)).toBe(plain)
  expect(keepCarryChecks(plain, null)).toBe(plain)
})
