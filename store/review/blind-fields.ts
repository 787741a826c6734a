import type { Database } from '../database/database.ts'
import { mayRead } from './eligible.ts'

/** Fields of a document that somebody may still read second, and so without knowing what the first reader said. */
export async function blindFields(db: Database, document: string, who: string): Promise<ReadonlySet<string>> {
  const rows = await db.run((k) =>
    k
      .selectFrom('second_readings as s')
      .select('s.field')
      .where('s.document', '=', document)
      .where('s.kind', '=', 'second')
      .where(mayRead(who))
      .execute(),
  )
  return new Set(rows.map(({ field }) => field))
}

/** Whether somebody has a document for himself, or had it last and nobody took it since. */
export async function hasLease(db: Database, document: string, who: string): Promise<boolean> {
  const row = await db.run((k) =>
    k
      .selectFrom('review_queue')
      .select('document')
      .where('document', '=', document)
      .where('owner', '=', who)
      .executeTakeFirst(),
  )
  return row !== undefined
}
