import { addAttempt } from '../../store/attempts.ts'
import { type Document, failDocument } from '../../store/documents.ts'
import { DONE, type StepContext, type StepEnd } from '../steps/context.ts'

/** Notes that workers died over a document (`page` null) or a page of it; `deaths` counts them, this job's earlier ones too. */
export async function noteDeaths(
  { store, worker, metrics, log, now }: StepContext,
  { id, generation }: Document,
  page: number | null,
  deaths: number,
): Promise<void> {
  const [code, stage] = ['worker-lost', 'worker']
  const message = `a worker died, or lost touch with Redis, while it had this in work (${deaths} so far)`
  await addAttempt(store.db, { document: id, generation, page, stage, worker, code, message, at: now() })
  metrics.failed(code, page === null ? 'open' : 'page')
  log.warn('taken over from a lost worker', { document: id, generation, ...(page === null ? {} : { page }), deaths })
}

/** Gives a document up over which workers die again and again. */
export async function failDeadly(
  { store, metrics, log, now }: StepContext,
  { id, generation }: Document,
  deaths: number,
): Promise<StepEnd> {
  const message = `${deaths} workers died over it; look at it yourself, or: nianbao retry ${id.slice(0, 12)}`
  if (await failDocument(store.db, id, generation, { code: 'gave-up', message }, now())) {
    metrics.documentEnded('failed', 0, 0)
    log.error('document given up', { document: id, code: 'gave-up' })
  }
  return DONE
}
