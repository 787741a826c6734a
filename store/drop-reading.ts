import type { Database } from './database/database.ts'

/** Forgets a page's reading whose blob the store has lost, so that the page is read again. */
export async function dropPageReading(db: Database, document: string, page: number, reader: string): Promise<void> {
  await db.run((k) =>
    k
      .deleteFrom('page_readings')
      .where('document', '=', document)
      .where('page', '=', page)
      .where('reader', '=', reader)
      .execute(),
  )
}
