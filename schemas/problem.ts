import { z } from 'zod'
import { PROBLEMS, type ProblemCode } from './problem-codes.ts'

export { PROBLEMS, type ProblemCode }

/** An expected failure as a value: what, where, and in `message` what to do about it. `page` is 1-based. */
export const Problem = z.object({
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  page: z.number().int().positive().optional(),
  message: z.string(),
})
export type Problem = Readonly<z.infer<typeof Problem>>

/** Process exit codes, stable and documented in docs/errors.md. */
export const EXIT = {
  ok: 0,
  defect: 1,
  usage: 2,
  input: 3,
  review: 4,
  output: 5,
  service: 6,
  interrupted: 130,
} as const
