import type { CorrectedValue } from '../../schemas/correction.ts'
import type { Form } from '../../schemas/form.ts'
import type { Check, Field, Report } from '../../schemas/report.ts'
import { blameSource } from '../check/blame.ts'
import type { Printed } from '../check/equation.ts'
import { runChecks } from '../check/run.ts'
import { correctedField } from '../report/corrected.ts'
import { statedChecks } from '../report/stated.ts'
import { recheckCarry } from './carry-again.ts'
import { checkedTables } from './checked-tables.ts'

/** What a person is about to say of fields, by their ids. */
export type Edits = Readonly<Record<string, CorrectedValue>>

/** The checks with edits, and the values that would mend what fails, by field. */
export type Rechecked = { readonly checks: readonly Check[]; readonly suggestions: Readonly<Record<string, number>> }

/**
 * A report's checks as they would be with edits in place, from the report alone, while somebody types: which of them
 * fail, both sides and the suspects are what assembling would give, by the same code. Who is to blame is told from the
 * fields' reviews, and may become another once the report is assembled.
 */
export function recheck(report: Report, edits: Edits, forms: readonly Form[]): Rechecked {
  const own = report.checks.filter(({ id }) => !id.startsWith('stated.') && !id.startsWith('carry.'))
  const known = new Set(own.flatMap(({ fields }) => fields))
  const settled = (id: string) => edits[id] !== undefined || report.fields[id]?.corrected === true
  const printed = (id: string): Printed => edits[id] ?? (known.has(id) ? report.fields[id] : undefined)
  const sure = (id: string) => settled(id) || isSure(report, id)
  const run = runChecks(checkedTables(own, report.document.form, Object.keys(edits), forms), printed, sure)
  const suggestions = new Map([...run.suggestions].filter(([id]) => !settled(id)))
  const fields = withEdits(report, edits, suggestions)
  const checks = [
    ...blameSource(run.checks, settled, (id) => sure(id) && !run.suspects.has(id)),
    ...statedChecks(report.statements, fields, forms, report.document.form),
    ...report.checks.filter(({ id }) => id.startsWith('carry.')).map((check) => recheckCarry(check, edits)),
  ]
  return { checks, suggestions: Object.fromEntries(suggestions) }
}

/** Whether nothing but sums puts a field in review, and those are known to be the agency's own mistake. */
function isSure({ fields, checks }: Report, id: string): boolean {
  const field = fields[id]
  if (!field?.review) return field !== undefined
  if (field.reasons.some((reason) => reason !== 'check-failed')) return false
  return checks.some((check) => check.verdict === 'source' && check.fields.includes(id))
}

function withEdits(report: Report, edits: Edits, suggestions: ReadonlyMap<string, number>): Record<string, Field> {
  const fields: Record<string, Field> = { ...(report.fields as Record<string, Field>) }
  for (const [id, field] of Object.entries(fields)) {
    const said = edits[id]
    const suggestion = suggestions.get(id)
    if (said) fields[id] = correctedField(field, said)
    else if (suggestion !== field.suggestion) {
      const { suggestion: _, ...rest } = field
      fields[id] = suggestion === undefined ? rest : { ...rest, suggestion }
    }
  }
  return fields
}
