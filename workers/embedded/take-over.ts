import { addAttempt, countAttempts } from '../../store/attempts.ts'
import { documentsIn } from '../../store/documents.ts'
import { failDeadly } from '../cluster/deaths.ts'
import { MOST_DEATHS, type StepContext } from '../steps/context.ts'

/** Documents looked at; no process had more in work. */
const MOST = 1000

/**
 * After a process that ended with documents in work: notes that of each, and gives up those over which that happened
 * again and again. The others go on where they were.
 */
export async function takeOver(context: StepContext): Promise<void> {
  const { store, worker, log, metrics, now } = context
  for (const document of await documentsIn(store.db, { states: ['running'], limit: MOST })) {
    const { id, generation } = document
    const [code, stage] = ['worker-lost', 'worker']
    const message = 'the program ended while it had this in work'
    await addAttempt(store.db, { document: id, generation, page: null, stage, worker, code, message, at: now() })
    metrics.failed(code, 'open')
    const deaths = await countAttempts(store.db, id, generation, stage, null, [code])
    log.warn('taken over from a process that ended', { document: id, generation, deaths })
    if (deaths >= MOST_DEATHS) await failDeadly(context, document, deaths)
  }
}
