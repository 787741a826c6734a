import type { Field, Report } from '../../../schemas/report.ts'
import { registerDocument } from '../../../store/documents.ts'
import type { Store } from '../../../store/open.ts'
import { keepReportText } from '../../../store/report-text.ts'
import { type SavedReport, saveReport } from '../../../store/reports.ts'
import { replaceReport } from '../../../store/review/replace-report.ts'
import { idOf, submission } from '../../support/open-store.ts'

/** A field of a made report: its number as read, whether it is flagged, and how many failing equations it stands in. */
export type MadeField = {
  readonly value?: number
  readonly flagged?: boolean
  readonly failing?: number
  readonly page?: number
  readonly reasons?: Field['reasons']
  readonly confidence?: number
}

export type Made = {
  readonly fields: Record<string, MadeField>
  readonly agency?: string
  readonly year?: number
  readonly form?: string
  readonly batch?: string
  readonly at?: number
}

/** A report with these fields and nothing else, for tests of the queue. */
export function madeReport(text: string, fields: Made['fields']): Report {
  return {
    format: 'nianbao/report@1',
    source: { name: `${text}.pdf`, sha256: idOf(text), pages: 2, kind: 'scan' },
    reader: 'nianbao/0.1.0',
    document: { kind: 'disclosure-annual-report', form: '2021', title: '' },
    fields: Object.fromEntries(Object.entries(fields).map(([id, made]) => [id, fieldOf(made)])),
    ...{ checks: [], tables: [], statements: [], sections: [], problems: [] },
    review: { needed: true, fields: [] },
  }
}

/** Hands a document in and saves its report, as a worker does; gives its id. */
export async function putDocument(store: Store, text: string, made: Made): Promise<string> {
  const { batch = 'b1', at = 1000 } = made
  const { document } = await registerDocument(store.db, submission(text, { batch, at }))
  const saved = await savedReport(store, text, made)
  if (!(await saveReport(store.db, saved))) throw new Error('the report was not saved')
  return document.id
}

/** Saves the report again as it is after an answer: without the fields that are settled among its items. */
export async function putAgain(
  store: Store,
  text: string,
  made: Made,
  more: { readonly corrections: number; readonly generation?: number },
): Promise<'kept' | 'again' | 'gone'> {
  return replaceReport(store.db, { ...(await savedReport(store, text, made)), who: 'ann', ...more })
}

async function savedReport(store: Store, text: string, made: Made): Promise<SavedReport> {
  const { fields, agency = 'A 局', year = 2024, form = '2021', at = 1000 } = made
  const flagged = Object.entries(fields).filter(([, field]) => field.flagged)
  const review = flagged.length
  return {
    ...{ document: idOf(text), generation: 1, reader: 'r1', rules: 'u1', at, year, form, checksFailed: 0 },
    blob: await keepReportText(store.blobs, JSON.stringify(madeReport(text, fields))),
    state: review > 0 ? 'review' : 'done',
    tally: {
      ...{ accepted: Object.keys(fields).length - review, review, problems: 0, needed: review > 0 },
      ...{ unread: null, unknown: false, tables: 1, sections: 0 },
    },
    ...{ organization: agency, agency: agency.replace(' ', '').toLowerCase() },
    items: flagged.map(([field, { page = 1, failing = 0, reasons = ['low-score'], confidence = 0.5 }]) => ({
      ...{ field, page, confidence, reasons, failing },
    })),
  }
}

function fieldOf({ value = 0, flagged = false, page = 1, reasons = ['low-score'], confidence }: MadeField): Field {
  return {
    ...{ value, state: 'number', raw: String(value), page, readings: [], review: flagged },
    confidence: confidence ?? (flagged ? 0.5 : 0.999),
    reasons: flagged ? reasons : [],
  }
}
