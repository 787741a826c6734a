import { z } from 'zod'
import { CorrectedValue, TableMark } from '../../schemas/correction.ts'
import { Report } from '../../schemas/report.ts'

/** Which items a reviewer wants. */
export const QueueFilter = z.object({
  agency: z.string().optional(),
  year: z.number().int().optional(),
  form: z.string().optional(),
  reason: z.string().optional(),
  batch: z.string().optional(),
  /** Documents not wanted of `next`: those that the page holds already, when it fetches one ahead. */
  except: z.array(z.string()).max(100).optional(),
})
export type QueueFilter = Readonly<z.infer<typeof QueueFilter>>

/**
 * A field to look at. `kind`: flagged by the reading, an accepted one drawn to measure silent errors, or one that somebody
 * else has answered already (which the second is not told, and the third is). `seen` is the id of the last correction of
 * the field, to be sent back with the answer.
 */
export const Item = z.object({
  field: z.string(),
  kind: z.enum(['flagged', 'sample', 'second', 'third']),
  page: z.number().int().nullable(),
  reasons: z.array(z.string()),
  /** Failing equations that it stands in. */
  failing: z.number().int(),
  seen: z.string().nullable(),
  /** Of a third reading: what the first two said. */
  answers: z.array(CorrectedValue).optional(),
  note: z.string().nullable(),
})
export type Item = Readonly<z.infer<typeof Item>>

/** What tables were said to be, by the marks' subjects, the latest word last. */
const Marks = z.record(z.string(), TableMark)

/**
 * POST /api/review/next (QueueFilter; 204 where nothing is left) and POST /api/review/lease {document}: a document with
 * its open items, the one that settles most first, for this reviewer alone until `until` (milliseconds since 1970).
 * In a report for a second reading the first one's corrections are left out.
 */
export const Task = z.object({
  document: z.string(),
  name: z.string(),
  until: z.number().int(),
  pages: z.number().int(),
  report: Report,
  items: z.array(Item),
  /** The last correction of every subject somebody spoke of: what an answer to one that is no item has seen. */
  seen: z.record(z.string(), z.string()),
  marks: Marks,
})
export type Task = Readonly<z.infer<typeof Task>>

/** One answer: a field's value, a table's mark, or null to take back what was said. */
export const Answer = z.object({
  subject: z.string(),
  after: z.union([CorrectedValue, TableMark]).nullable(),
  seen: z.string().nullable(),
  why: z.string().max(500).default(''),
  /** Seconds that the reviewer looked at it. */
  seconds: z.number().min(0).max(86_400).default(0),
})
export type Answer = Readonly<z.infer<typeof Answer>>

/** The sender's own name for what it sends: what comes again under it, since the reply was lost, is done once. */
const Key = z.string().regex(/^[\w-]{1,100}$/)

/** POST /api/review/answers: all or none are taken. */
export const Answers = z.object({
  document: z.string(),
  answers: z.array(Answer).min(1).max(500),
  key: Key.optional(),
})
export type Answers = Readonly<z.infer<typeof Answers>>

/** What came of answers: the report with them, and what is still open. `corrections`: subject → id, the new `seen`. */
export const Answered = z.object({
  report: Report,
  items: z.array(Item),
  corrections: z.record(z.string(), z.string()),
  marks: Marks,
  until: z.number().int(),
})
export type Answered = Readonly<z.infer<typeof Answered>>

/** 409 to answers: somebody else said something since, or has the lease. Both versions are told; nothing was taken. */
export const Stale = z.object({
  code: z.literal('stale'),
  message: z.string(),
  conflicts: z.array(
    z.object({
      subject: z.string(),
      yours: z.union([CorrectedValue, TableMark]).nullable(),
      theirs: z.union([CorrectedValue, TableMark]).nullable(),
      who: z.string(),
      at: z.number().int(),
      id: z.string(),
    }),
  ),
})
export type Stale = Readonly<z.infer<typeof Stale>>

/** POST /api/review/aside: puts an item aside for later, or as one that a person must decide on, with a note; or brings it back. */
export const Aside = z.object({
  document: z.string(),
  field: z.string(),
  as: z.enum(['skipped', 'problematic', 'open']),
  note: z.string().max(2000).default(''),
})
export type Aside = Readonly<z.infer<typeof Aside>>

/** POST /api/review/undo: takes back the answers that were sent under the key `of`; without it, those given last. */
export const UndoOrder = z.object({ document: z.string(), key: Key.optional(), of: Key.optional() })
export type UndoOrder = Readonly<z.infer<typeof UndoOrder>>

/** POST /api/review/lease and /api/review/renew. */
export const LeaseOrder = z.object({ document: z.string() })

/** POST /api/review/release; with `own` the account keeps the lease, and only this window lets go of the document. */
export const ReleaseOrder = LeaseOrder.extend({ own: z.boolean().default(false) })

/** What came of renewing a lease. */
export const Lease = z.object({ document: z.string(), until: z.number().int() })
export type Lease = Readonly<z.infer<typeof Lease>>

/** What is still open of a leased document, after something was put aside. */
export const OpenItems = z.object({ items: z.array(Item), until: z.number().int() })
export type OpenItems = Readonly<z.infer<typeof OpenItems>>

const Choice = z.object({ value: z.string(), items: z.number().int() })

/** GET /api/review/filters: what a QueueFilter may say, with the open items of each; the most first. */
export const QueueChoices = z.object({
  agencies: z.array(Choice),
  years: z.array(Choice),
  forms: z.array(Choice),
  reasons: z.array(Choice),
  batches: z.array(Choice),
})
export type QueueChoices = Readonly<z.infer<typeof QueueChoices>>
