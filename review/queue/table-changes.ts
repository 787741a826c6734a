import type { Report } from '../../schemas/report.ts'
import { noteInTransaction } from '../../store/audit.ts'
import type { Database } from '../../store/database/database.ts'

/** How the audit log calls what a table's mark, or taking one back, made of the fields. */
export const REREAD_FIELDS = 'fields-changed'

export type MarkedOrder = {
  readonly document: string
  readonly who: string
  readonly at: number
  /** By subject, the corrections that were just taken. */
  readonly corrections: Readonly<Record<string, string>>
  readonly before: Report
  readonly after: Report
}

/** Puts on record which fields say something else since tables were marked, so that their own histories tell of it. */
export async function noteTableChanges(db: Database, order: MarkedOrder): Promise<void> {
  const { document, who, at, corrections, before, after } = order
  const marks = Object.entries(corrections).filter(([subject]) => isTable(subject))
  const fields = changedFields(before, after)
  if (marks.length === 0 || fields.length === 0) return
  await db.transaction(async (k) => {
    for (const [field, correction] of marks) {
      const detail = { correction, fields }
      await noteInTransaction(k, { at, who, action: REREAD_FIELDS, document, field, detail })
    }
  })
}

/** Whether a correction's subject is a table and no field. */
export function isTable(subject: string): boolean {
  return subject.startsWith('table:')
}

function changedFields({ fields: before }: Report, { fields: after }: Report): readonly string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...ids].filter((id) => before[id]?.value !== after[id]?.value || before[id]?.state !== after[id]?.state)
}
