import { createHash } from 'node:crypto'
import { loadFile } from '../engines/source/load.ts'
import { readDocument } from '../engines/source/read.ts'
import { assemble } from '../pipeline/report/assemble.ts'
import { PROBLEMS, type Problem } from '../schemas/problem.ts'
import type { Report } from '../schemas/report.ts'
import type { Tally } from '../store/manifest.ts'
import { drawTo } from './drawings.ts'
import type { Progress, ReadOutcome, ReadTask, RunSettings } from './protocol.ts'

/** Reads one input and assembles its report: the whole work on a document, without a clock, a queue or an output. */
export async function readInput(
  task: ReadTask,
  settings: RunSettings,
  onProgress: (progress: Progress) => void,
): Promise<ReadOutcome> {
  const bytes = task.bytes ?? loadFile(task.path ?? new Uint8Array(), settings.maxBytes)
  if ('code' in bytes) return { kind: 'problem', problem: bytes }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 === task.unchangedIf) return { kind: 'unchanged', sha256 }
  const reading = await readDocument(bytes, task.name, {
    password: settings.password,
    maxPages: settings.maxPages,
    pages: settings.pages,
    models: settings.models,
    ...(settings.drawings === undefined ? {} : { onDrawable: drawTo(settings.drawings, task.name) }),
    onPage: (page, pages) => onProgress({ page, pages }),
  })
  if ('code' in reading) return { kind: 'problem', problem: reading }
  const report = assemble(reading.readings, {
    source: { name: task.name, sha256, pages: reading.pages },
    forms: settings.forms,
    problems: reading.problems,
    ...(settings.reviewThreshold === undefined ? {} : { reviewThreshold: settings.reviewThreshold }),
  })
  return {
    kind: 'report',
    sha256,
    indented: settings.indented ? `${JSON.stringify(report, null, 2)}\n` : '',
    compact: settings.compact ? `${JSON.stringify(report)}\n` : '',
    tally: tallyOf(report),
    settled: !report.problems.some(({ code }) => UNSETTLED.includes(code)),
  }
}

/** Problems of a page that leave its content read; every other problem of input, limit or page means a part was not. */
const READ_ALL_THE_SAME: readonly Problem['code'][] = ['page-decoder-warning']

/** Failures that depend on the machine and its load as much as on the file. */
const UNSETTLED: readonly Problem['code'][] = ['page-timeout']

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

function leavesUnread({ code }: Problem): boolean {
  return PROBLEMS[code] !== 'notice' && !READ_ALL_THE_SAME.includes(code)
}
