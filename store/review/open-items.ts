import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import { mayRead } from './eligible.ts'

/** An item of a document that nobody has settled. `mine`: whether the one who asks may settle it. */
export type OpenItem = {
  readonly field: string
  readonly kind: 'flagged' | 'sample' | 'second' | 'third'
  readonly page: number | null
  readonly reasons: readonly string[]
  readonly failing: number
  readonly since: number
  readonly aside: 'skipped' | 'problematic' | null
  readonly note: string | null
  readonly mine: boolean
  /** Of a third reading: what the first two said, as JSON. */
  readonly answers: readonly string[]
}

/** The last word on a subject; `after_json` is `null` where what was said before was taken back. */
export type LastWord = {
  readonly id: string
  readonly after_json: string
  readonly who: string
  readonly at: number
}

export type DocumentItems = {
  readonly items: readonly OpenItem[]
  /** By subject. */
  readonly words: ReadonlyMap<string, LastWord>
}

/** What is open in a document, for `who` or, without one, for anybody, in no order; and the last word on every subject. */
export async function itemsOf(
  k: Kysely<Schema> | Transaction<Schema>,
  document: string,
  who?: string,
): Promise<DocumentItems> {
  const words = await lastWords(k, document)
  const flagged = await k.selectFrom('review_items').selectAll().where('document', '=', document).execute()
  const samples = await k.selectFrom('samples').selectAll().where('document', '=', document).execute()
  const asides = await k.selectFrom('asides').selectAll().where('document', '=', document).execute()
  const readings = await k
    .selectFrom('second_readings as s')
    .selectAll()
    .select((who === undefined ? sql<boolean>`1 = 1` : mayRead(who)).as('mine'))
    .where('document', '=', document)
    .where('kind', '!=', 'settled')
    .execute()

  const asideOf = new Map(asides.map((aside) => [aside.field, aside]))
  const base = (field: string) => {
    const aside = asideOf.get(field)
    return {
      aside: aside && aside.aside !== 'open' ? aside.aside : null,
      note: aside?.note ? aside.note : null,
      mine: true,
      answers: [] as readonly string[],
    }
  }
  const stands = (field: string) => (words.get(field)?.after_json ?? 'null') !== 'null'
  const items = new Map<string, OpenItem>()
  for (const { field, page, reasons_json, failing, created_at } of flagged) {
    if (stands(field)) continue
    const reasons = JSON.parse(reasons_json) as string[]
    items.set(field, { field, kind: 'flagged', page, reasons, failing, since: created_at, ...base(field) })
  }
  for (const { field, page, drawn_at } of samples) {
    if (stands(field) || items.has(field)) continue
    items.set(field, { field, kind: 'sample', page, reasons: [], failing: 0, since: drawn_at, ...base(field) })
  }
  for (const { field, page, kind, drawn_at, mine, first_json, second_json } of readings) {
    if (!stands(field) || kind === 'settled') continue
    const answers = kind === 'third' ? [first_json, second_json!] : []
    const more = { ...base(field), mine: Boolean(mine), answers }
    items.set(field, { field, kind, page, reasons: [], failing: 0, since: drawn_at, ...more })
  }
  return { items: [...items.values()], words }
}

/** The last correction of every subject of a document. */
export async function lastWords(
  k: Kysely<Schema> | Transaction<Schema>,
  document: string,
): Promise<ReadonlyMap<string, LastWord>> {
  const rows = await k
    .selectFrom('corrections')
    .select(['id', 'field', 'after_json', 'who', 'at'])
    .where('document', '=', document)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ field, ...word }) => [field, word]))
}
