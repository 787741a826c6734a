import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely'
import type { Database } from './database/database.ts'
import type { DocumentState, DocumentsTable, Schema } from './schema.ts'

export {
  cancelDocument,
  countRequeue,
  failDocument,
  reopenDocument,
  setPages,
  startDocument,
} from './moves.ts'
export { type Registered, registerDocument, registerDocuments, type Submission } from './register.ts'

export type Document = Selectable<DocumentsTable>

export async function findDocument(db: Database, id: string): Promise<Document | null> {
  const document = await db.run((k) => k.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirst())
  return document ?? null
}

/** Which documents to list; what is left out does not narrow. At most some thousand `ids`. */
export type DocumentFilter = {
  readonly states?: readonly DocumentState[] | undefined
  readonly batch?: string | undefined
  readonly ids?: readonly string[] | undefined
  /** The last id of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Documents in the order of their ids, a page of at most `limit` at a time. */
export async function documentsIn(db: Database, filter: DocumentFilter): Promise<Document[]> {
  const { states, ids, batch, limit } = filter
  if (states?.length === 0 || ids?.length === 0) return []
  return db.run((k) => {
    if (batch !== undefined) return inBatch(k, batch, filter).execute()
    // A page of each state and the first of all these: so each takes its index, however rare or common the state is.
    const [first, ...rest] = (states ?? [null]).map((state) => page(k, filter, state))
    if (rest.length === 0) return first!.execute()
    const all = rest.reduce<typeof first>((union, one) => union!.unionAll(boxed(k, one)), boxed(k, first!))
    return k.selectFrom(all!.as('d')).selectAll().orderBy('id').limit(limit).execute()
  })
}

type Query = SelectQueryBuilder<Schema, 'documents', Document>

function page(k: Kysely<Schema>, { ids, after, limit }: DocumentFilter, state: DocumentState | null): Query {
  let query: Query = k.selectFrom('documents').selectAll().orderBy('id').limit(limit)
  if (state) query = query.where('state', '=', state)
  if (ids) query = query.where('id', 'in', ids)
  return after === undefined ? query : query.where('id', '>', after)
}

/** SQLite takes a limit within a union only in a query of its own. */
function boxed(k: Kysely<Schema>, query: Query): Query {
  return k.selectFrom(query.as('documents')).selectAll() as unknown as Query
}

/** Goes by the batch's submissions, which are fewer than all documents; a document may have come twice in one batch. */
function inBatch(k: Kysely<Schema>, batch: string, { states, ids, after, limit }: DocumentFilter) {
  let members = k.selectFrom('submissions').select('document').distinct().where('batch', '=', batch)
  if (after !== undefined) members = members.where('document', '>', after)
  let query = k
    .selectFrom(members.as('m'))
    .innerJoin('documents', 'documents.id', 'm.document')
    .selectAll('documents')
    .orderBy('m.document')
    .limit(limit)
  if (states) query = query.where('documents.state', 'in', states)
  if (ids) query = query.where('m.document', 'in', ids)
  return query
}

/**
 * Documents that a person means: by id, by the beginning of ids (6 hex digits or more), or else by a name under which
 * they were handed in. In the order of their ids; none where nothing fits.
 */
export async function resolveIds(db: Database, text: string): Promise<string[]> {
  if (/^[0-9a-f]{6,64}$/i.test(text)) {
    const prefix = text.toLowerCase()
    // `g` comes right after the last hex digit.
    const byId = await db.run((k) =>
      k
        .selectFrom('documents')
        .select('id')
        .where('id', '>=', prefix)
        .where('id', '<', `${prefix}g`)
        .orderBy('id')
        .execute(),
    )
    if (byId.length > 0) return byId.map(({ id }) => id)
  }
  const byName = await db.run((k) =>
    k.selectFrom('submissions').select('document').distinct().where('name', '=', text).orderBy('document').execute(),
  )
  return byName.map(({ document }) => document)
}
