import { countRequeue, type Document, failDocument } from '../../store/documents.ts'
import { enqueueDocuments, type Queues } from '../queues/flow.ts'
import type { StepContext } from '../steps/context.ts'

/** Times that a document's jobs may be lost before somebody should look: a Redis that forgets now and then loses a few. */
const MOST_REQUEUES = 20

/** Enqueues a document anew whose jobs are gone or did not do, under a name of their own; after too often it has failed. */
export async function requeue(
  { store, metrics, log, now }: Pick<StepContext, 'store' | 'metrics' | 'log' | 'now'>,
  queues: Queues,
  document: Document,
): Promise<void> {
  const { id, generation } = document
  if (document.requeued >= MOST_REQUEUES) {
    const message = `its jobs were lost or left incomplete ${document.requeued} times; look at the workers' logs, then: nianbao retry ${id.slice(0, 12)}`
    if (await failDocument(store.db, id, generation, { code: 'gave-up', message }, now())) {
      metrics.documentEnded('failed', 0, 0)
      log.error('document given up', { document: id, code: 'gave-up' })
    }
    return
  }
  const requeued = await countRequeue(store.db, id, generation, now())
  if (requeued === 0) return
  log.warn('document enqueued again', { document: id, generation, requeued })
  await enqueueDocuments(queues, [{ id, generation, requeued }])
}
