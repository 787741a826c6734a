import type { CorrectedValue } from '../../schemas/correction.ts'
import type { Report } from '../../schemas/report.ts'
import type { Store } from '../../store/open.ts'
import { type DocumentItems, itemsOf, type OpenItem } from '../../store/review/open-items.ts'
import type { Item } from '../api/review.ts'
import { keptReport } from './kept-report.ts'

/** `all`: with what was put aside, after everything else. */
export type ItemsOptions = { readonly all?: boolean; readonly report?: Report }

/**
 * What somebody may settle in a document: the item in most failing equations first, then by page, then as the form has
 * them. The document's report need not be loaded again where the caller has it.
 */
export async function openItems(
  store: Store,
  document: string,
  who: string,
  { all = false, report }: ItemsOptions = {},
): Promise<Item[]> {
  const found = await store.db.run((k) => itemsOf(k, document, who))
  return arrangeItems(found, report ?? (await keptReport(store, document)), all)
}

/** Those of a document's items that somebody may settle, as `openItems` gives them. */
export function arrangeItems({ items, words }: DocumentItems, report: Report | null, all: boolean): Item[] {
  const places = new Map(Object.keys(report?.fields ?? {}).map((field, index) => [field, index]))
  const placeOf = ({ field }: OpenItem) => places.get(field) ?? places.size
  const wanted = items.filter(({ mine, aside }) => mine && (all || !aside))
  const rank = (item: OpenItem) => [item.aside ? 1 : 0, -item.failing, item.page ?? Infinity, placeOf(item)]
  return wanted
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => compare(a.rank, b.rank) || (a.item.field < b.item.field ? -1 : 1))
    .map(({ item: { field, kind, page, reasons, failing, note, answers } }) => ({
      ...{ field, kind, page, reasons: [...reasons], failing, seen: words.get(field)?.id ?? null },
      ...(kind === 'third' ? { answers: answers.map((text) => JSON.parse(text) as CorrectedValue) } : {}),
      note,
    }))
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1
  }
  return 0
}
