import { findDocument, startDocument } from '../../store/documents.ts'
import { AssembleJob } from '../queues/assemble.ts'
import type { Queues } from '../queues/flow.ts'
import { assembleDocument } from '../steps/assemble-document.ts'
import { MOST_DEATHS, type StepContext, type StepEnd } from '../steps/context.ts'
import { failDeadly, noteDeaths } from './deaths.ts'
import { requeue } from './requeue.ts'

/**
 * Does a job of the queue `assemble`; `deaths` as for `processPage`. Where readings are missing (other workers run another version of the reader, or
 * jobs were lost), the document is enqueued again: what was read stays.
 */
export async function processAssemble(
  context: StepContext,
  queues: Queues,
  data: unknown,
  deaths: number,
): Promise<StepEnd> {
  const job = AssembleJob.parse(data)
  const { store, now } = context
  if (!(await startDocument(store.db, job.document, job.generation, now()))) return { kind: 'done' }
  const document = await findDocument(store.db, job.document)
  if (!document) return { kind: 'done' }
  if (deaths > 0) await noteDeaths(context, document, null, deaths)
  if (deaths >= MOST_DEATHS) return failDeadly(context, document, deaths)
  const end = await assembleDocument(context, document)
  if (end.kind !== 'incomplete') return end
  await requeue(context, queues, document)
  return { kind: 'done' }
}
