import type { Database } from '../../store/database/database.ts'
import { blindFields, hasLease } from '../../store/review/blind-fields.ts'
import type { HistoryEntry } from '../api/documents.ts'
import type { Role } from '../api/session.ts'

/**
 * A document's history as somebody may see it. Of a field that waits for its second reader, whoever may be that one learns
 * who spoke and when, not what they said; notes of what was put aside stay, which the review shows as well. Those who never review see all; so do admins, unless they have the document.
 */
export async function historyFor(
  db: Database,
  { document, who, role }: { readonly document: string; readonly who: string; readonly role: Role },
  entries: HistoryEntry[],
): Promise<HistoryEntry[]> {
  const maySettle = role === 'reviewer' || (role === 'admin' && (await hasLease(db, document, who)))
  if (!maySettle) return entries
  const blind = await blindFields(db, document, who)
  return entries.map((entry) =>
    blind.has(entry.subject) && entry.note === undefined
      ? { at: entry.at, who: entry.who, subject: entry.subject, before: null, after: null, why: '', withheld: true }
      : entry,
  )
}
