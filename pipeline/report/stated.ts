import type { Form } from '../../schemas/form.ts'
import type { Check, Field, Statement } from '../../schemas/report.ts'

/**
 * Checks `stated.*`: a figure that the prose gives and a table holds too. Prose may count otherwise than the table, so
 * a difference is reported with verdict `unknown` unless the table's cell itself is in doubt.
 */
export function statedChecks(
  statements: readonly Statement[],
  fields: Readonly<Record<string, Field>>,
  forms: readonly Form[],
  form: string | null,
): Check[] {
  const stated = forms.find((f) => f.id === form)?.stated ?? []
  return stated.flatMap(({ what, field }): Check[] => {
    const said = statements.filter((statement) => statement.what === what)
    const cell = fields[field]
    const [first] = said
    if (!first || !cell) return []
    const values = new Set(said.map((statement) => statement.value))
    const left = first.value
    const base = { id: `stated.${what}`, rule: `${what} as the prose states it = ${field}`, fields: [field], left }
    const right = typeof cell.value === 'number' ? cell.value : null
    if (right === null || values.size > 1) {
      const message =
        right === null
          ? `${field} has no figure to compare with`
          : `the prose gives several figures: ${[...values].join(', ')}`
      return [{ ...base, outcome: 'not-assessable' as const, right, message }]
    }
    if (left === right) return [{ ...base, outcome: 'pass' as const, right, message: `${left} = ${right}` }]
    const doubtful = cell.reasons.some((reason) => reason !== 'check-failed')
    const verdict = doubtful
      ? ('reading' as const)
      : cell.suggestion === left
        ? ('source' as const)
        : ('unknown' as const)
    return [
      { ...base, outcome: 'fail' as const, right, verdict, message: `the prose says ${left}, the table ${right}` },
    ]
  })
}
