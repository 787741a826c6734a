import type { Database } from './database/database.ts'

/** When, from `since` on, a page was first read or a document first came to an end; null where neither happened. Milliseconds since 1970. */
export async function firstWorkSince(db: Database, since: number): Promise<number | null> {
  const times = await db.run((k) =>
    k
      .selectFrom('documents')
      .select((e) => e.fn.min('ended_at').as('first'))
      .where('ended_at', '>=', since)
      .unionAll(
        k
          .selectFrom('page_readings')
          .select((e) => e.fn.min('created_at').as('first'))
          .where('created_at', '>=', since),
      )
      .execute(),
  )
  const known = times.flatMap(({ first }) => (first === null ? [] : Number(first)))
  return known.length > 0 ? Math.min(...known) : null
}
