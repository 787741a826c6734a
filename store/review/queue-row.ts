import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import { itemsOf, type OpenItem } from './open-items.ts'

/**
 * Draws a document's place in the queue anew from its items. Part of every transaction that changes one of them, after
 * the document has been locked.
 */
export async function refreshQueue(k: Transaction<Schema>, document: string): Promise<void> {
  const { items } = await itemsOf(k, document)
  const settled = await countSettled(k, document)
  const row = { ...placeOf(items), settled }
  const known = await k.selectFrom('review_queue').select('open').where('document', '=', document).executeTakeFirst()
  // Most documents never have anything to review; they need no row.
  if (!known && items.length === 0 && settled === 0) return
  const about = await k
    .selectFrom('documents')
    .select(['organization', 'agency', 'year', 'form'])
    .where('id', '=', document)
    .executeTakeFirst()
  if (!about) return
  await k
    .insertInto('review_queue')
    .values({ document, ...row, ...about })
    .onConflict((c) => c.column('document').doUpdateSet({ ...row, ...about }))
    .execute()
  await k.deleteFrom('queue_reasons').where('document', '=', document).execute()
  const reasons = Map.groupBy(
    items.filter(({ aside }) => !aside).flatMap((item) => [...new Set(item.reasons)]),
    (reason) => reason,
  )
  const rows = [...reasons].map(([reason, { length }]) => ({ document, reason, items: length }))
  if (rows.length > 0) await k.insertInto('queue_reasons').values(rows).execute()
}

function placeOf(items: readonly OpenItem[]) {
  const open = items.filter(({ aside }) => !aside)
  const plain = open.filter(({ kind }) => kind === 'flagged' || kind === 'sample')
  const count = (what: OpenItem['aside']) => items.filter(({ aside }) => aside === what).length
  return {
    open: open.length,
    plain: plain.length,
    best: Math.max(0, ...open.map(({ failing }) => failing)),
    failing: open.reduce((sum, { failing }) => sum + failing, 0),
    since: open.length > 0 ? Math.min(...open.map(({ since }) => since)) : 0,
    skipped: count('skipped'),
    problematic: count('problematic'),
  }
}

async function countSettled(k: Transaction<Schema>, document: string): Promise<number> {
  const { count } = await k
    .selectFrom('decisions')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('document', '=', document)
    .where('undone', '=', 0)
    .where('kind', '!=', 'other')
    .executeTakeFirstOrThrow()
  return count
}
