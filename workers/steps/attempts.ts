import { addAttempt, countAttempts } from '../../store/attempts.ts'
import type { Document } from '../../store/documents.ts'
import { type Failed, failureOf, READ_ATTEMPTS, type StepContext, type StepEnd } from './context.ts'

export type Stage = 'open' | 'page' | 'assemble'

/**
 * Notes a failed attempt and says whether to try again: null where the attempts are used up or the failure is for good,
 * and the step has to settle it.
 */
export async function tryAgain(
  context: StepContext,
  document: Document,
  stage: Stage,
  page: number | null,
  result: Failed,
): Promise<StepEnd | null> {
  const { store, log, metrics, worker, now } = context
  const { problem, retry } = failureOf(result)
  const { id, generation } = document
  const { code, message } = problem
  await addAttempt(store.db, { document: id, generation, page, stage, worker, code, message, at: now() })
  metrics.failed(code, stage)
  const fields = { document: id, generation, stage, code, ...(page === null ? {} : { page }) }
  if (result.kind === 'defect') log.error(message, { ...fields, stack: result.stack })
  else log.warn(message, fields)
  if (!retry) return null
  const before = await countAttempts(store.db, id, generation, stage, page)
  return before < READ_ATTEMPTS ? { kind: 'again', problem } : null
}
