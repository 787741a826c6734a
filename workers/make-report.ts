import type { DocumentReading } from '../engines/source/document.ts'
import { assemble } from '../pipeline/report/assemble.ts'
import type { Correction } from '../schemas/correction.ts'
import type { Form } from '../schemas/form.ts'
import type { Report } from '../schemas/report.ts'

/** What decides how page readings become a report. */
export type ReportSettings = { readonly forms: readonly Form[]; readonly reviewThreshold?: number | undefined }

/** What a report is about: the document's name and content hash, and what people said of it. */
export type Reported = {
  readonly name: string
  readonly sha256: string
  readonly corrections?: readonly Correction[]
}

/** The report of a document read to the end, with what people said of it. */
export function makeReport(
  { pages, readings, problems }: DocumentReading,
  { name, sha256, corrections = [] }: Reported,
  { forms, reviewThreshold }: ReportSettings,
): Report {
  return assemble(readings, {
    source: { name, sha256, pages },
    forms,
    problems,
    corrections,
    ...(reviewThreshold === undefined ? {} : { reviewThreshold }),
  })
}

/** A report as the text of a file. */
export function reportText(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
