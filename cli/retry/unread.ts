import { readAgain, unreadPages } from '../../review/queue/read-again.ts'
import type { Document } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'

/** Orders the pages of documents in review to be read again that were not read. */
export type UnreadOrders = {
  /** Gives the generation of the order; null where there is nothing to read, or somebody is settling the document. */
  order(document: Document): Promise<number | null>
  /** How many somebody was settling. */
  leased(): number
}

export function unreadOrders({ db }: Store, who: string): UnreadOrders {
  let leased = 0
  return {
    async order({ id, state }) {
      if (state !== 'review') return null
      const end = await readAgain(db, { document: id, who, at: Date.now() })
      if (end === 'leased') leased++
      return typeof end === 'number' ? end : null
    },
    leased: () => leased,
  }
}

/** These documents without those in review that have no unread page. */
export async function* withoutRead(
  { db }: Store,
  pages: AsyncIterable<readonly Document[]>,
): AsyncGenerator<readonly Document[]> {
  for await (const page of pages) {
    const inReview = page.flatMap(({ id, state }) => (state === 'review' ? [id] : []))
    const unread = await db.run((k) => unreadPages(k, inReview))
    yield page.filter(({ id, state }) => state !== 'review' || unread.has(id))
  }
}
