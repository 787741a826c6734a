import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Report } from '../../schemas/report.ts'
import { findDocument } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'
import { pageReadings } from '../../store/readings.ts'
import { reportText } from '../../store/report-text.ts'
import { findReport } from '../../store/reports.ts'
import type { Original } from '../outgoing.ts'

/** Reads a report's original once more, for its page readings. */
export type Reread = (bytes: Uint8Array, report: Report) => Promise<readonly PageReading[] | Problem>

/** The original of a document in a store, with the readings that its report was made of. */
export async function storedOriginal({ db, blobs }: Store, document: string): Promise<Original | Problem> {
  const bytes = await blobs.get(document)
  if (!bytes) return lost(document, 'its file is')
  const kept = await findReport(db, document)
  const rows = kept ? await pageReadings(db, document, kept.reader) : []
  const readings: PageReading[] = []
  for (const { blob } of rows) {
    const text = await reportText(blobs, blob)
    if (!text) return lost(document, 'readings of its pages are')
    readings.push(JSON.parse(Buffer.from(text).toString('utf8')) as PageReading)
  }
  const password = (await findDocument(db, document))?.password ?? null
  return readings.length > 0 ? { bytes, password, readings } : lost(document, 'the readings of its pages are')
}

/** What a store has no longer of a document, and what to do. */
export function lost(document: string, what: string): Problem {
  const message = `${what} no longer in the data folder; nianbao submit it again, then nianbao retry ${document.slice(0, 12)}`
  return { code: 'file-missing', message }
}
