import type { Store } from '../../store/open.ts'
import { wantedAgency } from '../../store/review/agency.ts'
import { type ListLine, documentLines as linesOf, listDocuments } from '../../store/review/document-list.ts'
import type { DocumentLine } from '../api/documents.ts'
import { unreadPages } from '../queue/read-again.ts'
import { acknowledgedOf } from './acknowledged.ts'
import type { DocumentLines } from './ports.ts'

/** Documents of a store as lists show them; agencies are found however their names are written. */
export function documentLines({ db }: Store): DocumentLines {
  const shown = async (lines: readonly ListLine[]): Promise<DocumentLine[]> => {
    const known = await acknowledgedOf(
      db,
      lines.filter(isUnread).map(({ id }) => id),
    )
    const inReview = lines.filter(({ state }) => state === 'review').map(({ id }) => id)
    const unread = await db.run((k) => unreadPages(k, inReview))
    return lines.map((line) => ({
      ...line,
      unread: isUnread(line),
      acknowledged: known.get(line.id) ?? null,
      unreadPages: [...(unread.get(line.id)?.pages ?? [])],
    }))
  }
  return {
    async list({ agency, ...filter }) {
      const wanted = { ...filter, agency: agency === undefined ? undefined : await wantedAgency(db, agency) }
      const { documents, next } = await listDocuments(db, wanted)
      return { documents: await shown(documents), next }
    },
    of: async (ids) => shown(await linesOf(db, ids)),
  }
}

/** In review without a field to settle: what is left is what was not read. */
function isUnread({ state, open }: ListLine): boolean {
  return state === 'review' && open === 0
}
