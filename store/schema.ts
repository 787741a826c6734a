import type { Generated } from 'kysely'

// What the database holds: one type a table. Times are milliseconds since 1970 (UTC), flags 0 or 1, `document` is
// always the sha256 of a document's content. Columns that end in `_json` hold JSON text.

/** Where a document stands; each is in exactly one of these. */
export const DOCUMENT_STATES = ['waiting', 'running', 'done', 'review', 'failed', 'cancelled'] as const
export type DocumentState = (typeof DOCUMENT_STATES)[number]

/** States that nothing leaves but by a new order (retry, reassemble, another submit). */
export const FINAL_STATES: readonly DocumentState[] = ['done', 'review', 'failed', 'cancelled']

/** A document: content, by its hash. The same content under other names is the same document. */
export type DocumentsTable = {
  readonly id: string
  /** The file's own name when it first came; its report carries it. */
  readonly name: string
  readonly size: number
  readonly password: string | null
  state: DocumentState
  /** Counts orders to read or assemble it, from 1: what an older order still does has no effect. */
  generation: number
  /** Pages as last opened; null until then. */
  pages: number | null
  /** Why it failed: a problem's code and line. */
  code: string | null
  message: string | null
  /** Times its jobs were found gone from the queue and were enqueued again, in this generation. */
  requeued: number
  /** Of its report, for filters and for neighbours: organization as printed and normalized, year, form. */
  organization: string | null
  agency: string | null
  year: number | null
  form: string | null
  readonly created_at: number
  updated_at: number
  /** When it came into its present final state; null before. */
  ended_at: number | null
}

/** Every time somebody handed in a document: in which batch, from where, under which name. */
export type SubmissionsTable = {
  readonly batch: string
  readonly document: string
  readonly origin: string
  readonly name: string
  readonly submitted_at: number
}

/** What opening a document with one reader version gave. */
export type OpeningsTable = {
  readonly document: string
  readonly reader: string
  readonly pages: number
  readonly problems_json: string
  readonly created_at: number
}

/** A page's reading by one reader version; `blob` is the hash of its gzipped JSON. */
export type PageReadingsTable = {
  readonly document: string
  readonly page: number
  readonly reader: string
  readonly blob: string
  /** The PageReading's kind. */
  readonly kind: string
  /** The gravest problem's code of a page that could not be read; null where it was. */
  readonly code: string | null
  readonly seconds: number
  readonly worker: string
  readonly created_at: number
}

/** The current report of a document. `blob` is the hash of its gzipped text, see report-text.ts. */
export type ReportsTable = {
  readonly document: string
  blob: string
  readonly reader: string
  readonly rules: string
  readonly generation: number
  readonly accepted: number
  readonly review: number
  readonly problems: number
  readonly checks_failed: number
  readonly tally_json: string
  /** Whether it has been compared with its neighbours in time. */
  linked: number
  readonly created_at: number
}

/** A field that a person should look at. */
export type ReviewItemsTable = {
  readonly document: string
  readonly field: string
  readonly page: number | null
  readonly confidence: number
  readonly reasons_json: string
  /** Failing equations that the field stands in: settling it may settle them. */
  readonly failing: number
  readonly created_at: number
}

/** A person's word on a field, kept apart from readings. */
export type CorrectionsTable = {
  readonly id: string
  readonly document: string
  readonly field: string
  readonly before_json: string
  readonly after_json: string
  readonly who: string
  readonly why: string
  readonly at: number
}

/** Everything that was done to a document, in order. */
export type AuditLogTable = {
  readonly id: Generated<number>
  readonly at: number
  readonly who: string
  readonly action: string
  readonly document: string | null
  readonly field: string | null
  readonly detail_json: string
}

/** Attempts that failed: a reader that crashed, a worker that died, a disk that was full. */
export type AttemptsTable = {
  readonly id: Generated<number>
  readonly document: string
  readonly generation: number
  readonly page: number | null
  /** open, page, assemble, link. */
  readonly stage: string
  readonly worker: string
  readonly code: string
  readonly message: string
  readonly at: number
}

/** Other names of an agency, both normalized. */
export type AgencyAliasesTable = { readonly alias: string; readonly agency: string }

export type Schema = {
  documents: DocumentsTable
  submissions: SubmissionsTable
  openings: OpeningsTable
  page_readings: PageReadingsTable
  reports: ReportsTable
  review_items: ReviewItemsTable
  corrections: CorrectionsTable
  audit_log: AuditLogTable
  attempts: AttemptsTable
  agency_aliases: AgencyAliasesTable
}
