import type { Kysely, Transaction } from 'kysely'
import { noteInTransaction } from '../../store/audit.ts'
import type { Database } from '../../store/database/database.ts'
import { lockDocument } from '../../store/moves.ts'
import type { Schema } from '../../store/schema.ts'

export type ReadAgainOrder = { readonly document: string; readonly who: string; readonly at: number }

/**
 * The next generation of the order; or why there is none. `leased`: somebody else is settling its items. `read`: no page
 * of it was left unread. `other-state`: it has no report that waits for review.
 */
export type ReadAgain = number | 'leased' | 'read' | 'other-state'

/**
 * Orders those pages of a document in review to be read again that were not read in whole: their readings are dropped,
 * the document waits, and a line goes into the audit log, in one transaction. What people said of it is kept apart from
 * readings and applied to the new ones; all other pages stay as they were read.
 */
export async function readAgain(db: Database, { document, who, at }: ReadAgainOrder): Promise<ReadAgain> {
  // Outlives a repetition: where the first commit's answer was lost, the document is of this generation already.
  let wanted: number | null = null
  return db.transaction(async (k) => {
    const now = await lockDocument(k, db.kind, document)
    if (now && now.generation === wanted) return wanted
    if (now?.state !== 'review') return 'other-state'
    const held = await k
      .selectFrom('review_queue')
      .select('document')
      .where('document', '=', document)
      .where('owner', 'is not', null)
      .where('owner', '!=', who)
      .where('until', '>', at)
      .executeTakeFirst()
    if (held) return 'leased'
    const unread = (await unreadPages(k, [document])).get(document)
    if (!unread) return 'read'
    await k
      .deleteFrom('page_readings')
      .where('document', '=', document)
      .where('reader', '=', unread.reader)
      .where('code', 'is not', null)
      .execute()
    await k
      .updateTable('review_queue')
      .set({ owner: null, until: 0 })
      .where('document', '=', document)
      .where('owner', '=', who)
      .execute()
    wanted = now.generation + 1
    const fresh = { requeued: 0, code: null, message: null, ended_at: null, updated_at: at }
    await k
      .updateTable('documents')
      .set({ state: 'waiting', generation: wanted, ...fresh })
      .where('id', '=', document)
      .execute()
    const detail = { from: now.state, generation: wanted, pages: [...unread.pages] }
    await noteInTransaction(k, { at, who, action: 'reread', document, detail })
    return wanted
  })
}

/** Pages (from 1) that were not read in whole, of the readings that a document's report was made of, and by which reader. */
export type UnreadPages = { readonly reader: string; readonly pages: readonly number[] }

/** The unread pages of these documents, by document; those that were read in whole are not among them. */
export async function unreadPages(
  k: Kysely<Schema> | Transaction<Schema>,
  documents: readonly string[],
): Promise<ReadonlyMap<string, UnreadPages>> {
  if (documents.length === 0) return new Map()
  const rows = await k
    .selectFrom('page_readings as p')
    .innerJoin('reports as r', (join) => join.onRef('r.document', '=', 'p.document').onRef('r.reader', '=', 'p.reader'))
    .select(['p.document', 'p.reader', 'p.page'])
    .where('p.document', 'in', [...documents])
    .where('p.code', 'is not', null)
    .orderBy('p.page')
    .execute()
  const found = new Map<string, { readonly reader: string; readonly pages: number[] }>()
  for (const { document, reader, page } of rows) {
    const known = found.get(document)
    if (known) known.pages.push(page)
    else found.set(document, { reader, pages: [page] })
  }
  return found
}
