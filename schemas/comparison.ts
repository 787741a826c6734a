import { z } from 'zod'
import { Check, Field } from './report.ts'

export const COMPARISON_FORMAT = 'nianbao/compare@1'

/**
 * What two reports have to do with each other, and how it is known: one file (`same-source`); one agency and year in two
 * files (`same-filing`); one agency's years (`same-agency`); nothing (`other-agency`), or nobody knows (`unknown`: a
 * report names no agency or year); the person who asked says so (`told`).
 */
export const RELATIONS = ['same-source', 'same-filing', 'same-agency', 'other-agency', 'unknown', 'told'] as const
export const RelationName = z.enum(RELATIONS)
export type RelationName = z.infer<typeof RelationName>

/** One of the two reports, as much of it as says which it is. `fields` and `review` count. */
export const Party = z.object({
  name: z.string(),
  sha256: z.string(),
  kind: z.enum(['digital', 'scan', 'mixed', 'text']),
  reader: z.string(),
  title: z.string(),
  form: z.string().nullable(),
  organization: z.string().nullable(),
  year: z.number().nullable(),
  fields: z.number().int(),
  review: z.number().int(),
})
export type Party = Readonly<z.infer<typeof Party>>

/** A field as one of the reports has it, without its place. */
export const FieldView = Field.pick({
  value: true,
  state: true,
  raw: true,
  unit: true,
  page: true,
  confidence: true,
  review: true,
  reasons: true,
  readings: true,
  corrected: true,
})
export type FieldView = Readonly<z.infer<typeof FieldView>>

/** A field that both reports have and that is not the same in both: in which of its members. */
export const FieldDifference = z.object({
  id: z.string(),
  differs: z.array(z.enum(['value', 'state', 'unit'])),
  a: FieldView,
  b: FieldView,
})
export type FieldDifference = Readonly<z.infer<typeof FieldDifference>>

const CheckView = Check.pick({ outcome: true, left: true, right: true, verdict: true })

/** A check whose outcome is another; null where a report has no such check. */
export const CheckDifference = z.object({
  id: z.string(),
  rule: z.string(),
  a: CheckView.nullable(),
  b: CheckView.nullable(),
})
export type CheckDifference = Readonly<z.infer<typeof CheckDifference>>

/** A table by its place in the report's list (from 0), its first page and its size. */
export const TableView = z.object({
  index: z.number().int(),
  page: z.number().int().optional(),
  form: z.string().nullable(),
  rows: z.number().int(),
  columns: z.number().int(),
})
export type TableView = Readonly<z.infer<typeof TableView>>

/** Two tables that stand for each other and differ, in size or in these cells; null where one has no such cell. */
export const TableDifference = z.object({
  a: TableView,
  b: TableView,
  cells: z.array(
    z.object({ row: z.number().int(), column: z.number().int(), a: z.string().nullable(), b: z.string().nullable() }),
  ),
})
export type TableDifference = Readonly<z.infer<typeof TableDifference>>

const OnlyField = z.object({ id: z.string(), field: FieldView })
const ProblemView = z.object({ code: z.string(), page: z.number().int().optional() })

/** Two readings side by side. Checks between years are left out: they tell of other reports. */
export const ReadingsCompared = z.object({
  /** Whether fields, checks, tables and facts of the document are the same; confidence and review may differ. */
  same: z.boolean(),
  fields: z.object({
    agreeing: z.number().int(),
    differing: z.array(FieldDifference),
    onlyA: z.array(OnlyField),
    onlyB: z.array(OnlyField),
    /** Fields that say the same, and are in review in one report alone. */
    review: z.array(z.object({ id: z.string(), a: z.boolean(), b: z.boolean() })),
  }),
  checks: z.object({ agreeing: z.number().int(), changed: z.array(CheckDifference) }),
  tables: z.object({
    agreeing: z.number().int(),
    differing: z.array(TableDifference),
    onlyA: z.array(TableView),
    onlyB: z.array(TableView),
  }),
  document: z.array(
    z.object({ what: z.enum(['kind', 'form', 'title']), a: z.string().nullable(), b: z.string().nullable() }),
  ),
  problems: z.object({ onlyA: z.array(ProblemView), onlyB: z.array(ProblemView) }),
})
export type ReadingsCompared = Readonly<z.infer<typeof ReadingsCompared>>

/**
 * A field of the forms' tables from one year to the next. `change`: both print a figure (`figure`), only the later one
 * does (`appeared`) or only the earlier one (`vanished`), or one of them is missing, unreadable or no number
 * (`unknown`). `absolute` is in the figure's unit, `percent` of the earlier year; null where there is none. `doubtful`: one of
 * the two is in review. `outlier`: it changed so much that somebody should look, which says nothing of why.
 */
export const Change = z.object({
  id: z.string(),
  change: z.enum(['figure', 'appeared', 'vanished', 'unknown']),
  a: FieldView.pick({ value: true, state: true, unit: true }),
  b: FieldView.pick({ value: true, state: true, unit: true }),
  absolute: z.number().nullable(),
  percent: z.number().nullable(),
  doubtful: z.boolean(),
  outlier: z.boolean(),
})
export type Change = Readonly<z.infer<typeof Change>>

/**
 * What the earlier report says of the year after it against what that year's says: requests `carried` over, or the
 * `previousYear` columns (that of the earlier year and its change make that of the later). `left` is what follows from
 * the earlier report, `right` what the later prints. Verdicts are those of checks; `suspect` may be misread.
 */
export const Contradiction = z.object({
  kind: z.enum(['carried', 'previousYear']),
  a: z.array(z.string()),
  b: z.array(z.string()),
  left: z.number(),
  right: z.number(),
  verdict: z.enum(['source', 'reading', 'unknown']),
  suspect: z.enum(['a', 'b']).optional(),
})
export type Contradiction = Readonly<z.infer<typeof Contradiction>>

/** Two years of one agency; `a` is the earlier. */
export const YearsCompared = z.object({
  /** Whether the years follow each other; only then can one contradict the other. */
  adjoining: z.boolean(),
  unchanged: z.number().int(),
  /** Fields of which one year prints 0 and the other nothing, or one a blank and the other a dash. */
  notation: z.number().int(),
  changes: z.array(Change),
  /** Ids of one year's form that the other's has not, or has in another unit. */
  onlyA: z.array(z.string()),
  onlyB: z.array(z.string()),
  contradictions: z.array(Contradiction),
  agreeing: z.number().int(),
  notAssessable: z.number().int(),
})
export type YearsCompared = Readonly<z.infer<typeof YearsCompared>>

const Common = z.object({
  format: z.literal(COMPARISON_FORMAT),
  relation: RelationName,
  /**
   * Whether the two have anything to do with each other; compared they are all the same. False too where they are
   * compared as years because somebody says so, and name two agencies.
   */
  related: z.boolean(),
  /** Whether they name one agency; `unknown` where one names none. */
  agencies: z.enum(['same', 'other', 'unknown']),
  /** What decided and is in review: `a.document.year`, … */
  doubtful: z.array(z.string()),
  /** Of years: the later report was given first. */
  swapped: z.boolean(),
  a: Party,
  b: Party,
})

/** Two reports compared, nianbao/compare@1: as readings of one document, or as years of one agency. */
export const Comparison = z.discriminatedUnion('compared', [
  Common.extend({ compared: z.literal('readings'), readings: ReadingsCompared }),
  Common.extend({ compared: z.literal('years'), years: YearsCompared }),
])
export type Comparison = Readonly<z.infer<typeof Comparison>>
