import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Database, DatabaseKind } from '../database/database.ts'
import type { DocumentState, Schema } from '../schema.ts'
import { documentsOf, type WantedAgency } from './agency.ts'

/**
 * What calls for somebody beside the state: an item that a person must decide on, one that somebody put off, fields all
 * settled while parts were not read, and a document that is read and is no report of a known form.
 */
export const LIST_MARKS = ['problematic', 'skipped', 'unread', 'foreign'] as const
export type ListMark = (typeof LIST_MARKS)[number]

/** Which documents to list, the newest first; what is left out does not narrow. */
export type ListFilter = {
  readonly state?: DocumentState | undefined
  readonly batch?: string | undefined
  readonly agency?: WantedAgency | undefined
  readonly year?: number | undefined
  readonly form?: string | undefined
  readonly mark?: ListMark | undefined
  /** The last id of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export type ListLine = {
  readonly id: string
  readonly name: string
  readonly state: DocumentState
  readonly pages: number | null
  readonly pagesRead: number
  readonly organization: string | null
  readonly year: number | null
  readonly form: string | null
  /** Fields of its report that wait for a person. */
  readonly open: number
  /** Its items that somebody put aside. */
  readonly problematic: number
  readonly skipped: number
  readonly code: string | null
  readonly message: string | null
  /** When it last changed: read, or corrected. */
  readonly at: number
}

/** Up to so many, the documents of a batch are gone through themselves; more are met soon enough among all documents. */
const SMALL_BATCH = 2000

/** A page of documents in the order in which they came, the newest first, and the id that the next page comes after. */
export async function listDocuments(
  db: Database,
  filter: ListFilter,
): Promise<{ documents: ListLine[]; next: string | null }> {
  const { limit } = filter
  return db.run(async (k) => {
    const page = await pageOf(k, db.kind, filter)
    if (!page) return { documents: [], next: null }
    const ids = (await page.limit(limit + 1).execute()).map(({ id }) => id)
    const documents = await linesOf(k, ids.slice(0, limit))
    return { documents, next: ids.length > limit ? ids[limit - 1]! : null }
  })
}

/** Some documents as a list shows them, in the order asked for; those that there are. At most some thousand ids. */
export function documentLines(db: Database, ids: readonly string[]): Promise<ListLine[]> {
  return db.run((k) => linesOf(k, ids))
}

type Page = SelectQueryBuilder<Schema, 'documents', { id: string }>

/** Null where the document that the page comes after is not known. */
async function pageOf(k: Kysely<Schema>, kind: DatabaseKind, filter: ListFilter): Promise<Page | null> {
  const { state, batch, agency, year, form, mark, after } = filter
  let query: Page = k.selectFrom('documents').select('id').orderBy('created_at', 'desc').orderBy('id', 'desc')
  if (state !== undefined) query = query.where('state', '=', state)
  if (agency !== undefined) query = query.where(await documentsOf(k, kind, agency))
  if (year !== undefined) query = query.where('year', '=', year)
  if (form !== undefined) query = query.where('form', '=', form)
  if (mark !== undefined) query = query.where(hasMark(mark))
  if (batch !== undefined) query = query.where(await isInBatch(k, batch))
  if (after === undefined) return query
  const last = await k.selectFrom('documents').select('created_at').where('id', '=', after).executeTakeFirst()
  return last ? query.where(sql<boolean>`(created_at, id) < (${last.created_at}, ${after})`) : null
}

function hasMark(mark: ListMark): RawBuilder<boolean> {
  if (mark === 'unread') {
    return sql<boolean>`(documents.state = 'review' and not exists (
      select 1 from reports as r where r.document = documents.id and r.review > 0))`
  }
  if (mark === 'foreign') return sql<boolean>`(documents.state in ('done', 'review') and documents.form is null)`
  return sql<boolean>`documents.id in (select q.document from review_queue as q where ${sql.ref(`q.${mark}`)} > 0)`
}

async function isInBatch(k: Kysely<Schema>, batch: string) {
  const few = await k
    .selectFrom('submissions')
    .select('document')
    .distinct()
    .where('batch', '=', batch)
    .limit(SMALL_BATCH + 1)
    .execute()
  if (few.length <= SMALL_BATCH) {
    return sql<boolean>`documents.id in (select document from submissions where batch = ${batch})`
  }
  // A document is at least as old as its handing-in, so the walk may begin where the batch ends.
  const { end } = await k
    .selectFrom('submissions')
    .select((e) => e.fn.max('submitted_at').as('end'))
    .where('batch', '=', batch)
    .executeTakeFirstOrThrow()
  return sql<boolean>`(documents.created_at <= ${end} and exists (
    select 1 from submissions as s where s.batch = ${batch} and s.document = documents.id))`
}

async function linesOf(k: Kysely<Schema>, ids: readonly string[]): Promise<ListLine[]> {
  if (ids.length === 0) return []
  const rows = await k
    .selectFrom('documents as d')
    .leftJoin('reports as r', 'r.document', 'd.id')
    .leftJoin('review_queue as q', 'q.document', 'd.id')
    .select(['d.id', 'd.name', 'd.state', 'd.pages', 'd.organization', 'd.year', 'd.form'])
    .select(['d.code', 'd.message', 'd.updated_at as at'])
    .select([
      sql<number>`coalesce(r.review, 0)`.as('open'),
      sql<number>`coalesce(q.problematic, 0)`.as('problematic'),
      sql<number>`coalesce(q.skipped, 0)`.as('skipped'),
      sql<number>`(select count(*) from page_readings as p where p.document = d.id and p.reader = (
        select o.reader from openings as o where o.document = d.id order by o.created_at desc, o.reader limit 1
      ))`.as('pagesRead'),
    ])
    .where('d.id', 'in', ids)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
