import { normalizeAgency } from '../../pipeline/years/agency.ts'
import type { Store } from '../../store/open.ts'
import { documentLines, listDocuments } from '../../store/review/document-list.ts'
import type { DocumentFilter, DocumentLine, DocumentList } from '../api/documents.ts'

/** A page of documents, the newest first. */
export function documentList(store: Store, { agency, ...filter }: DocumentFilter): Promise<DocumentList> {
  return listDocuments(store.db, { ...filter, agency: agency === undefined ? undefined : normalizeAgency(agency) })
}

/** Some documents as lists show them; those that there are. */
export function linesOf(store: Store, ids: readonly string[]): Promise<DocumentLine[]> {
  return documentLines(store.db, ids)
}
