import { z } from 'zod'
import { Reason, State } from './report.ts'

export const STATISTICS_FORMAT = 'nianbao/stats@1'

const count = z.number().int()

/** What a group of reports comes to. `confidence` is the mean of its fields, null without any; counts of fields and checks are of all its reports. */
export const Group = z.object({
  reports: count,
  /** Reports of which somebody should look at something. */
  needReview: count,
  fields: count,
  review: count,
  corrected: count,
  confidence: z.number().nullable(),
  failing: count,
})
export type Group = Readonly<z.infer<typeof Group>>

/** Groups by name, and what did not fit into the list: it has an end, so that memory has one. */
const grouped = <Key extends z.ZodType>(key: Key) => z.array(Group.extend({ key }))

/** How often a rule's checks came out which way; verdicts are those of failures. */
export const RuleOutcomes = z.object({
  rule: z.string(),
  pass: count,
  fail: count,
  notAssessable: count,
  verdicts: z.object({ source: count, reading: count, unknown: count }),
})
export type RuleOutcomes = Readonly<z.infer<typeof RuleOutcomes>>

/** Statistics over reports, nianbao/stats@1. Every count is exact but for lists that say what they left out. */
export const Statistics = z.object({
  format: z.literal(STATISTICS_FORMAT),
  all: Group,
  /** Reports of documents that are no known report; they are in `all` too. */
  unknown: count,
  /** By the year the report is about, ascending; null where it names none. */
  years: grouped(z.number().nullable()),
  forms: grouped(z.string().nullable()),
  kinds: grouped(z.enum(['digital', 'scan', 'mixed', 'text'])),
  /** By agency, normalized names as last printed, most reports first; `rest` are reports of agencies beyond the list. */
  agencies: z.object({
    list: z.array(Group.extend({ key: z.string(), firstYear: z.number().nullable(), lastYear: z.number().nullable() })),
    rest: Group,
    /** Reports that name no agency. */
    none: count,
  }),
  /** Fields by state. */
  states: z.record(State, count),
  /** Fields by confidence: how many have at least `from`, and less than the next one's. */
  confidence: z.array(z.object({ from: z.number(), fields: count, review: count })),
  checks: z.object({
    pass: count,
    fail: count,
    notAssessable: count,
    verdicts: RuleOutcomes.shape.verdicts,
    rules: z.array(RuleOutcomes),
  }),
  /** Why fields are in review, most first: `fields` have this reason, of which `alone` no other; `reports` have such a field. */
  reasons: z.array(z.object({ reason: Reason, fields: count, alone: count, reports: count })),
  /** Fields of the forms that are most often in review, most first; `rest` counts what lies beyond the list. */
  fieldsInReview: z.object({ list: z.array(z.object({ id: z.string(), reports: count })), rest: count }),
  problems: z.array(z.object({ code: z.string(), times: count, reports: count })),
  /** Reports of years, forms and readers beyond the first 500, which no list has. */
  unlisted: z.object({ years: count, forms: count, readers: count }),
  /** What wrote the reports: several versions may be among them. */
  readers: z.array(z.object({ reader: z.string(), reports: count })),
})
export type Statistics = Readonly<z.infer<typeof Statistics>>
