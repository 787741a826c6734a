import { z } from 'zod'
import { Box } from './geometry.ts'
import { Reading } from './page.ts'
import { Problem } from './problem.ts'

export const STATES = ['number', 'text', 'blank', 'dash', 'unreadable', 'missing'] as const
export const State = z.enum(STATES)
export type State = z.infer<typeof State>

/** Why a field is in review: a closed list, explained in docs/formats.md. */
export const REASONS = [
  'missing',
  'unreadable',
  'not-a-number',
  'check-failed',
  'columns-lost',
  'columns-uncertain',
  'row-uncertain',
  'duplicate-row',
  'cut-short',
  'negative',
  'readers-disagree',
  'low-score',
  'page-not-read',
] as const
export const Reason = z.enum(REASONS)
export type Reason = z.infer<typeof Reason>

/** One field of the form as the document has it; see docs/formats.md for each member. */
export const Field = z.object({
  value: z.union([z.number(), z.string(), z.null()]),
  state: State,
  raw: z.string(),
  unit: z.string().optional(),
  page: z.number().int().positive().optional(),
  box: Box.optional(),
  confidence: z.number().min(0).max(1),
  review: z.boolean(),
  reasons: z.array(Reason),
  readings: z.array(Reading),
  /** Other values the document could mean here, where its layout does not decide. */
  candidates: z.array(z.union([z.number(), z.string(), z.null()])).optional(),
  suggestion: z.number().optional(),
  /** A person said what stands here: value and state are theirs. Absent otherwise. */
  corrected: z.literal(true).optional(),
  /** Of a corrected field: what was read. */
  read: z.object({ value: z.union([z.number(), z.string(), z.null()]), state: State }).optional(),
})
export type Field = Readonly<z.infer<typeof Field>>

export const Check = z.object({
  id: z.string(),
  rule: z.string(),
  outcome: z.enum(['pass', 'fail', 'not-assessable']),
  fields: z.array(z.string()),
  left: z.number().nullable(),
  right: z.number().nullable(),
  verdict: z.enum(['source', 'reading', 'unknown']).optional(),
  suspects: z.array(z.string()).optional(),
  message: z.string(),
})
export type Check = Readonly<z.infer<typeof Check>>

export const TableCell = z.object({
  row: z.number().int(),
  column: z.number().int(),
  rowSpan: z.number().int(),
  columnSpan: z.number().int(),
  text: z.string(),
  page: z.number().int().positive().optional(),
  box: Box.optional(),
  confidence: z.number(),
})
export type TableCell = Readonly<z.infer<typeof TableCell>>

/** A table of the document, pages stitched together; `form` names the forms' table it was recognized as. */
export const Table = z.object({
  page: z.number().int().positive().optional(),
  pages: z.array(z.number().int().positive()).optional(),
  box: Box.optional(),
  rows: z.number().int(),
  columns: z.number().int(),
  form: z.string().nullable(),
  cells: z.array(TableCell),
})
export type Table = Readonly<z.infer<typeof Table>>

/** A figure that the prose gives. */
export const Statement = z.object({
  what: z.string(),
  value: z.number(),
  unit: z.string(),
  sentence: z.string(),
  page: z.number().int().positive().optional(),
  line: z.number().int().positive().optional(),
  box: Box.optional(),
  confidence: z.number(),
})
export type Statement = Readonly<z.infer<typeof Statement>>

export const Section = z.object({
  heading: z.string(),
  level: z.number().int(),
  page: z.number().int().positive().optional(),
  box: Box.optional(),
  text: z.string(),
})
export type Section = Readonly<z.infer<typeof Section>>

export const FORMAT = 'nianbao/report@1'

/** What wrote a report: the package's name and version, as package.json has them (a test compares). */
export const READER = 'nianbao/0.1.0'

/** The report, nianbao/report@1: what `extract` writes for one input. */
export const Report = z.object({
  format: z.literal(FORMAT),
  source: z.object({
    name: z.string(),
    sha256: z.string(),
    pages: z.number().int(),
    kind: z.enum(['digital', 'scan', 'mixed', 'text']),
  }),
  reader: z.string(),
  document: z.object({
    kind: z.enum(['disclosure-annual-report', 'unknown']),
    form: z.string().nullable(),
    title: z.string(),
  }),
  fields: z.record(z.string(), Field),
  checks: z.array(Check),
  tables: z.array(Table),
  statements: z.array(Statement),
  sections: z.array(Section),
  review: z.object({ needed: z.boolean(), fields: z.array(z.string()) }),
  problems: z.array(Problem),
})
export type Report = Readonly<z.infer<typeof Report>>
