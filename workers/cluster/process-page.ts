import { findDocument, startDocument } from '../../store/documents.ts'
import { enqueuePages, type Queues } from '../queues/flow.ts'
import { PageJob } from '../queues/page.ts'
import { MOST_DEATHS, type StepContext, type StepEnd } from '../steps/context.ts'
import { openDocument } from '../steps/open-document.ts'
import { readPage } from '../steps/read-page.ts'
import { failDeadly, noteDeaths } from './deaths.ts'

/**
 * Does a job of the queue `page`. `deaths` counts the workers that died with this job in work. A job whose order was
 * withdrawn, replaced or fulfilled is done at once.
 */
export async function processPage(
  context: StepContext,
  queues: Queues,
  data: unknown,
  deaths: number,
): Promise<StepEnd> {
  const job = PageJob.parse(data)
  const { store, now } = context
  if (!(await startDocument(store.db, job.document, job.generation, now()))) return { kind: 'done' }
  const document = await findDocument(store.db, job.document)
  if (!document) return { kind: 'done' }
  if (deaths > 0) await noteDeaths(context, document, job.what === 'page' ? job.page : null, deaths)
  if (job.what === 'page') return readPage(context, document, job.page, deaths)
  if (deaths >= MOST_DEATHS) return failDeadly(context, document, deaths)
  const opened = await openDocument(context, document)
  if (opened.kind !== 'opened') return opened
  if (opened.unread.length > 0) await enqueuePages(queues, document, opened.unread)
  return { kind: 'done' }
}
