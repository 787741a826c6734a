import type { Database } from './database/database.ts'

/**
 * Since when a version of the reader is in use here, by the first document that it opened, in milliseconds since 1970:
 * what failed before failed with another one. Infinity where only others have opened documents, 0 where nobody has.
 */
export async function readerSince(db: Database, reader: string): Promise<number> {
  const own = await db.run((k) =>
    k
      .selectFrom('openings')
      .select((e) => e.fn.min('created_at').as('first'))
      .where('reader', '=', reader)
      .executeTakeFirst(),
  )
  if (own?.first !== null && own?.first !== undefined) return Number(own.first)
  const other = await db.run((k) => k.selectFrom('openings').select('document').limit(1).executeTakeFirst())
  return other ? Number.POSITIVE_INFINITY : 0
}
