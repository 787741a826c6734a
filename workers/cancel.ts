import type { Problem } from '../schemas/problem.ts'
import { cancelDocument, type Document } from '../store/documents.ts'
import type { Store } from '../store/open.ts'
import type { DocumentState } from '../store/schema.ts'
import type { QueueLine } from './queue-line.ts'
import { removeDocument } from './queues/flow.ts'

export type Cancelled = {
  readonly cancelled: number
  /** Documents that had come to an end, by their state. */
  readonly left: ReadonlyMap<DocumentState, number>
  /** Why jobs are left in the queues, which find their documents cancelled. */
  readonly problem: Problem | null
}

/** Cancels documents: in the database, which is what counts, then in the queues, which only saves work. */
export async function cancelAll(
  pages: AsyncIterable<readonly Document[]>,
  options: { readonly store: Store; readonly line: QueueLine; readonly who: string; readonly now: () => number },
): Promise<Cancelled> {
  const { store, line, who, now } = options
  let cancelled = 0
  let problem: Problem | null = null
  const left = new Map<DocumentState, number>()
  for await (const page of pages) {
    const gone: Document[] = []
    for (const document of page) {
      if (await cancelDocument(store.db, document.id, who, now())) gone.push(document)
      else left.set(document.state, (left.get(document.state) ?? 0) + 1)
    }
    cancelled += gone.length
    const queues = gone.length > 0 ? await line.queues() : null
    if (queues && 'code' in queues) problem = queues
    else if (queues) await Promise.all(gone.map((document) => removeDocument(queues, document)))
  }
  return { cancelled, left, problem }
}
