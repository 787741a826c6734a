import { type Document, documentsIn, resolveIds } from '../store/documents.ts'
import type { Store } from '../store/open.ts'
import type { DocumentState } from '../store/schema.ts'

/** Which documents are meant: named ones, or all (of a batch) in some states. */
export type Selection = {
  /** Ids, beginnings of ids, or names. */
  readonly named: readonly string[]
  readonly batch?: string | undefined
  /** Left out: any. Named documents are meant whatever their state. */
  readonly states?: readonly DocumentState[] | undefined
}

/** Documents that are held in memory at a time. */
const PAGE = 500

/** The documents meant, some at a time. Names that mean none come back through `onUnknown`. */
export async function* selectDocuments(
  { db }: Store,
  { named, batch, states }: Selection,
  onUnknown: (name: string) => void,
): AsyncGenerator<readonly Document[]> {
  if (named.length > 0) {
    const ids = new Set<string>()
    for (const name of named) {
      const found = await resolveIds(db, name)
      if (found.length === 0) onUnknown(name)
      for (const id of found) ids.add(id)
    }
    const wanted = [...ids]
    for (let start = 0; start < wanted.length; start += PAGE) {
      yield await documentsIn(db, { ids: wanted.slice(start, start + PAGE), limit: PAGE, batch })
    }
    return
  }
  for (let after: string | undefined; ; ) {
    const page = await documentsIn(db, { batch, states, after, limit: PAGE })
    if (page.length === 0) return
    yield page
    after = page.at(-1)!.id
  }
}
