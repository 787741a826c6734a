import type { CorrectedValue } from '../../schemas/correction.ts'
import type { Report } from '../../schemas/report.ts'
import type { Decision } from '../../store/review/words.ts'

/** What the readers made of a field, and how sure they were; nulls where the reading has no such field. */
export type AsRead = { readonly read: CorrectedValue | null; readonly confidence: number | null }

/**
 * What was read in a field: the report tells, also of a corrected one. Where it has not been made again since the
 * correction, the first who decided on the field saw it. A corrected field's own confidence is no reader's.
 */
export function asRead(
  report: Report | null,
  field: string,
  corrected: boolean,
  decisions: readonly Decision[],
): AsRead {
  const shown = report?.fields[field]
  const first = decisions.find((decision) => decision.field === field && decision.read_json !== null)
  if (corrected && first) {
    return { read: shown?.read ?? (JSON.parse(first.read_json!) as CorrectedValue), confidence: first.confidence }
  }
  if (!shown) return { read: null, confidence: null }
  const { value, state } = shown.read ?? shown
  return { read: { value, state }, confidence: shown.corrected ? null : shown.confidence }
}
