import type { Problem } from '../schemas/problem.ts'
import { type Document, reopenDocument } from '../store/documents.ts'
import type { Store } from '../store/open.ts'
import type { DocumentState } from '../store/schema.ts'
import type { Dispatch } from './dispatch.ts'
import type { Order } from './queues/job-ids.ts'

export type Reopened = {
  /** Documents that wait again. */
  readonly reopened: number
  /** Documents that were not in a state for it, by their state. */
  readonly left: ReadonlyMap<DocumentState, number>
  /** Why Redis did not take all of the orders. */
  readonly problem: Problem | null
}

export type ReopenOptions = {
  readonly store: Store
  readonly dispatch: Dispatch
  /** States that are left for it. */
  readonly from: readonly DocumentState[]
  /** Of documents in such a state: which are wanted. All where it is left out. */
  readonly wanted?: (document: Document) => Promise<boolean>
  /** Has its own way of ordering a document in another state, and gives the generation of the order; null for none. */
  readonly otherwise?: (document: Document) => Promise<number | null>
  readonly who: string
  /** As the audit log is to call it. */
  readonly action: string
  readonly now: () => number
}

/** Orders work on documents anew, a page of them at a time. */
export async function reopenAll(
  pages: AsyncIterable<readonly Document[]>,
  { store, dispatch, from, wanted, otherwise, who, action, now }: ReopenOptions,
): Promise<Reopened> {
  let reopened = 0
  let problem: Problem | null = null
  const left = new Map<DocumentState, number>()
  for await (const page of pages) {
    const orders: Order[] = []
    for (const document of page) {
      const fits = from.includes(document.state)
      if (fits && wanted && !(await wanted(document))) continue
      const generation = fits
        ? await reopenDocument(store.db, document.id, from, who, action, now())
        : ((await otherwise?.(document)) ?? null)
      if (generation === null) left.set(document.state, (left.get(document.state) ?? 0) + 1)
      else orders.push({ id: document.id, generation, requeued: 0 })
    }
    problem = (await dispatch.send(orders)) ?? problem
    reopened += orders.length
  }
  return { reopened, left, problem }
}
