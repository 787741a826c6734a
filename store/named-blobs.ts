import { type Kysely, sql } from 'kysely'
import type { Database } from './database/database.ts'
import type { Schema } from './schema.ts'

/** Rows that are held in memory at a time. */
const AT_ONCE = 5000

/**
 * The hashes of all contents that the database names: of documents, page readings and reports. Reports that were not yet
 * compared with their neighbours name their forerunners too, whose neighbours have to be told.
 */
export async function namedBlobs(db: Database): Promise<ReadonlySet<string>> {
  const named = new Set<string>()
  for await (const { id } of each(db, documents)) named.add(id)
  for await (const { blob } of each(db, readings)) named.add(blob)
  for await (const { blob } of each(db, reports)) named.add(blob)
  for (const blob of await forerunners(db)) named.add(blob)
  return named
}

/** Goes through a table by its key; what is added behind the cursor meanwhile is younger than anybody asks about. */
async function* each<Row>(
  db: Database,
  page: (k: Kysely<Schema>, after: Row | undefined) => Promise<Row[]>,
): AsyncGenerator<Row> {
  for (let last: Row | undefined; ; ) {
    const rows = await db.run((k) => page(k, last))
    yield* rows
    last = rows.at(-1)
    if (rows.length < AT_ONCE) return
  }
}

function documents(k: Kysely<Schema>, after: { id: string } | undefined) {
  const query = k.selectFrom('documents').select('id').orderBy('id').limit(AT_ONCE)
  return (after ? query.where('id', '>', after.id) : query).execute()
}

type Reading = { document: string; reader: string; page: number; blob: string }

function readings(k: Kysely<Schema>, after: Reading | undefined): Promise<Reading[]> {
  const query = k
    .selectFrom('page_readings')
    .select(['document', 'reader', 'page', 'blob'])
    .orderBy('document')
    .orderBy('reader')
    .orderBy('page')
    .limit(AT_ONCE)
  if (!after) return query.execute()
  const { document, reader, page } = after
  return query.where(sql<boolean>`(document, reader, page) > (${document}, ${reader}, ${page})`).execute()
}

function reports(k: Kysely<Schema>, after: { document: string; blob: string } | undefined) {
  const query = k.selectFrom('reports').select(['document', 'blob']).orderBy('document').limit(AT_ONCE)
  return (after ? query.where('document', '>', after.document) : query).execute()
}

async function forerunners(db: Database): Promise<string[]> {
  const rows = await db.run((k) =>
    k
      .selectFrom('reports as r')
      .innerJoin('audit_log as a', 'a.document', 'r.document')
      .select('a.detail_json')
      .where('r.linked', '=', 0)
      .where('a.action', '=', 'assembled')
      .execute(),
  )
  return rows.flatMap(({ detail_json }) => (JSON.parse(detail_json) as { readonly blob?: string }).blob ?? [])
}
