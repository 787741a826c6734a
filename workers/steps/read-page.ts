import { isHopeless, leftUnread } from '../../engines/source/finish.ts'
import { unreadPage } from '../../engines/source/unread-page.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Document } from '../../store/documents.ts'
import { pageReadings, savePageReading } from '../../store/readings.ts'
import type { PageReadingsTable } from '../../store/schema.ts'
import { packReading } from '../readers/reading-blob.ts'
import type { PageRead } from '../readers/tasks.ts'
import { tryAgain } from './attempts.ts'
import { answered, DONE, type Failed, failureOf, MOST_DEATHS, type StepContext, type StepEnd } from './context.ts'
import { sourceFile } from './source-file.ts'

/**
 * Reads a page (1-based) of an opened document and keeps the reading, unless it is kept already. A page that cannot be
 * read after all attempts is kept as an unread one, with the problem, so that the others get their report. `deaths`
 * counts the workers that died with this page in work.
 */
export async function readPage(
  context: StepContext,
  document: Document,
  page: number,
  deaths: number,
): Promise<StepEnd> {
  const { store, readers, versions, now } = context
  const started = now()
  const kept = await pageReadings(store.db, document.id, versions.reader)
  if (kept.some((row) => row.page === page)) return DONE
  if (isHopeless(kept.filter((row) => row.page < page).map(asProblems))) {
    return keep(context, document, page, unread(page, leftUnread(page).problems[0]!), started)
  }
  if (deaths >= MOST_DEATHS) return keep(context, document, page, unread(page, deadly(page, deaths)), started)
  const source = await sourceFile(store, document)
  const result = answered('kind' in source ? source : await readers.readPage(source, page))
  if (result.kind === 'stopped') return result
  if (result.kind === 'page' && !isDoubtful(result)) return keep(context, document, page, result, started)
  const failed: Failed =
    result.kind === 'page' ? { kind: 'problem', problem: halfRead(page, result.code!), retry: true } : result
  const again = await tryAgain(context, document, 'page', page, failed)
  if (again) return again
  // A reading that fell short three times says more than nothing.
  if (result.kind === 'page') return keep(context, document, page, result, started)
  return keep(context, document, page, unread(page, failureOf(result).problem), started)
}

async function keep(
  { store, versions, worker, metrics, now }: StepContext,
  document: Document,
  page: number,
  read: PageRead,
  started: number,
): Promise<StepEnd> {
  const { reading, pageKind: kind, code, seconds } = read
  const readAt = now()
  const blob = await store.blobs.put(reading)
  const row = { document: document.id, page, reader: versions.reader, blob, kind, code, seconds, worker }
  await savePageReading(store.db, { ...row, created_at: now() })
  metrics.pageRead({ kind, outcome: code === null ? 'read' : 'unread', seconds })
  metrics.stage('page', (readAt - started) / 1000)
  metrics.stage('store', (now() - readAt) / 1000)
  return DONE
}

function unread(page: number, { code, message }: Problem): PageRead {
  // What fails a whole input in one run is a page's failure here.
  const problem: Problem = {
    code: code === 'page-timeout' || code === 'page-not-read' ? code : 'page-failed',
    page,
    message,
  }
  return {
    kind: 'page',
    reading: packReading(unreadPage(page, problem)),
    pageKind: 'scan',
    code: problem.code,
    seconds: 0,
  }
}

function asProblems({ code }: PageReadingsTable): { readonly problems: Problem[] } {
  return { problems: code === null ? [] : [{ code: code as Problem['code'], message: '' }] }
}

/** Problems of a reading that a busy machine may be to blame for as well as the page. */
const DOUBTFUL: ReadonlySet<string> = new Set<Problem['code']>([
  'page-timeout',
  'reader-timeout',
  'reader-failed',
  'reader-unavailable',
])

function isDoubtful({ code }: PageRead): boolean {
  return code !== null && DOUBTFUL.has(code)
}

function halfRead(page: number, code: Problem['code']): Problem {
  return { code, page, message: `page ${page} was not read in full` }
}

function deadly(page: number, deaths: number): Problem {
  const message = `page ${page} was left unread: ${deaths} workers died while they read it; look at it yourself`
  return { code: 'page-failed', page, message }
}
