import { z } from 'zod'

/** Everything that can go wrong with an input and is expected to: code → what kind of failure it is. */
export const PROBLEMS = {
  'file-missing': 'input',
  'file-unreadable': 'input',
  'file-empty': 'input',
  'file-type-unknown': 'input',
  'file-too-large': 'limit',
  'not-a-pdf': 'input',
  'pdf-damaged': 'input',
  'pdf-encrypted': 'input',
  'pdf-password-wrong': 'input',
  'pdf-no-pages': 'input',
  'too-many-pages': 'limit',
  'page-size-absurd': 'limit',
  'page-out-of-range': 'input',
  'reader-crashed': 'input',
  'page-failed': 'page',
  'page-timeout': 'limit',
  'page-not-read': 'page',
  'page-damaged': 'page',
  'page-blank': 'notice',
  'page-decoder-warning': 'page',
  'image-damaged': 'page',
  'image-too-large': 'limit',
  'reader-unavailable': 'page',
  'reader-timeout': 'limit',
  'reader-failed': 'page',
  'text-layer-distrusted': 'page',
  'encoding-unreadable': 'input',
  'text-damaged': 'notice',
  'text-too-long': 'limit',
  'grid-limit': 'limit',
  'several-reports': 'limit',
  'document-unknown': 'notice',
  'table-missing': 'notice',
  'columns-lost': 'notice',
  'correction-unused': 'notice',
  'output-denied': 'output',
  'output-disk-full': 'output',
  'output-failed': 'output',
  'service-unavailable': 'service',
  'queue-may-evict': 'service',
  'store-newer': 'service',
  'gave-up': 'service',
} as const satisfies Record<string, 'input' | 'limit' | 'page' | 'notice' | 'output' | 'service'>

export type ProblemCode = keyof typeof PROBLEMS

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
