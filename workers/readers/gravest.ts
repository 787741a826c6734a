import { leavesUnread } from '../../pipeline/problems/leaves-unread.ts'
import type { Problem } from '../../schemas/problem.ts'

/** From nothing read at all to a part that may be wrong; what is not named here comes last. */
const GRAVEST_FIRST: readonly Problem['code'][] = [
  'page-timeout',
  'page-failed',
  'page-size-absurd',
  'image-too-large',
  'page-not-read',
  'reader-unavailable',
  'reader-timeout',
  'reader-failed',
  'image-damaged',
  'page-damaged',
]

/** The gravest of a page's problems that left a part of it unread; null where all was read. */
export function gravestProblem(problems: readonly Problem[]): Problem['code'] | null {
  const codes = problems.filter(leavesUnread).map(({ code }) => code)
  return GRAVEST_FIRST.find((code) => codes.includes(code)) ?? codes[0] ?? null
}
