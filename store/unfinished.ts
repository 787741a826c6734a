import type { Database } from './database/database.ts'
import type { Document } from './documents.ts'
import { OPEN_STATES } from './moves.ts'

/** Documents whose order has not come to an end: those that somebody began first, then those that have waited longest. */
export function unfinishedDocuments(db: Database, limit: number): Promise<Document[]> {
  return db.run((k) =>
    k
      .selectFrom('documents')
      .selectAll()
      .where('state', 'in', OPEN_STATES)
      .orderBy('state') // running, waiting
      .orderBy('updated_at')
      .orderBy('id')
      .limit(limit)
      .execute(),
  )
}
