import type { Selectable, Transaction } from 'kysely'
import type { Database } from './database/database.ts'
import type { DocumentsTable, Schema } from './schema.ts'

/** A document as somebody hands it in: `id` is its content's hash, `at` when, `origin` where it came from. */
export type Submission = {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly password: string | null
  readonly batch: string
  readonly origin: string
  readonly at: number
}

export type Registered = { document: Selectable<DocumentsTable>; created: boolean }

/** Documents of one transaction; a statement takes some thousand values. */
const AT_ONCE = 500

/** Registers one document; see `registerDocuments`. */
export async function registerDocument(db: Database, submission: Submission): Promise<Registered> {
  const [registered] = await registerDocuments(db, [submission])
  return registered!
}

/**
 * Puts documents on record as waiting, each under the name that it first came with, and every handing-in of them. Content
 * that is known stays as it is. `created` tells which are new with this call; of those the audit log has a line. The
 * results stand in the order of the submissions; a few hundred go into one transaction, so many at once are cheap.
 */
export async function registerDocuments(db: Database, submissions: readonly Submission[]): Promise<Registered[]> {
  const registered: Registered[] = []
  for (let start = 0; start < submissions.length; start += AT_ONCE) {
    registered.push(...(await registerSome(db, submissions.slice(start, start + AT_ONCE))))
  }
  return registered
}

async function registerSome(db: Database, submissions: readonly Submission[]): Promise<Registered[]> {
  // Outlives a repetition: where the first commit's answer was lost, the documents are there, and new all the same.
  const created = new Set<string>()
  // One order for all who write, or two of them may wait for each other.
  const rows = [...submissions].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const documents = await db.transaction(async (k) => {
    const fresh = await insertDocuments(k, rows)
    for (const id of fresh) created.add(id)
    await insertSubmissions(k, rows)
    const news = rows.filter(({ id }, index) => fresh.has(id) && rows[index - 1]?.id !== id)
    if (news.length > 0) await k.insertInto('audit_log').values(news.map(auditEntry)).execute()
    const ids = rows.map(({ id }) => id)
    return k.selectFrom('documents').selectAll().where('id', 'in', ids).execute()
  })
  const byId = new Map(documents.map((document) => [document.id, document]))
  // Of a content that came twice in one call the first is the new one.
  return submissions.map(({ id }) => ({ document: byId.get(id)!, created: created.delete(id) }))
}

async function insertDocuments(k: Transaction<Schema>, rows: readonly Submission[]): Promise<Set<string>> {
  const inserted = await k
    .insertInto('documents')
    .values(
      rows.map(({ id, name, size, password, at }) => ({
        ...{ id, name, size, password, state: 'waiting' as const, generation: 1, requeued: 0 },
        ...{ created_at: at, updated_at: at },
      })),
    )
    .onConflict((c) => c.doNothing())
    .returning('id')
    .execute()
  return new Set(inserted.map(({ id }) => id))
}

async function insertSubmissions(k: Transaction<Schema>, rows: readonly Submission[]): Promise<void> {
  await k
    .insertInto('submissions')
    .values(rows.map(({ id, batch, origin, name, at }) => ({ batch, document: id, origin, name, submitted_at: at })))
    .onConflict((c) => c.doNothing())
    .execute()
}

function auditEntry({ id, name, batch, origin, at }: Submission) {
  const detail_json = JSON.stringify({ name, batch, origin })
  return { at, who: 'submit', action: 'submitted', document: id, field: null, detail_json }
}
