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

/** Who may come in. `folded` is the name as it is compared, `password_hash` null where only a proxy's header lets in. */
export type AccountsTable = {
  readonly folded: string
  readonly name: string
  role: 'none' | 'viewer' | 'reviewer' | 'admin'
  password_hash: string | null
  readonly created_at: number
  updated_at: number
}

/** Sessions by the hash of their token; `account` is the account's folded name. */
export type SessionsTable = {
  readonly token_hash: string
  readonly account: string
  readonly csrf: string
  readonly created_at: number
  seen_at: number
  expires_at: number
}

/**
 * A document's place in the review queue, drawn from its items whenever one of them changes, and its lease. `open` items
 * wait for somebody; the `plain` ones of them for anybody, the others for somebody who has not answered yet. `best` and
 * `failing`: failing equations of the item with most of them, and of all. `settled` counts decisions on items.
 */
export type ReviewQueueTable = {
  readonly document: string
  open: number
  plain: number
  best: number
  failing: number
  since: number
  skipped: number
  problematic: number
  settled: number
  organization: string | null
  agency: string | null
  year: number | null
  form: string | null
  owner: Generated<string | null>
  until: Generated<number>
}

/** How many open items of a document have a reason. */
export type QueueReasonsTable = { readonly document: string; readonly reason: string; readonly items: number }

/** Items that somebody put aside, or brought back (`open`) with the note they had. */
export type AsidesTable = {
  readonly document: string
  readonly field: string
  aside: 'skipped' | 'problematic' | 'open'
  note: string
  who: string
  at: number
}

/** Accepted fields that were drawn for a look, to measure silent errors. */
export type SamplesTable = {
  readonly document: string
  readonly field: string
  readonly page: number | null
  readonly drawn_at: number
}

/** Why somebody looked at a field; `other`: of their own accord. */
export const DECISION_KINDS = ['flagged', 'sample', 'second', 'third', 'other'] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

/**
 * What somebody said about a field, for statistics: `read_json` and `confidence` are the reading's, `as_read` tells whether
 * that was right as far as is known today. `correction` says it, null where a later reader agreed, so nothing had to change;
 * `stood` is the one that stood before, `replaces` the moment of the same person's decision that this one followed.
 */
export type DecisionsTable = {
  readonly document: string
  readonly field: string
  readonly who: string
  readonly at: number
  readonly kind: DecisionKind
  correction: string | null
  readonly stood: string | null
  readonly replaces: number | null
  readonly read_json: string | null
  readonly after_json: string
  readonly confidence: number | null
  as_read: number | null
  readonly seconds: number
  /** Taken back, or followed by another answer of the same person. */
  undone: number
}

/** Fields drawn for a second reader. `kind`: who is awaited, or that it is settled; `agreed`: whether the second said the same. */
export type SecondReadingsTable = {
  readonly document: string
  readonly field: string
  readonly page: number | null
  kind: 'second' | 'third' | 'settled'
  first_reader: string
  first_json: string
  second_reader: string | null
  second_json: string | null
  agreed: number | null
  readonly drawn_at: number
}

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
  accounts: AccountsTable
  sessions: SessionsTable
  review_queue: ReviewQueueTable
  queue_reasons: QueueReasonsTable
  asides: AsidesTable
  samples: SamplesTable
  decisions: DecisionsTable
  second_readings: SecondReadingsTable
}
