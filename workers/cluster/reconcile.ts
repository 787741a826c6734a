import { type Document, documentsIn } from '../../store/documents.ts'
import { unlinkedReports } from '../../store/reports.ts'
import { type Queues, removeDocument } from '../queues/flow.ts'
import { openId, orderId } from '../queues/job-ids.ts'
import { PREFIX } from '../queues/names.ts'
import type { StepContext } from '../steps/context.ts'
import { linkYears } from '../steps/link-years.ts'
import { requeue } from './requeue.ts'

/** Documents looked at in one go. */
const CHUNK = 500
/** Reports linked in one go. */
const LINKS = 200
const LOCK = `${PREFIX}:reconcile`
/** Times `everyMs` after which a worker that looks, and says nothing for so long, counts as dead. */
const PATIENCE = 4

/**
 * Finds documents that wait or run in the database while Redis has no job of theirs (it lost them, or whoever submitted
 * them could not reach it) and enqueues them again; links reports whose worker died before it had. One worker of the
 * cluster at a time does it, `everyMs` after the last at the earliest; the others return at once. `quietMs`: documents that
 * changed since are left alone. Gives the number of documents enqueued.
 */
export async function reconcile(
  context: StepContext,
  queues: Queues,
  quietMs: number,
  everyMs: number,
): Promise<number> {
  const { store, worker } = context
  if ((await queues.redis.set(LOCK, worker, 'PX', PATIENCE * everyMs, 'NX')) === null) return 0
  const found = await findLost(context, queues, quietMs, PATIENCE * everyMs)
  for (const document of await unlinkedReports(store.db, LINKS)) await linkYears(store, document)
  // The next look, by whichever worker, is not due at once. (Two at a time, should this lock be another's, do no harm.)
  await queues.redis.pexpire(LOCK, everyMs)
  return found
}

async function findLost(context: StepContext, queues: Queues, quietMs: number, lockMs: number): Promise<number> {
  const { store, now } = context
  let found = 0
  for (let after: string | undefined; ; ) {
    const documents = await documentsIn(store.db, {
      states: ['waiting', 'running'],
      limit: CHUNK,
      ...(after === undefined ? {} : { after }),
    })
    const quiet = documents.filter(({ updated_at }) => updated_at < now() - quietMs)
    for (const document of await lost(queues, quiet)) {
      await removeDocument(queues, document)
      await requeue(context, queues, document)
      found++
    }
    after = documents.at(-1)?.id
    if (documents.length < CHUNK) return found
    await queues.redis.pexpire(LOCK, lockMs)
  }
}

/** Those of the documents of which no job is left that would bring them on. */
async function lost(queues: Queues, documents: readonly Document[]): Promise<readonly Document[]> {
  if (documents.length === 0) return []
  const pipeline = queues.redis.pipeline()
  for (const document of documents) {
    pipeline.exists(key('assemble', orderId(document)))
    pipeline.exists(key('page', openId(document)))
    pipeline.smembers(`${key('assemble', orderId(document))}:dependencies`)
  }
  const answers = (await pipeline.exec()) ?? []
  const value = (index: number) => {
    const [error, answer] = answers[index] ?? [new Error('no answer')]
    if (error) throw error
    return answer
  }
  const gone: Document[] = []
  for (const [index, document] of documents.entries()) {
    const parent = value(3 * index) === 1
    const opener = value(3 * index + 1) === 1
    const children = value(3 * index + 2) as string[]
    if (!parent) gone.push(document)
    // A parent without children left is about to be worked on; one waits for nothing if all of its children are gone.
    else if (!opener && children.length > 0 && (await queues.redis.exists(...children)) === 0) gone.push(document)
  }
  return gone
}

function key(queue: string, id: string): string {
  return `${PREFIX}:${queue}:${id}`
}
