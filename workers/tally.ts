import { PROBLEMS, type Problem } from '../schemas/problem.ts'
import type { Report } from '../schemas/report.ts'
import type { Tally } from '../store/manifest.ts'

/** Counts what a summary and the exit code need of a report. */
export function tallyOf(report: Report): Tally {
  const fields = Object.values(report.fields)
  const review = fields.filter((field) => field.review).length
  return {
    accepted: fields.length - review,
    review,
    problems: report.problems.length,
    needed: report.review.needed,
    unread: report.problems.find(leavesUnread) ?? null,
    unknown: report.document.kind === 'unknown',
    tables: report.tables.length,
    sections: report.sections.length,
  }
}

/** Whether a problem of input, limit or page means that a part was not read. */
export function leavesUnread({ code }: Problem): boolean {
  return PROBLEMS[code] !== 'notice' && !READ_ALL_THE_SAME.includes(code)
}

/** Problems of a page that leave its content read. */
const READ_ALL_THE_SAME: readonly Problem['code'][] = ['page-decoder-warning']
