import { TableMark } from '../../schemas/correction.ts'
import { auditOf } from '../../store/audit.ts'
import { correctionsOf } from '../../store/corrections.ts'
import type { Database } from '../../store/database/database.ts'
import type { CorrectionsTable } from '../../store/schema.ts'
import type { HistoryEntry } from '../api/documents.ts'
import { isTable, REREAD_FIELDS } from '../queue/table-changes.ts'

/** How the log calls what is done with an item without saying what it holds. */
const ASIDES = ['skipped', 'problematic', 'open']

type Log = Awaited<ReturnType<typeof auditOf>>

/**
 * What people said of a document's fields, or of one of them with the tables' marks that changed it, where they only
 * confirmed what stood, and what they put aside, oldest first.
 */
export async function historyOf(db: Database, document: string, field?: string): Promise<HistoryEntry[]> {
  const log = await auditOf(db, document)
  const changes = changesIn(log)
  const corrections = await correctionsOf(db, document)
  const said = corrections.flatMap(({ id, at, who, field: subject, before_json, after_json, why }): HistoryEntry[] => {
    const [before, after] = [JSON.parse(before_json), JSON.parse(after_json)] as [unknown, unknown]
    const isMeant =
      field === undefined ||
      subject === field ||
      (isTable(subject) && (changes.get(id)?.has(field) ?? [before, after].some((mark) => names(mark, field))))
    return isMeant ? [{ at, who, subject, why, before, after }] : []
  })
  const put = log.flatMap(({ at, who, action, field: subject, detail_json }): HistoryEntry[] =>
    subject !== null && ASIDES.includes(action) && (field === undefined || subject === field)
      ? [{ at, who, subject, before: null, after: null, why: action, note: noteIn(detail_json) }]
      : [],
  )
  const confirmed = confirmationsIn(log, corrections).filter(({ subject }) => field === undefined || subject === field)
  return [...said, ...confirmed, ...put].sort((a, b) => a.at - b.at)
}

/** Later readers who said what stood already, and where they took that back: no correction tells of either. */
function confirmationsIn(log: Log, corrections: readonly CorrectionsTable[]): HistoryEntry[] {
  const saidIn = new Map(corrections.map(({ id, after_json }) => [id, JSON.parse(after_json) as unknown]))
  const changed = new Set(corrections.map(({ at, who, field }) => JSON.stringify([at, who, field])))
  const confirmed = new Map<string, unknown>()
  return log.flatMap(({ at, who, action, field: subject, detail_json }): HistoryEntry[] => {
    if (subject === null || changed.has(JSON.stringify([at, who, subject]))) return []
    const one = JSON.stringify([who, subject])
    if (action === 'confirmed') {
      const { correction } = JSON.parse(detail_json) as { correction: string | null }
      confirmed.set(one, saidIn.get(correction ?? '') ?? null)
    } else if (action !== 'undone') return []
    const value = confirmed.get(one) ?? null
    return [{ at, who, subject, before: value, after: value, why: action === 'undone' ? 'undo' : action }]
  })
}

/** Which fields a mark changed, by its correction's id; of marks that are older than this record nothing is known. */
function changesIn(log: Log): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    log.flatMap(({ action, detail_json }) => {
      if (action !== REREAD_FIELDS) return []
      const { correction, fields } = JSON.parse(detail_json) as { correction: string; fields: string[] }
      return [[correction, new Set(fields)] as const]
    }),
  )
}

/** Whether a mark names the form's table that a field stands in. */
function names(mark: unknown, field: string): boolean {
  const { data } = TableMark.safeParse(mark)
  return data?.table !== undefined && data.table === field.split('.')[0]
}

function noteIn(detail_json: string): string {
  const { note } = JSON.parse(detail_json) as { note?: string }
  return note ?? ''
}
