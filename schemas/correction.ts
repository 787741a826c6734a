import { z } from 'zod'
import { Box } from './geometry.ts'
import { State } from './report.ts'

/** What a person says stands in a cell. `page` and `box` only where the reading has no such cell and the person showed it. */
export const CorrectedValue = z.object({
  value: z.union([z.number(), z.string(), z.null()]),
  state: State,
  page: z.number().int().positive().optional(),
  box: Box.optional(),
})
export type CorrectedValue = Readonly<z.infer<typeof CorrectedValue>>

/** What a person says a table is: a table of a form (`2021`, `requests`), or none of any form's. */
export const TableMark = z.object({ form: z.string().nullable(), table: z.string().nullable() })
export type TableMark = Readonly<z.infer<typeof TableMark>>

/**
 * A person's word, kept apart from readings and never changed: the last one of a subject counts, and `after` null takes
 * back what was said. `subject` is a field's id, `table:PAGE:INDEX` for the INDEX-th grid (from 0, top to bottom) of a
 * page's reading (from 1), or `table:lines:FROM-TO` for lines of a text dump (from 1, both included). `before` is what the
 * person saw. `at` is in milliseconds since 1970; `id` derives from the other members.
 */
export const Correction = z.object({
  id: z.string(),
  document: z.string(),
  subject: z.string(),
  before: z.union([CorrectedValue, TableMark]).nullable(),
  after: z.union([CorrectedValue, TableMark]).nullable(),
  who: z.string(),
  why: z.string(),
  at: z.number().int(),
})
export type Correction = Readonly<z.infer<typeof Correction>>
