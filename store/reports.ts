import type { Selectable, Transaction } from 'kysely'
import { noteInTransaction } from './audit.ts'
import { countCorrections } from './corrections.ts'
import type { Database } from './database/database.ts'
import type { Tally } from './manifest.ts'
import { lockDocument, OPEN_STATES } from './moves.ts'
import { refreshQueue } from './review/queue-row.ts'
import type { ReportsTable, Schema } from './schema.ts'

export { type AgencyReport, type ReportEntry, reportsIn, reportsOfAgency, unlinkedReports } from './report-lists.ts'

/** A document's report, ready to be kept: `blob` is the hash of its text, `items` the fields that a person should look at. */
export type SavedReport = {
  readonly document: string
  readonly generation: number
  readonly blob: string
  readonly reader: string
  readonly rules: string
  readonly state: 'done' | 'review'
  readonly tally: Tally
  readonly organization: string | null
  readonly agency: string | null
  readonly year: number | null
  readonly form: string | null
  readonly checksFailed: number
  readonly items: readonly ReportItem[]
  /** How many corrections it was made with, taken back ones included; where it is not told, nobody asks. */
  readonly corrections?: number
  readonly at: number
}

export type ReportItem = {
  readonly field: string
  readonly page: number | null
  readonly confidence: number
  readonly reasons: readonly string[]
  readonly failing: number
}

/** Rows of one statement, which takes some thousand values. */
const AT_ONCE = 1000

/**
 * Ends an order with its report: the document's state, the report, its review items and a line in the audit log, all of
 * it or nothing. False where the order is an old one or the document has come to an end otherwise; the same report of
 * the same order again is true and changes nothing. `again` where somebody said something since its corrections were
 * asked for: nothing was kept, it has to be assembled once more.
 */
export async function saveReport(db: Database, report: SavedReport): Promise<boolean | 'again'> {
  const { document, generation, blob, state, at } = report
  return db.transaction(async (k) => {
    const now = await lockDocument(k, db.kind, document)
    if (now?.generation !== generation) return false
    if (!OPEN_STATES.includes(now.state)) return now.state === state && (await isKept(k, report))
    if (report.corrections !== undefined && (await countCorrections(k, document)) !== report.corrections) return 'again'
    const { organization, agency, year, form, reader, rules } = report
    const ended = { state, code: null, message: null, updated_at: at, ended_at: at }
    await k
      .updateTable('documents')
      .set({ ...ended, organization, agency, year, form })
      .where('id', '=', document)
      .execute()
    await putReport(k, report)
    await putItems(k, report)
    await refreshQueue(k, document)
    const detail = { state, generation, blob, reader, rules }
    await noteInTransaction(k, { at, who: 'worker', action: 'assembled', document, detail })
    return true
  })
}

async function isKept(k: Transaction<Schema>, { document, generation, blob }: SavedReport): Promise<boolean> {
  const kept = await k
    .selectFrom('reports')
    .select('document')
    .where('document', '=', document)
    .where('generation', '=', generation)
    .where('blob', '=', blob)
    .executeTakeFirst()
  return kept !== undefined
}

async function putReport(k: Transaction<Schema>, report: SavedReport): Promise<void> {
  const { document, generation, blob, reader, rules, tally, checksFailed, at } = report
  const { accepted, review, problems } = tally
  const row = {
    ...{ blob, reader, rules, generation, accepted, review, problems, checks_failed: checksFailed },
    ...{ tally_json: JSON.stringify(tally), linked: 0, created_at: at },
  }
  await k
    .insertInto('reports')
    .values({ document, ...row })
    .onConflict((c) => c.column('document').doUpdateSet(row))
    .execute()
}

async function putItems(k: Transaction<Schema>, { document, items, at }: SavedReport): Promise<void> {
  await k.deleteFrom('review_items').where('document', '=', document).execute()
  const rows = items.map(({ field, page, confidence, reasons, failing }) => ({
    ...{ document, field, page, confidence, failing },
    ...{ reasons_json: JSON.stringify(reasons), created_at: at },
  }))
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    await k
      .insertInto('review_items')
      .values(rows.slice(start, start + AT_ONCE))
      .execute()
  }
}

/** A document's current report: of its present order, or of an earlier one while that is under way or failed. */
export async function findReport(db: Database, document: string): Promise<Selectable<ReportsTable> | null> {
  const report = await db.run((k) =>
    k.selectFrom('reports').selectAll().where('document', '=', document).executeTakeFirst(),
  )
  return report ?? null
}

/** Puts another text in a report's place, if it still is `oldBlob`. True also where that was done already. */
export async function replaceReportBlob(
  db: Database,
  document: string,
  oldBlob: string,
  newBlob: string,
  checksFailed: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db.run((k) =>
    k
      .updateTable('reports')
      .set({ blob: newBlob, checks_failed: checksFailed })
      .where('document', '=', document)
      .where('blob', 'in', [oldBlob, newBlob])
      .executeTakeFirstOrThrow(),
  )
  return numUpdatedRows === 1n
}

/** Says that a report, if it still is `blob`, has been compared with its neighbours. */
export async function markLinked(db: Database, document: string, blob: string): Promise<void> {
  await db.run((k) =>
    k.updateTable('reports').set({ linked: 1 }).where('document', '=', document).where('blob', '=', blob).execute(),
  )
}
