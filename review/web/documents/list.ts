import { signal } from '@preact/signals'
import type { DocumentLine, DocumentList } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import type { Progress } from '../../api/progress.ts'
import { call, pathOf } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { hear } from '../events.ts'

export type ListFilter = Readonly<Partial<Record<'state' | 'batch' | 'agency' | 'year' | 'form' | 'mark', string>>>

export const filter = signal<ListFilter>({})
export const documents = signal<readonly DocumentLine[] | null>(null)
export const progress = signal<Progress | null>(null)
export const failed = signal<string | null>(null)
const next = signal<string | null>(null)
const PAGE = 100

/** Whether there is more than what is shown. */
export function hasMore(): boolean {
  return next.value !== null
}

/** Fetches the list under the filter, from its beginning. */
export async function load(): Promise<void> {
  const wanted = filter.value
  const reply = await call<DocumentList>('GET', pathOf(PATHS.documents, {}, { ...wanted, limit: PAGE }))
  if (wanted !== filter.value) return
  failed.value = reply.ok ? null : failureText(reply)
  if (!reply.ok) return
  documents.value = reply.value.documents
  next.value = reply.value.next
}

/** Fetches what comes after. */
export async function loadMore(): Promise<void> {
  const after = next.value
  if (after === null) return
  const reply = await call<DocumentList>('GET', pathOf(PATHS.documents, {}, { ...filter.value, after, limit: PAGE }))
  if (!reply.ok) return
  documents.value = [...(documents.value ?? []), ...reply.value.documents]
  next.value = reply.value.next
}

/** Follows what becomes of documents, as the server tells it. Returns what ends it. */
export function followProgress(): () => void {
  return hear({
    again: () => void load(),
    progress: (told) => {
      progress.value = told
    },
    document: (line) => {
      const known = documents.value ?? []
      if (known.some(({ id }) => id === line.id)) put(line)
      else if (Object.values(filter.value).every((value) => !value)) documents.value = [line, ...known]
    },
  })
}

/** Shows a document as it is now, where it is in the list. */
export function put(line: DocumentLine): void {
  documents.value = (documents.value ?? []).map((document) => (document.id === line.id ? line : document))
}
