/** Where the server answers, as OpenAPI writes it. The methods, and who may, are told by /api/openapi.json. */
export const PATHS = {
  /** GET Session, POST Login → Session, DELETE. */
  session: '/api/session',
  /** POST ChangePassword. */
  password: '/api/session/password',
  /** GET Account[], POST NewAccount → Account. */
  users: '/api/users',
  /** PATCH AccountChange → Account, DELETE. */
  user: '/api/users/{name}',
  /** GET Form[]: those that this server matches documents with. */
  forms: '/api/forms',
  /** GET DocumentFilter → DocumentList, POST multipart → Uploaded[]. */
  documents: '/api/documents',
  /** GET DocumentLine. */
  document: '/api/documents/{id}',
  /** GET Report; with ?download=1 as a file. */
  report: '/api/documents/{id}/report',
  /** GET HistoryEntry[]; ?field= of one field. */
  history: '/api/documents/{id}/history',
  /** GET AsideEntry[]: items put aside that are still open. */
  asides: '/api/documents/{id}/asides',
  /** POST → 204: with everything that was read and said of it, for good. */
  remove: '/api/documents/{id}/remove',
  /** POST → DocumentLine. */
  retry: '/api/documents/{id}/retry',
  /** POST → DocumentLine. */
  cancel: '/api/documents/{id}/cancel',
  /** POST Acknowledgement → DocumentLine: takes a document as it is, though parts of it were not read. */
  acknowledge: '/api/documents/{id}/acknowledge',
  /** GET image/webp of a page (from 1) as the file shows it; ?width= in pixels. Its header X-Page-Size tells "WIDTH HEIGHT" in points. */
  image: '/api/documents/{id}/pages/{page}/image',
  /** GET PageText: a page of a text dump, which has no picture. */
  text: '/api/documents/{id}/pages/{page}/text',
  /** GET QueueFilter → QueueCounts; ?today= is when the day of the one who asks began. */
  counts: '/api/review/counts',
  /** GET QueueChoices. */
  filters: '/api/review/filters',
  /** POST QueueFilter → Task, or 204. */
  next: '/api/review/next',
  /** POST LeaseOrder → Task. */
  lease: '/api/review/lease',
  /** POST LeaseOrder → Lease. */
  renew: '/api/review/renew',
  /** POST ReleaseOrder → 204. */
  release: '/api/review/release',
  /** POST Answers → Answered; 409 Stale. */
  answers: '/api/review/answers',
  /** POST Aside → OpenItems. */
  aside: '/api/review/aside',
  /** POST UndoOrder → Answered: takes back answers that the one who asks gave to the document, the last or those of a key. */
  undo: '/api/review/undo',
  /** GET Dashboard; ?today= as above. */
  dashboard: '/api/dashboard',
  /** GET server-sent events: `documents` (Progress), `document` (DocumentLine), `bye` before the server ends the stream. */
  events: '/api/events',
  /** GET the audit log, a JSON object a line. */
  audit: '/api/exports/audit',
  /** GET ExportQuery → reports as one file. */
  reports: '/api/exports/reports',
  /** GET FilesQuery → files of each report: one by itself, many as a zip. */
  files: '/api/exports/files',
  /** GET Selection → Outlook: what these would give. */
  outlook: '/api/exports/outlook',
  /** GET corrections as training truth, a document a line. */
  truths: '/api/exports/truths',
} as const
