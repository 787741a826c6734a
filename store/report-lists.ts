import { sql } from 'kysely'
import type { Database } from './database/database.ts'
import type { DocumentState } from './schema.ts'

/** A report among others of its agency. `generation` and `state` are its document's, `review` counts fields. */
export type AgencyReport = {
  document: string
  name: string
  state: DocumentState
  generation: number
  year: number
  form: string | null
  blob: string
  reader: string
  rules: string
  review: number
  checks_failed: number
  linked: number
}

export type ReportEntry = {
  document: string
  name: string
  blob: string
  state: DocumentState
  year: number | null
  organization: string | null
}

/** Documents whose current reports have not been compared with their neighbours, at most `limit`, in the order of their ids. */
export async function unlinkedReports(db: Database, limit: number): Promise<string[]> {
  const rows = await db.run((k) =>
    k
      .selectFrom('reports')
      .select('document')
      // Written out, not bound, or the planners could not tell that the partial index fits.
      .where(sql<boolean>`linked = 0`)
      .orderBy('document')
      .limit(limit)
      .execute(),
  )
  return rows.map(({ document }) => document)
}

/** The current reports of an agency (normalized name) for some years, by year and document. */
export async function reportsOfAgency(db: Database, agency: string, years: readonly number[]): Promise<AgencyReport[]> {
  if (years.length === 0) return []
  const rows = await db.run((k) =>
    k
      .selectFrom('documents as d')
      .innerJoin('reports as r', 'r.document', 'd.id')
      .select(['d.id as document', 'd.name', 'd.state', 'd.generation', 'd.year', 'd.form'])
      .select(['r.blob', 'r.reader', 'r.rules', 'r.review', 'r.checks_failed', 'r.linked'])
      .where('d.agency', '=', agency)
      .where('d.year', 'in', years)
      .orderBy('d.year')
      .orderBy('d.id')
      .$narrowType<{ year: number }>()
      .execute(),
  )
  return rows
}

/** Current reports in the order of their documents' ids, a page of at most `limit` at a time; `after` is the last id of the page before. */
export async function reportsIn(
  db: Database,
  { batch, after, limit }: { batch?: string | undefined; after?: string | undefined; limit: number },
): Promise<ReportEntry[]> {
  return db.run((k) => {
    let query = k
      .selectFrom('reports as r')
      .innerJoin('documents as d', 'd.id', 'r.document')
      .select(['r.document', 'd.name', 'r.blob', 'd.state', 'd.year', 'd.organization'])
      .orderBy('r.document')
      .limit(limit)
    if (after !== undefined) query = query.where('r.document', '>', after)
    if (batch === undefined) return query.execute()
    return query
      .where((e) =>
        e.exists(
          e
            .selectFrom('submissions as s')
            .select('s.document')
            .where('s.batch', '=', batch)
            .whereRef('s.document', '=', 'r.document'),
        ),
      )
      .execute()
  })
}
