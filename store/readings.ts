import { z } from 'zod'
import { Problem } from '../schemas/problem.ts'
import type { Database } from './database/database.ts'
import type { PageReadingsTable } from './schema.ts'

export type Opening = { readonly pages: number; readonly problems: readonly Problem[] }

/** Keeps what opening a document gave. The first word counts: a reader version opens a document in one way. */
export async function saveOpening(
  db: Database,
  { document, reader, pages, problems, at }: Opening & { document: string; reader: string; at: number },
): Promise<void> {
  const row = { document, reader, pages, problems_json: JSON.stringify(problems), created_at: at }
  await db.run((k) =>
    k
      .insertInto('openings')
      .values(row)
      .onConflict((c) => c.doNothing())
      .execute(),
  )
}

export async function findOpening(
  db: Database,
  document: string,
  reader: string,
): Promise<{ pages: number; problems: Problem[] } | null> {
  const row = await db.run((k) =>
    k
      .selectFrom('openings')
      .select(['pages', 'problems_json'])
      .where('document', '=', document)
      .where('reader', '=', reader)
      .executeTakeFirst(),
  )
  return row ? { pages: row.pages, problems: z.array(Problem).parse(JSON.parse(row.problems_json)) } : null
}

/** Keeps a page's reading. The first one counts, so that a page read twice, after a crash, does not change under a report. */
export async function savePageReading(db: Database, row: PageReadingsTable): Promise<void> {
  await db.run((k) =>
    k
      .insertInto('page_readings')
      .values(row)
      .onConflict((c) => c.doNothing())
      .execute(),
  )
}

/** A document's page readings by one reader version, in page order. */
export function pageReadings(db: Database, document: string, reader: string): Promise<PageReadingsTable[]> {
  return db.run((k) =>
    k
      .selectFrom('page_readings')
      .selectAll()
      .where('document', '=', document)
      .where('reader', '=', reader)
      .orderBy('page')
      .execute(),
  )
}
