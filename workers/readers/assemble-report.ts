import { finishReadings } from '../../engines/source/finish.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { Report } from '../../schemas/report.ts'
import { makeReport, type ReportSettings, reportText } from '../make-report.ts'
import { tallyOf } from '../tally.ts'
import type { Assembled, AssembledItem, ReaderTask } from './tasks.ts'

/** A document as its parts are assembled; see ReaderTask. */
export type AssembleTask = Omit<Extract<ReaderTask, { kind: 'assemble' }>, 'kind' | 'readings'>

/** The report of a document from its pages' readings, in page order, corrected: what one run over all pages would give. */
export function assembleReport(
  { name, sha256, pages, problems, corrections }: AssembleTask,
  readings: readonly PageReading[],
  settings: ReportSettings,
): Assembled {
  const report = makeReport({ pages, ...finishReadings(readings, problems) }, { name, sha256, corrections }, settings)
  return {
    kind: 'assembled',
    report: reportText(report),
    tally: tallyOf(report),
    organization: text(report.fields['document.organization']?.value),
    year: number(report.fields['document.year']?.value),
    form: report.document.form,
    checksFailed: report.checks.filter(({ outcome }) => outcome === 'fail').length,
    items: itemsOf(report),
  }
}

function itemsOf({ fields, checks }: Report): readonly AssembledItem[] {
  const failed = checks.filter(({ outcome }) => outcome === 'fail')
  return Object.entries(fields)
    .filter(([, { review }]) => review)
    .map(([field, { page, confidence, reasons }]) => ({
      field,
      page: page ?? null,
      confidence,
      reasons,
      failing: failed.filter((check) => check.fields.includes(field)).length,
    }))
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
