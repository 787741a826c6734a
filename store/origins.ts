import type { Database } from './database/database.ts'

/** Where documents came from: of each the first of its origins by their bytes. At most some thousand ids. */
export async function originsOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.run((k) =>
    k
      .selectFrom('submissions')
      .select((e) => ['document', e.fn.min('origin').as('origin')])
      .where('document', 'in', ids)
      .groupBy('document')
      .execute(),
  )
  return new Map(rows.map(({ document, origin }) => [document, origin]))
}
