import type { Outgoing } from '../../../export/outgoing.ts'
import { documentReport, type ReportFilter } from '../../../export/sources/store.ts'
import { findDocument } from '../../../store/documents.ts'
import { baseName } from '../../../store/names.ts'
import type { Store } from '../../../store/open.ts'
import { findReport } from '../../../store/reports.ts'
import { wantedAgency } from '../../../store/review/agency.ts'
import { DOCUMENT_STATES } from '../../../store/schema.ts'
import type { Selection } from '../../api/export-formats.ts'
import { Refusal } from '../failures.ts'

/** Which of a store's reports a selection means; agencies are found however their names are written. */
export async function filterOf({ db }: Store, { batch, state, agency, year, form }: Selection): Promise<ReportFilter> {
  const states = state === undefined ? DOCUMENT_STATES : [state]
  return { batch, states, agency: agency === undefined ? undefined : await wantedAgency(db, agency), year, form }
}

/** What a file of a selection is called, without its ending; `otherwise` where nothing of it is a name. */
export function stemOf({ batch, agency, year, form, state }: Selection, otherwise: string): string {
  const parts = [batch, agency, year, form, state].filter((part) => part !== undefined && part !== '')
  return parts.length === 0 ? otherwise : parts.map((part) => baseName(String(part))).join('-')
}

/** The report of one document. Throws a Refusal where there is none. */
export async function reportOf(store: Store, id: string, asKept: boolean): Promise<Outgoing> {
  const document = await findDocument(store.db, id)
  if (!document) throw new Refusal('document-missing')
  const kept = await findReport(store.db, id)
  if (!kept) throw new Refusal('report-missing')
  const { name } = document
  const one = await documentReport(store, { document: id, name, blob: kept.blob, stem: baseName(name) }, asKept)
  if ('problem' in one) throw new Refusal('report-missing', one.problem.message)
  return one
}
