import type { Transaction } from 'kysely'
import { noteInTransaction } from '../audit.ts'
import { countCorrections } from '../corrections.ts'
import type { Database } from '../database/database.ts'
import { lockDocument } from '../moves.ts'
import type { SavedReport } from '../reports.ts'
import type { Schema } from '../schema.ts'
import { refreshQueue } from './queue-row.ts'

/**
 * A report that was assembled again with corrections. `corrections`: how many of the document's it was made with, taken
 * back ones included; `who` said the last of them.
 */
export type CorrectedReport = SavedReport & { readonly corrections: number; readonly who: string }

/**
 * `kept`: the report is in its place. `again`: somebody said something meanwhile, so it has to be assembled once more.
 * `gone`: the document is being read again, under another order or not yet at its end, which takes corrections in itself.
 */
export type Replaced = 'kept' | 'again' | 'gone'

/** Rows of one statement, which takes some thousand values. */
const AT_ONCE = 1000

/**
 * Puts a corrected report in the place of a document's report, with its items and state, in one transaction. The order
 * stays the same, and so does the time when it ended. The report is to be compared with its neighbours again.
 */
export async function replaceReport(db: Database, report: CorrectedReport): Promise<Replaced> {
  const { document, generation, blob, state, at, who } = report
  return db.transaction(async (k) => {
    const now = await lockDocument(k, db.kind, document)
    if (now?.generation !== generation || (now.state !== 'done' && now.state !== 'review')) return 'gone'
    if ((await countCorrections(k, document)) !== report.corrections) return 'again'
    const { organization, agency, year, form, reader, rules, tally, checksFailed } = report
    const place = await placeOf(k, document)
    await k
      .updateTable('documents')
      .set({ state, updated_at: at, organization, agency, year, form })
      .where('id', '=', document)
      .execute()
    const { accepted, review, problems } = tally
    const { numUpdatedRows } = await k
      .updateTable('reports')
      .set({
        ...{ blob, reader, rules, accepted, review, problems, checks_failed: checksFailed },
        ...{ tally_json: JSON.stringify(tally), linked: 0 },
      })
      .where('document', '=', document)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows !== 1n) throw new Error(`a document that has come to its end has no report: ${document}`)
    await putItems(k, report)
    await refreshQueue(k, document)
    // Neighbours in time are looked for wherever an `assembled` report stood, so one that moved is called so again.
    const moved = place?.agency !== agency || place.year !== year
    const action = moved ? 'assembled' : 'reassembled'
    await noteInTransaction(k, { at, who, action, document, detail: { state, generation, blob, reader, rules } })
    return 'kept'
  })
}

/** Puts the items in place of those before; what was an item before stays as old as it was. */
async function putItems(k: Transaction<Schema>, { document, items, at }: SavedReport): Promise<void> {
  const before = await k
    .selectFrom('review_items')
    .select(['field', 'created_at'])
    .where('document', '=', document)
    .execute()
  const since = new Map(before.map(({ field, created_at }) => [field, created_at]))
  await k.deleteFrom('review_items').where('document', '=', document).execute()
  const rows = items.map(({ field, page, confidence, reasons, failing }) => ({
    ...{ document, field, page, confidence, failing },
    ...{ reasons_json: JSON.stringify(reasons), created_at: since.get(field) ?? at },
  }))
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    await k
      .insertInto('review_items')
      .values(rows.slice(start, start + AT_ONCE))
      .execute()
  }
}

function placeOf(k: Transaction<Schema>, document: string) {
  return k.selectFrom('documents').select(['agency', 'year']).where('id', '=', document).executeTakeFirst()
}
