import { createHash } from 'node:crypto'
import { loadFile } from '../engines/source/load.ts'
import { readDocument } from '../engines/source/read.ts'
import type { Problem } from '../schemas/problem.ts'
import { drawTo } from './drawings.ts'
import { makeReport, reportText } from './make-report.ts'
import type { Progress, ReadOutcome, ReadTask, RunSettings } from './protocol.ts'
import { tallyOf } from './tally.ts'

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
  const report = makeReport(reading, { name: task.name, sha256 }, settings)
  return {
    kind: 'report',
    sha256,
    indented: settings.indented ? reportText(report) : '',
    compact: settings.compact ? `${JSON.stringify(report)}\n` : '',
    tally: tallyOf(report),
    settled: !report.problems.some(({ code }) => UNSETTLED.includes(code)),
  }
}

/** Failures that depend on the machine and its load as much as on the file. */
const UNSETTLED: readonly Problem['code'][] = ['page-timeout']
