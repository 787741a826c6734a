import { assemble } from '../../../pipeline/report/assemble.ts'
import type { CorrectedValue, Correction, TableMark } from '../../../schemas/correction.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import type { PageReading } from '../../../schemas/page.ts'
import type { Report } from '../../../schemas/report.ts'

/** A word of an invented reviewer. */
export function say(subject: string, after: CorrectedValue | TableMark | null, at = 1): Correction {
  return { id: `${subject} ${at}`, document: '0'.repeat(64), subject, before: null, after, who: '季宁', why: '', at }
}

/** That a field holds a figure. */
export function figure(subject: string, value: number, at = 1): Correction {
  return say(subject, { value, state: 'number' }, at)
}

/** The report of pages with what was said of them. */
export function corrected(pages: readonly PageReading[], corrections: readonly Correction[]): Report {
  const source = { name: 'pages.pdf', sha256: '0'.repeat(64), pages: pages.length }
  return assemble(pages, { source, forms: FORMS, corrections })
}
