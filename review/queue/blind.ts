import { type Edits, recheck } from '../../pipeline/correct/recheck.ts'
import type { Form } from '../../schemas/form.ts'
import type { Field, Report } from '../../schemas/report.ts'
import type { Item } from '../api/review.ts'

/**
 * A report as the second reader of some of its fields gets it: these stand as they were read, with no word of what the
 * first one said, in the checks neither. The same report where nothing is to be read a second time.
 */
export function blindReport(
  report: Report,
  items: readonly Pick<Item, 'field' | 'kind'>[],
  forms: readonly Form[],
): Report {
  const hidden = items.flatMap(({ field, kind }) => {
    const shown = kind === 'second' ? report.fields[field] : undefined
    return shown?.read ? [[field, shown] as const] : []
  })
  if (hidden.length === 0) return report
  const asRead: Edits = Object.fromEntries(hidden.map(([field, { read }]) => [field, read!]))
  const fields = { ...report.fields, ...Object.fromEntries(hidden.map(([field, shown]) => [field, unsettled(shown)])) }
  const again = new Map(recheck(report, asRead, forms).checks.map((check) => [check.id, check]))
  // An equation of a form that is not known here stays, unless it would tell what the first reader said.
  const checks = report.checks.flatMap(
    (check) => again.get(check.id) ?? (check.fields.some((field) => field in asRead) ? [] : check),
  )
  return { ...report, fields, checks }
}

/** A corrected field without the correction. How sure the reading was a corrected report does not tell. */
function unsettled({ corrected: _, read, ...field }: Field): Field {
  return { ...field, value: read!.value, state: read!.state, confidence: 0, review: true }
}
