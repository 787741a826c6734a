import type { Database } from './database/database.ts'

export type SubmittedAs = { readonly document: string; readonly origin: string; readonly name: string }

/** Under which names, and from where, documents were handed in with a batch. At most some thousand ids. */
export async function submittedAs(
  db: Database,
  batch: string,
  ids: readonly string[],
): Promise<readonly SubmittedAs[]> {
  if (ids.length === 0) return []
  return db.run((k) =>
    k
      .selectFrom('submissions')
      .select(['document', 'origin', 'name'])
      .distinct()
      .where('batch', '=', batch)
      .where('document', 'in', ids)
      .orderBy('document')
      .orderBy('origin')
      .orderBy('name')
      .execute(),
  )
}

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
