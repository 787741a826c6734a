import { z } from 'zod'
import { State } from './report.ts'

const Value = z.union([z.number(), z.string(), z.null()])

/** What one field of a document prints; `accept` holds further readings that are as good. */
export const TrueField = z.object({
  value: Value,
  state: State,
  raw: z.string().nullish(),
  accept: z.array(Value).nullish(),
})
export type TrueField = Readonly<z.infer<typeof TrueField>>

/**
 * NAME.truth.json: what the document NAME says, put down by somebody who knows. `level` names the condition of its pages
 * (digital, scan, fax …), `traits` what is peculiar to its layout, `inconsistent` the fields that the agency printed wrong.
 * One made of corrections holds the fields that people settled alone, and names the document in `source`.
 */
export const Truth = z.object({
  source: z.object({ name: z.string(), sha256: z.string() }).nullish(),
  organization: z.string().nullish(),
  year: z.number().nullish(),
  signedOn: z.string().nullish(),
  level: z.string().nullish(),
  traits: z.array(z.string()).nullish(),
  inconsistent: z.array(z.string()).nullish(),
  fields: z.record(z.string(), TrueField),
})
export type Truth = Readonly<z.infer<typeof Truth>>

/** A line of truths.jsonl: what people settled of the document with this sha256 and name. */
export const LabelledDocument = z.object({ document: z.string(), name: z.string(), truth: Truth })
export type LabelledDocument = Readonly<z.infer<typeof LabelledDocument>>

/** As much of a report as judging it takes; reports of other versions have it too. */
export const JudgedReport = z.object({
  fields: z.record(
    z.string(),
    z.object({
      value: Value.optional(),
      state: z.string().optional(),
      raw: z.string().optional(),
      confidence: z.number().optional(),
      review: z.boolean().optional(),
      reasons: z.array(z.string()).optional(),
      corrected: z.boolean().optional(),
      read: z.object({ value: Value, state: z.string() }).optional(),
    }),
  ),
})
export type JudgedReport = Readonly<z.infer<typeof JudgedReport>>
