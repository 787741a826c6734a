import { normalizeAgency } from '../../pipeline/years/agency.ts'
import { correctionsOf, toCorrection } from '../../store/corrections.ts'
import { type Document, failDocument } from '../../store/documents.ts'
import { dropPageReading } from '../../store/drop-reading.ts'
import { findOpening, pageReadings } from '../../store/readings.ts'
import { keepReportText } from '../../store/report-text.ts'
import { saveReport } from '../../store/reports.ts'
import type { PageReadingsTable } from '../../store/schema.ts'
import type { Assembled } from '../readers/tasks.ts'
import { tryAgain } from './attempts.ts'
import { answered, DONE, failureOf, type StepContext, type StepEnd } from './context.ts'
import { linkYears } from './link-years.ts'

/**
 * Makes the report of a document from its kept page readings and what people said of it, keeps it, and compares it with
 * its neighbours in time. `incomplete` where the opening or some page has not been read by this version of the reader.
 */
export async function assembleDocument(
  context: StepContext,
  document: Document,
): Promise<StepEnd | { readonly kind: 'incomplete' }> {
  const { store, readers, versions, metrics, log, now } = context
  const { id, generation, name } = document
  const started = now()
  const opening = await findOpening(store.db, id, versions.reader)
  if (!opening) return { kind: 'incomplete' }
  const rows = await pageReadings(store.db, id, versions.reader)
  const files = await readingFiles(context, rows)
  if (!files || files.length < opening.pages) return { kind: 'incomplete' }
  const { pages, problems } = opening
  const corrections = (await correctionsOf(store.db, id)).map(toCorrection)
  const task = { name, sha256: id, pages, problems, corrections, readings: files }
  const result = answered(await readers.assemble(task))
  if (result.kind === 'stopped') return result
  if (result.kind !== 'assembled') {
    const torn =
      result.kind === 'problem' && result.problem.code === 'file-unreadable' ? result.problem.page : undefined
    if (torn !== undefined) await dropPageReading(store.db, id, torn, versions.reader)
    const again = await tryAgain(context, document, 'assemble', null, result)
    if (torn !== undefined) return { kind: 'incomplete' }
    if (again) return again
    const { problem } = failureOf(result)
    if (await failDocument(store.db, id, generation, problem, now())) metrics.documentEnded('failed', 0, 0)
    return DONE
  }
  metrics.stage('assemble', (now() - started) / 1000)
  const state = await keep(context, document, result, corrections.length)
  if (state === 'again') return assembleDocument(context, document)
  const linking = now()
  await linkYears(store, id)
  metrics.stage('link', (now() - linking) / 1000)
  if (state) {
    const { accepted, review } = result.tally
    metrics.documentEnded(state, accepted, review)
    log.info('report made', { document: id, generation, pages, state, review, seconds: (now() - started) / 1000 })
  }
  return DONE
}

/** The state that the document came into; null where its order had been withdrawn, `again` where people said more meanwhile. */
async function keep(
  context: StepContext,
  document: Document,
  made: Assembled,
  corrections: number,
): Promise<'done' | 'review' | 'again' | null> {
  const { store, versions, metrics, now } = context
  const started = now()
  const { tally, organization, year, form, checksFailed, items } = made
  const state = tally.needed ? 'review' : 'done'
  const blob = await keepReportText(store.blobs, made.report)
  const saved = await saveReport(store.db, {
    document: document.id,
    generation: document.generation,
    blob,
    ...versions,
    state,
    tally,
    organization,
    agency: organization === null ? null : normalizeAgency(organization),
    year,
    form,
    checksFailed,
    items,
    corrections,
    at: now(),
  })
  if (saved === 'again') return saved
  metrics.stage('store', (now() - started) / 1000)
  return saved ? state : null
}

/** The readings as files, in page order; null where the store has lost one, which is then no longer known as read. */
async function readingFiles(
  { store }: StepContext,
  rows: readonly PageReadingsTable[],
): Promise<readonly string[] | null> {
  const files: string[] = []
  for (const { document, page, reader, blob } of rows) {
    const file = await store.blobs.fileOf(blob)
    if (file !== null) files.push(file)
    else await dropPageReading(store.db, document, page, reader)
  }
  return files.length === rows.length ? files : null
}
