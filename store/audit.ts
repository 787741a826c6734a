import type { Insertable, Selectable, Transaction } from 'kysely'
import type { Database } from './database/database.ts'
import type { AuditLogTable, Schema } from './schema.ts'

export type AuditEntry = Insertable<AuditLogTable>

/** Puts on record what was done, by whom and when. The very same entry again, to the millisecond, is the same event. */
export async function addAudit(db: Database, entry: AuditEntry): Promise<void> {
  await db.transaction(async (k) => {
    const known = await k
      .selectFrom('audit_log')
      .select('id')
      .where('document', 'is not distinct from', entry.document ?? null)
      .where('field', 'is not distinct from', entry.field ?? null)
      .where('at', '=', entry.at)
      .where('who', '=', entry.who)
      .where('action', '=', entry.action)
      .where('detail_json', '=', entry.detail_json)
      .executeTakeFirst()
    if (!known) await k.insertInto('audit_log').values(entry).execute()
  })
}

/** What was done to a document, first things first. */
export function auditOf(db: Database, document: string): Promise<Selectable<AuditLogTable>[]> {
  return db.run((k) => k.selectFrom('audit_log').selectAll().where('document', '=', document).orderBy('id').execute())
}

/** The same as a part of a transaction that is done once or not at all. */
export async function noteInTransaction(
  k: Transaction<Schema>,
  entry: { at: number; who: string; action: string; document: string; field?: string; detail?: unknown },
): Promise<void> {
  const { detail = {}, field = null, ...rest } = entry
  await k
    .insertInto('audit_log')
    .values({ ...rest, field, detail_json: JSON.stringify(detail) })
    .execute()
}
