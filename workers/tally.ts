import { leavesUnread } from '../pipeline/problems/leaves-unread.ts'
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
