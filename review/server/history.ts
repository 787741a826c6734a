import { auditOf } from '../../store/audit.ts'
import { correctionsOf } from '../../store/corrections.ts'
import type { Database } from '../../store/database/database.ts'
import type { HistoryEntry } from '../api/documents.ts'

/** How the log calls what is done with an item without saying what it holds. */
const ASIDES = ['skipped', 'problematic', 'open']

/** What people said of a document's fields, or of one of them, and what they put aside, oldest first. */
export async function historyOf(db: Database, document: string, field?: string): Promise<HistoryEntry[]> {
  const said = (await correctionsOf(db, document)).map(
    ({ at, who, field: subject, before_json, after_json, why }): HistoryEntry => ({
      ...{ at, who, subject, why },
      before: JSON.parse(before_json),
      after: JSON.parse(after_json),
    }),
  )
  const put = (await auditOf(db, document)).flatMap(
    ({ at, who, action, field: subject, detail_json }): HistoryEntry[] =>
      subject !== null && ASIDES.includes(action)
        ? [{ at, who, subject, before: null, after: null, why: action, note: noteIn(detail_json) }]
        : [],
  )
  return [...said, ...put].filter(({ subject }) => field === undefined || subject === field).sort((a, b) => a.at - b.at)
}

function noteIn(detail_json: string): string {
  const { note } = JSON.parse(detail_json) as { note?: string }
  return note ?? ''
}
