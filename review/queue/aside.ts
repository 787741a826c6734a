import { noteInTransaction } from '../../store/audit.ts'
import { lockDocument } from '../../store/moves.ts'
import type { Store } from '../../store/open.ts'
import { holdLease, type LeaseState } from '../../store/review/lease.ts'
import { refreshQueue } from '../../store/review/queue-row.ts'
import { isOnRecord } from '../../store/review/words.ts'
import type { Aside, OpenItems } from '../api/review.ts'
import { openItems } from './items.ts'

export type AsideOrder = Aside & { readonly who: string; readonly now: number; readonly leaseMs: number }

/**
 * Puts an item aside for everybody, or brings it back, and renews the lease. What comes back keeps its note unless it gets
 * another one. Held where somebody else has the document; null where it has no report.
 */
export async function setAside(
  store: Store,
  order: AsideOrder,
): Promise<OpenItems | ({ readonly kind: 'held' } & LeaseState) | null> {
  const { who, document, field, as: aside, note, now, leaseMs } = order
  let written = false
  const held = await store.db.transaction(async (k) => {
    const state = (await lockDocument(k, store.db.kind, document))?.state
    if (state !== 'done' && state !== 'review') return null
    const holder = await holdLease(k, document, who, now, leaseMs)
    if (holder) return { kind: 'held' as const, ...holder }
    if (written && (await isOnRecord(k, { document, who, at: now, actions: [aside] }))) return 'done'
    written = true
    const row = { aside, who, at: now }
    await k
      .insertInto('asides')
      .values({ document, field, note, ...row })
      .onConflict((c) => c.columns(['document', 'field']).doUpdateSet(note === '' ? row : { note, ...row }))
      .execute()
    await noteInTransaction(k, { at: now, who, action: aside, document, field, detail: { note } })
    await refreshQueue(k, document)
    return 'done'
  })
  if (held !== 'done') return held
  return { items: await openItems(store, document, who), until: now + leaseMs }
}
