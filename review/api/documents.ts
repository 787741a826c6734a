import { z } from 'zod'
import { LIST_MARKS } from '../../store/review/document-list.ts'
import { DOCUMENT_STATES } from '../../store/schema.ts'

/** Who takes a document as it is, though parts of it were not read. */
export const Acknowledged = z.object({ who: z.string(), at: z.number().int(), note: z.string() })
export type Acknowledged = Readonly<z.infer<typeof Acknowledged>>

/** POST /api/documents/:id/acknowledge */
export const Acknowledgement = z.object({ note: z.string().max(500).default('') })

/** A document in a list. Times are milliseconds since 1970. */
export const DocumentLine = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(DOCUMENT_STATES),
  pages: z.number().int().nullable(),
  /** Pages read so far, while it is running. */
  pagesRead: z.number().int(),
  organization: z.string().nullable(),
  year: z.number().int().nullable(),
  form: z.string().nullable(),
  /** Fields that wait for a person. */
  open: z.number().int(),
  /** Items that somebody put aside as problematic, or for later; nobody is given them. */
  problematic: z.number().int(),
  skipped: z.number().int(),
  /** In review, with all its fields settled: parts of it were not read. */
  unread: z.boolean().optional(),
  acknowledged: Acknowledged.nullable().optional(),
  /** In review: pages (from 1) that were not read in whole, and can be read again. */
  unreadPages: z.array(z.number().int()).optional(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  /** When it last changed. */
  at: z.number().int(),
})
export type DocumentLine = Readonly<z.infer<typeof DocumentLine>>

/** GET /api/documents?… ; `after` is a document's id from `next`. */
export const DocumentFilter = z.object({
  state: z.enum(DOCUMENT_STATES).optional(),
  batch: z.string().optional(),
  agency: z.string().optional(),
  year: z.coerce.number().int().optional(),
  form: z.string().optional(),
  mark: z.enum(LIST_MARKS).optional(),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type DocumentFilter = Readonly<z.infer<typeof DocumentFilter>>
export const DocumentList = z.object({ documents: z.array(DocumentLine), next: z.string().nullable() })
export type DocumentList = Readonly<z.infer<typeof DocumentList>>

/** POST /api/documents (multipart: `files`, `batch`): one for each file, in their order. */
export const Uploaded = z.object({
  name: z.string(),
  document: z.string().nullable(),
  known: z.boolean(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type Uploaded = Readonly<z.infer<typeof Uploaded>>

/** GET /api/documents/:id/history?field= : what was said of a field and done with it, oldest first. */
export const HistoryEntry = z.object({
  at: z.number().int(),
  who: z.string(),
  subject: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  why: z.string(),
  /** Of what was put aside. */
  note: z.string().optional(),
  /** Not told what was said, to one who may be the field's blind second reader: `before`, `after` and `why` are empty. */
  withheld: z.literal(true).optional(),
})
export type HistoryEntry = Readonly<z.infer<typeof HistoryEntry>>

/** GET /api/documents/:id/asides: items put aside that nobody has settled since, those to be decided first. */
export const AsideEntry = z.object({
  field: z.string(),
  aside: z.enum(['problematic', 'skipped']),
  note: z.string(),
  who: z.string(),
  at: z.number().int(),
})
export type AsideEntry = Readonly<z.infer<typeof AsideEntry>>

/** GET /api/documents/:id/pages/:page/text */
export const PageText = z.object({ page: z.number().int(), lines: z.array(z.string()) })
export type PageText = Readonly<z.infer<typeof PageText>>
