import { normalizeAgency } from '../../pipeline/years/agency.ts'
import type { Store } from '../../store/open.ts'
import { documentLines as linesOf, listDocuments } from '../../store/review/document-list.ts'
import type { DocumentLines } from './ports.ts'

/** Documents of a store as lists show them; agencies are found however their names are written. */
export function documentLines({ db }: Store): DocumentLines {
  return {
    list: ({ agency, ...filter }) =>
      listDocuments(db, { ...filter, agency: agency === undefined ? undefined : normalizeAgency(agency) }),
    of: (ids) => linesOf(db, ids),
  }
}
