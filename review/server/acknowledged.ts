import { addAudit } from '../../store/audit.ts'
import type { Database } from '../../store/database/database.ts'
import type { Acknowledged } from '../api/documents.ts'

const ACTION = 'acknowledged'

/**
 * Puts on record that somebody knows what was not read of a document and takes it as it is. The report goes on saying
 * that it is not whole; read again, the document has to be looked at again.
 */
export async function acknowledge(
  db: Database,
  {
    document,
    note,
    ...by
  }: { readonly document: string; readonly who: string; readonly at: number; readonly note: string },
): Promise<void> {
  const generation = (await generationsOf(db, [document])).get(document) ?? 0
  await addAudit(db, { ...by, action: ACTION, document, detail_json: JSON.stringify({ generation, note }) })
}

/** Who took which of these documents as they are, since they were last read; the latest word of each. */
export async function acknowledgedOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, Acknowledged>> {
  if (ids.length === 0) return new Map()
  const entries = await db.run((k) =>
    k
      .selectFrom('audit_log')
      .select(['document', 'who', 'at', 'detail_json'])
      .where('document', 'in', [...ids])
      .where('action', '=', ACTION)
      .orderBy('id')
      .execute(),
  )
  if (entries.length === 0) return new Map()
  const generations = await generationsOf(db, ids)
  return new Map(
    entries.flatMap(({ document, who, at, detail_json }) => {
      const { generation, note } = JSON.parse(detail_json) as { generation: number; note: string }
      const now = document !== null && generations.get(document) === generation
      return now ? [[document, { who, at: Number(at), note }] as const] : []
    }),
  )
}

async function generationsOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.run((k) =>
    k
      .selectFrom('documents')
      .select(['id', 'generation'])
      .where('id', 'in', [...ids])
      .execute(),
  )
  return new Map(rows.map(({ id, generation }) => [id, Number(generation)]))
}
