import type { Field, Report } from '../../schemas/report.ts'
import type { Store } from '../../store/open.ts'
import { keepReportText } from '../../store/report-text.ts'
import { refreshQueue } from '../../store/review/queue-row.ts'
import type { Schema } from '../../store/schema.ts'
import { idOf } from '../../test/support/open-store.ts'

export type Filling = {
  readonly documents: number
  /** Documents with open items, the newest ones. */
  readonly queued: number
  /** Open items of each of them. */
  readonly items: number
  /** Decisions on other documents, ten on each. */
  readonly decisions: number
  readonly now: number
}

const PER_DOCUMENT = 10
const FIELDS = 320
const PAGES = 3

/** Puts documents with reports into a store in bulk, as years of work would leave it: nine batches, 500 agencies, ten years. */
export async function fillStore(store: Store, { documents, queued, items, decisions, now }: Filling): Promise<void> {
  const blob = await keepReportText(store.blobs, `${JSON.stringify(makeReport(), null, 2)}\n`)
  const started = now - 30 * 86_400_000
  const numbers = Array.from({ length: documents }, (_, index) => index)
  const isQueued = (index: number) => index >= documents - queued
  const about = (index: number) => ({
    ...{ organization: `Agency ${index % 500}`, agency: `agency${index % 500}` },
    ...{ year: 2015 + (index % 10), form: index % 3 === 0 ? '2019' : '2021' },
  })
  await insert(store, 'documents', numbers, (index) => ({
    ...{
      id: idOf(`${index}`),
      name: `report-${index}.pdf`,
      size: 100_000,
      password: null,
      generation: 1,
      pages: PAGES,
    },
    ...{ state: isQueued(index) ? 'review' : 'done', code: null, message: null, requeued: 0, ...about(index) },
    ...{ created_at: started + index, updated_at: started + index, ended_at: started + index },
  }))
  await insert(store, 'submissions', numbers, (index) => ({
    ...{ batch: index < 20 ? 'small' : `b${Math.floor((index * 9) / documents)}`, document: idOf(`${index}`) },
    ...{ origin: `/in/${index}`, name: `report-${index}.pdf`, submitted_at: started + index },
  }))
  await insert(store, 'openings', numbers, (index) => ({
    ...{ document: idOf(`${index}`), reader: 'r1', pages: PAGES, problems_json: '[]', created_at: started },
  }))
  const pages = Array.from({ length: documents * PAGES }, (_, index) => index)
  await insert(store, 'page_readings', pages, (index) => ({
    ...{ document: idOf(`${Math.floor(index / PAGES)}`), page: (index % PAGES) + 1, reader: 'r1', blob, kind: 'scan' },
    ...{ code: null, seconds: 1, worker: 'w', created_at: started + index },
  }))
  await insert(store, 'reports', numbers, (index) => ({
    ...{ document: idOf(`${index}`), blob, reader: 'r1', rules: 'u1', generation: 1, problems: 0, checks_failed: 2 },
    ...{ accepted: FIELDS - items, review: isQueued(index) ? items : 0, tally_json: '{}', linked: 1 },
    created_at: started,
  }))
  const open = Array.from({ length: queued * items }, (_, index) => index)
  await insert(store, 'review_items', open, (index) => ({
    ...{ document: idOf(`${documents - 1 - Math.floor(index / items)}`), field: fieldId(index % items), page: 1 },
    ...{ confidence: 0.5, reasons_json: index % 4 ? '["low-score"]' : '["missing","check-failed"]' },
    ...{ failing: (index * 7) % 5, created_at: started + index },
  }))
  const settled = Array.from({ length: decisions }, (_, index) => index)
  await insert(store, 'decisions', settled, (index) => ({
    ...{ document: idOf(`${Math.floor(index / PER_DOCUMENT)}`), field: fieldId(index % PER_DOCUMENT) },
    ...{ who: `r${index % 7}`, at: now - (decisions - index) * 20_000, kind: index % 9 ? 'flagged' : 'sample' },
    ...{ correction: null, stood: null, replaces: null, read_json: null, after_json: '{}', undone: 0 },
    ...{ confidence: (index % 100) / 100, as_read: Number(index % 3 > 0), seconds: (index % 600) / 10 },
  }))
  await insert(store, 'review_queue', numbers.slice(0, decisions / PER_DOCUMENT), (index) => ({
    ...{ document: idOf(`${index}`), open: 0, plain: 0, best: 0, failing: 0, since: 0, skipped: 0, problematic: 0 },
    ...{ settled: PER_DOCUMENT, ...about(index) },
  }))
  for (let start = documents - queued; start < documents; start += 200) {
    await store.db.transaction(async (k) => {
      for (const index of numbers.slice(start, start + 200)) await refreshQueue(k, idOf(`${index}`))
    })
  }
}

async function insert(
  { db }: Store,
  table: keyof Schema,
  indices: readonly number[],
  row: (index: number) => object,
): Promise<void> {
  const AT_ONCE = 1000
  for (let start = 0; start < indices.length; start += AT_ONCE * 20) {
    await db.transaction(async (k) => {
      for (let from = start; from < Math.min(start + AT_ONCE * 20, indices.length); from += AT_ONCE) {
        const rows = indices.slice(from, from + AT_ONCE).map(row)
        // Rows of whatever table: the columns are those that its type names.
        await k
          .insertInto(table)
          .values(rows as never)
          .execute()
      }
    })
  }
}

function fieldId(index: number): string {
  return `requests.row${index}.total`
}

/** A report of the usual size. */
function makeReport(): Report {
  const box: [number, number, number, number] = [100.25, 200.5, 140.75, 220.125]
  const field = (index: number): Field => ({
    ...{ value: index, state: 'number', raw: `${index}`, page: 1, box, confidence: 0.98, review: false, reasons: [] },
    readings: [
      { reader: 'one', raw: `${index}`, score: 0.99 },
      { reader: 'two', raw: `${index}`, score: 0.98 },
    ],
  })
  return {
    format: 'nianbao/report@1',
    source: { name: 'report.pdf', sha256: idOf('x'), pages: 6, kind: 'scan' },
    reader: 'nianbao/0.1.0',
    document: { kind: 'disclosure-annual-report', form: '2021', title: '' },
    fields: Object.fromEntries(Array.from({ length: FIELDS }, (_, index) => [fieldId(index), field(index)])),
    ...{ checks: [], tables: [], statements: [], sections: [], problems: [] },
    review: { needed: true, fields: [] },
  }
}
