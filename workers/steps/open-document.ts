import { type Document, failDocument, setPages } from '../../store/documents.ts'
import { findOpening, pageReadings, saveOpening } from '../../store/readings.ts'
import { tryAgain } from './attempts.ts'
import { answered, failureOf, type StepContext, type StepEnd } from './context.ts'
import { sourceFile } from './source-file.ts'

/**
 * Opens a document, unless this version of the reader has done so, and tells which of its pages (1-based) it has not
 * read yet. A document that cannot be opened has failed.
 */
export async function openDocument(
  context: StepContext,
  document: Document,
): Promise<StepEnd | { readonly kind: 'opened'; readonly unread: readonly number[] }> {
  const { store, versions, now } = context
  const { id, generation } = document
  const pages = (await findOpening(store.db, id, versions.reader))?.pages ?? (await openNow(context, document))
  if (typeof pages !== 'number') return pages
  await setPages(store.db, id, generation, pages, now())
  const read = new Set((await pageReadings(store.db, id, versions.reader)).map(({ page }) => page))
  const all = Array.from({ length: pages }, (_, index) => index + 1)
  return { kind: 'opened', unread: all.filter((page) => !read.has(page)) }
}

async function openNow(context: StepContext, document: Document): Promise<number | StepEnd> {
  const { store, readers, versions, metrics, log, now } = context
  const started = now()
  const source = await sourceFile(store, document)
  const result = answered('kind' in source ? source : await readers.open(source))
  if (result.kind === 'stopped') return result
  if (result.kind !== 'opened') {
    const again = await tryAgain(context, document, 'open', null, result)
    if (again) return again
    const { problem } = failureOf(result)
    if (await failDocument(store.db, document.id, document.generation, problem, now())) {
      metrics.documentEnded('failed', 0, 0)
      log.warn('document failed', { document: document.id, code: problem.code })
    }
    return { kind: 'done' }
  }
  const { pages, problems } = result
  await saveOpening(store.db, { document: document.id, reader: versions.reader, pages, problems, at: now() })
  metrics.stage('open', (now() - started) / 1000)
  return pages
}
