import type { Problem } from '../../schemas/problem.ts'
import { PROBLEMS } from '../../schemas/problem-codes.ts'

/** Whether a problem of input, limit or page means that a part was not read. */
export function leavesUnread({ code }: Pick<Problem, 'code'>): boolean {
  return PROBLEMS[code] !== 'notice' && !READ_ALL_THE_SAME.includes(code)
}

/** Problems of a page that leave its content read. */
const READ_ALL_THE_SAME: readonly Problem['code'][] = ['page-decoder-warning']
