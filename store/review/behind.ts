import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

/**
 * Documents of which somebody said something, from `since` on, after their report was made. Answers and reports are written with a line in
 * the audit log each, while the document is kept from others, so the order of the lines is theirs.
 */
export async function reportsBehind(db: Database, since = 0): Promise<string[]> {
  const { rows } = await db.run((k) =>
    sql<{ document: string }>`
      select a.document from audit_log a join documents d on d.id = a.document
      where d.state in ('done', 'review') and a.document in (select document from corrections where at >= ${since})
      and a.action in ('corrected', 'undone', 'assembled', 'reassembled')
      group by a.document
      having max(case when a.action in ('corrected', 'undone') then a.id else 0 end)
        > max(case when a.action in ('assembled', 'reassembled') then a.id else 0 end)
      order by a.document`.execute(k),
  )
  return rows.map(({ document }) => document)
}
