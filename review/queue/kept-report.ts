import type { Report } from '../../schemas/report.ts'
import type { Store } from '../../store/open.ts'
import { reportText } from '../../store/report-text.ts'
import { findReport } from '../../store/reports.ts'

/** The report of a document as it is kept; null where there is none or the store has lost its text. */
export async function keptReport(store: Store, document: string): Promise<Report | null> {
  const kept = await findReport(store.db, document)
  const bytes = kept && (await reportText(store.blobs, kept.blob))
  try {
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Report)
  } catch {
    return null
  }
}
