import { expect, test } from 'vitest'
import type { CorrectedValue } from '../../../schemas/correction.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import type { PageReading } from '../../../schemas/page.ts'
import type { Report } from '../../../schemas/report.ts'
import { addCorrection } from '../../../store/corrections.ts'
import { findDocument, registerDocument, reopenDocument, startDocument } from '../../../store/documents.ts'
import type { Store } from '../../../store/open.ts'
import { saveOpening, savePageReading } from '../../../store/readings.ts'
import { reportText } from '../../../store/report-text.ts'
import { findReport } from '../../../store/reports.ts'
import { createLog } from '../../../workers/log.ts'
import { createMetrics } from '../../../workers/metrics/create.ts'
import { packReading } from '../../../workers/readers/reading-blob.ts'
import type { Assembled, Readers } from '../../../workers/readers/tasks.ts'
import { createWork } from '../../../workers/readers/work.ts'
import { assembleDocument } from '../../../workers/steps/assemble-document.ts'
import { consistentCells, formOf } from '../../support/dump.ts'
import { ruledPages } from '../../support/ruled.ts'
import { describeStores, idOf, submission } from '../../support/stores.ts'

const DOCUMENT = idOf('a')
const WRONG = 'requests.granted.total'
const pages = (year: number, counts: Record<string, number>, printed: Record<string, string> = {}) => {
  const form = { ...formOf('2021'), years: [year] }
  return ruledPages(form, { ...consistentCells(form, counts), ...printed })
}
const PAGES = pages(2023, { 'requests.granted.naturalPerson': 7 }, { [WRONG]: '9' })

const none = () => Promise.reject(new Error('nothing but assembling is asked for'))

/** Readers in this process, which do something before they hand a report out. */
function readersThat(before: () => Promise<void>): Readers {
  const work = createWork({ forms: FORMS, maxPages: 10, maxBytes: 1e6 })
  const assemble: Readers['assemble'] = async (task) => {
    const made = await work.run({ kind: 'assemble', ...task })
    await before()
    return made as Assembled
  }
  return { assemble, open: none, readPage: none, picture: none, text: none, close: () => {} }
}

/** A document whose pages are read, waiting for its report. */
async function hand(store: Store, name: string, readings: readonly PageReading[]): Promise<string> {
  const { document } = await registerDocument(store.db, submission(name))
  await startDocument(store.db, document.id, document.generation, 1)
  const opening = { document: document.id, reader: 'reader', problems: [], at: 1 }
  await saveOpening(store.db, { ...opening, pages: readings.length })
  for (const reading of readings) {
    const blob = await store.blobs.put(packReading(reading))
    const row = { document: document.id, page: reading.page, reader: 'reader', blob, kind: 'digital', code: null }
    await savePageReading(store.db, { ...row, seconds: 1, worker: 'w', created_at: 1 })
  }
  return document.id
}

async function make(store: Store, id: string, before: () => Promise<void> = async () => {}): Promise<Report> {
  const document = (await findDocument(store.db, id))!
  const versions = { reader: 'reader', rules: 'rules' }
  const log = createLog({ level: 'silent' })
  const context = { store, readers: readersThat(before), versions, worker: 'w', log, metrics: createMetrics() }
  expect(await assembleDocument({ ...context, now: () => 5 }, document)).toEqual({ kind: 'done' })
  return reportOf(store, id)
}

async function reportOf(store: Store, id: string): Promise<Report> {
  const bytes = await reportText(store.blobs, (await findReport(store.db, id))!.blob)
  return JSON.parse(new TextDecoder().decode(bytes!))
}

async function tell(
  store: Store,
  field: string,
  after: CorrectedValue,
  at: number,
  document = DOCUMENT,
): Promise<void> {
  const said = { before_json: 'null', after_json: JSON.stringify(after), who: '季宁', why: 'as printed' }
  await addCorrection(store.db, { document, field, ...said, at })
}

describeStores(({ fresh }) => {
  test('what people said of a document outlives every report made of it', async () => {
    const store = await fresh()
    await hand(store, 'a', PAGES)
    expect((await make(store, DOCUMENT)).fields[WRONG]).toMatchObject({ value: 9, review: true })
    expect((await findDocument(store.db, DOCUMENT))?.state).toBe('review')
    await tell(store, WRONG, { value: 8, state: 'number' }, 2)
    await tell(store, WRONG, { value: 7, state: 'number' }, 3)
    for (const at of [10, 11]) {
      const generation = await reopenDocument(store.db, DOCUMENT, ['review', 'done'], 'somebody', 'retried', at)
      await startDocument(store.db, DOCUMENT, generation!, at)
      const report = await make(store, DOCUMENT)
      expect(report.fields[WRONG]).toMatchObject({ value: 7, corrected: true, read: { value: 9, state: 'number' } })
      expect(report.review.fields).toEqual([])
      expect((await findDocument(store.db, DOCUMENT))?.state).toBe('done')
    }
  })

  test('what somebody says while the report is being made is in it', async () => {
    const store = await fresh()
    await hand(store, 'a', PAGES)
    let times = 0
    const report = await make(store, DOCUMENT, async () => {
      if (times++ === 0) await tell(store, WRONG, { value: 7, state: 'number' }, 2)
    })
    expect(times).toBe(2)
    expect(report.fields[WRONG]).toMatchObject({ value: 7, corrected: true })
  })

  test('a neighbouring year is compared with the corrected figure', async () => {
    const store = await fresh()
    const over = 'requests.carriedOver.business'
    await hand(store, 'a', pages(2022, { 'requests.carriedOver.business': 4 }))
    const next = await hand(
      store,
      'b',
      pages(2023, { 'requests.carriedIn.business': 3, 'requests.granted.business': 5 }),
    )
    await make(store, DOCUMENT)
    const outcome = ({ checks }: Report) => checks.find(({ id }) => id === 'carry.previous.business')?.outcome
    expect(outcome(await make(store, next))).toBe('fail')
    await tell(store, over, { value: 3, state: 'number' }, 2)
    const generation = await reopenDocument(store.db, DOCUMENT, ['review', 'done'], 'somebody', 'retried', 3)
    await startDocument(store.db, DOCUMENT, generation!, 3)
    await make(store, DOCUMENT)
    expect(outcome(await reportOf(store, next))).toBe('pass')
  })
})
