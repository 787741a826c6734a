import type { Report } from '../../schemas/report.ts'
import type { Database } from '../database/database.ts'
import { lockDocument } from '../moves.ts'
import { isDrawn } from './draw.ts'
import { lastWords } from './open-items.ts'
import { refreshQueue } from './queue-row.ts'

export type SampleOrder = {
  readonly document: string
  readonly fields: Report['fields']
  /** Of the accepted fields, how many are looked at: 0 … 1. */
  readonly share: number
  readonly at: number
}

const AT_ONCE = 1000

/**
 * Draws accepted fields of a document's report for a look, after it was saved: the measure of silent errors. The same
 * fields are drawn whenever it is done, those aside that somebody has corrected meanwhile. Gives how many there are.
 */
export async function drawSamples(db: Database, { document, fields, share, at }: SampleOrder): Promise<number> {
  const drawn = Object.entries(fields).filter(
    ([field, { review }]) => !review && isDrawn('sample', document, field, share),
  )
  return db.transaction(async (k) => {
    if (!(await lockDocument(k, db.kind, document))) return 0
    const before = await k.selectFrom('samples').selectAll().where('document', '=', document).execute()
    if (before.length === 0 && drawn.length === 0) return 0
    const since = new Map(before.map(({ field, drawn_at }) => [field, drawn_at]))
    const words = await lastWords(k, document)
    await k.deleteFrom('samples').where('document', '=', document).execute()
    const rows = drawn
      .filter(([field]) => since.has(field) || (words.get(field)?.after_json ?? 'null') === 'null')
      .map(([field, { page }]) => ({ document, field, page: page ?? null, drawn_at: since.get(field) ?? at }))
    for (let start = 0; start < rows.length; start += AT_ONCE) {
      await k
        .insertInto('samples')
        .values(rows.slice(start, start + AT_ONCE))
        .execute()
    }
    await refreshQueue(k, document)
    return rows.length
  })
}
