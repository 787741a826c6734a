import type { Database } from '../database/database.ts'
import { itemsOf } from './open-items.ts'

/** An item that somebody put aside: `problematic` waits for a person's decision, `skipped` for a later look. */
export type OpenAside = {
  readonly field: string
  readonly aside: 'problematic' | 'skipped'
  readonly note: string
  readonly who: string
  readonly at: number
}

/** What was put aside of a document and nobody has settled since, those to be decided first, then as they were put. */
export function openAsides(db: Database, document: string): Promise<OpenAside[]> {
  return db.run(async (k) => {
    const { items } = await itemsOf(k, document)
    const open = new Set(items.flatMap(({ field, aside }) => (aside ? [field] : [])))
    const rows = await k
      .selectFrom('asides')
      .select(['field', 'aside', 'note', 'who', 'at'])
      .where('document', '=', document)
      .orderBy('at')
      .orderBy('field')
      .execute()
    return rows
      .flatMap(({ aside, ...row }) => (aside !== 'open' && open.has(row.field) ? [{ ...row, aside }] : []))
      .sort((a, b) => Number(a.aside === 'skipped') - Number(b.aside === 'skipped'))
  })
}
