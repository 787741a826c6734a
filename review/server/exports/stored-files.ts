import { lost } from '../../../export/sources/original.ts'
import type { Problem } from '../../../schemas/problem.ts'
import { findDocument } from '../../../store/documents.ts'
import type { Store } from '../../../store/open.ts'
import { pageReadings } from '../../../store/readings.ts'
import { findReport } from '../../../store/reports.ts'
import type { StoredFiles } from './making/protocol.ts'

/** Where a document and the readings that its report was made of lie on this machine; a problem where some are lost. */
export async function storedFiles({ db, blobs }: Store, document: string): Promise<StoredFiles | Problem> {
  const original = await blobs.fileOf(document)
  if (original === null) return lost(document, 'its file is')
  const kept = await findReport(db, document)
  const rows = kept ? await pageReadings(db, document, kept.reader) : []
  const readings: string[] = []
  for (const { blob } of rows) {
    const path = await blobs.fileOf(blob)
    if (path === null) return lost(document, 'readings of its pages are')
    readings.push(path)
  }
  const password = (await findDocument(db, document))?.password ?? null
  return readings.length > 0 ? { original, password, readings } : lost(document, 'the readings of its pages are')
}
