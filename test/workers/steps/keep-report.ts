import { expect } from 'vitest'
import { normalizeAgency } from '../../../pipeline/years/agency.ts'
import type { Report } from '../../../schemas/report.ts'
import { registerDocument, reopenDocument, startDocument } from '../../../store/documents.ts'
import type { Store } from '../../../store/open.ts'
import { keepReportText } from '../../../store/report-text.ts'
import { saveReport } from '../../../store/reports.ts'
import { tallyOf } from '../../../workers/tally.ts'

/** Registers a document, saves its report as assembling does, and gives its id. */
export async function save(store: Store, report: Report): Promise<string> {
  const { sha256: id, name } = report.source
  const at = 1_700_000_000_000
  const { document } = await registerDocument(store.db, {
    id,
    name,
    size: 1,
    password: null,
    batch: 'b',
    origin: '/',
    at,
  })
  const isNew = document.state === 'waiting'
  const reopened = isNew ? null : await reopenDocument(store.db, id, [document.state], 'test', 'retry', at)
  const generation = reopened ?? document.generation
  await startDocument(store.db, id, generation, at)
  const text = `${JSON.stringify(report, null, 2)}\n`
  const organization = report.fields['document.organization']?.value
  const year = report.fields['document.year']?.value
  const saved = await saveReport(store.db, {
    document: id,
    generation,
    blob: await keepReportText(store.blobs, text),
    reader: 'reader',
    rules: 'rules',
    state: report.review.needed ? 'review' : 'done',
    tally: tallyOf(report),
    organization: typeof organization === 'string' ? organization : null,
    agency: typeof organization === 'string' ? normalizeAgency(organization) : null,
    year: typeof year === 'number' ? year : null,
    form: report.document.form,
    checksFailed: report.checks.filter(({ outcome }) => outcome === 'fail').length,
    items: [],
    at,
  })
  expect(saved).toBe(true)
  return id
}
