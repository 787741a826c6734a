import type { Check } from '../../schemas/report.ts'

/**
 * Checks with the blame laid anew where people looked: one that fails although each of its fields was corrected or is
 * accepted is the agency's own wrong sum. `corrected` and `accepted` are asked by field id.
 */
export function blameSource(
  checks: readonly Check[],
  corrected: (field: string) => boolean,
  accepted: (field: string) => boolean,
): Check[] {
  return checks.map((check) => {
    if (check.outcome !== 'fail' || check.verdict === 'source' || !check.fields.some(corrected)) return check
    return check.fields.every((field) => corrected(field) || accepted(field)) ? { ...check, verdict: 'source' } : check
  })
}
