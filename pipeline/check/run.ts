import type { Form, FormTable } from '../../schemas/form.ts'
import type { Check } from '../../schemas/report.ts'
import { evaluate, instancesOf, type Printed } from './equation.ts'
import { type Assessed, locate } from './locate.ts'

/** The checks of a document and, for each field that they point at, the value that would mend all its failing equations. */
export type CheckRun = {
  readonly checks: readonly Check[]
  readonly suspects: ReadonlySet<string>
  readonly suggestions: ReadonlyMap<string, number>
  /** Field id → how many equations it passes that hold a figure other than 0, and that hold zeros only. */
  readonly support: ReadonlyMap<string, { readonly figures: number; readonly zeros: number }>
}

/** A table with the form that it follows. */
export type CheckedTable = { readonly table: FormTable; readonly form: Form }

/**
 * Runs every equation of the forms over the fields of the tables found. `sure` says whether a field's reading is beyond
 * doubt: then a wrong sum is the source's own, else a reading may explain it.
 */
export function runChecks(
  tables: readonly CheckedTable[],
  printed: (field: string) => Printed,
  sure: (field: string) => boolean,
): CheckRun {
  const assessed: Assessed[] = tables.flatMap(({ table, form }) =>
    form.equations
      .filter((equation) => equation.table === table.id)
      .flatMap((equation) => instancesOf(equation, table))
      .map((instance) => ({ ...instance, ...evaluate(instance, printed) })),
  )
  const located = locate(assessed)
  const suspects = new Set([...located.values()].flat())
  const suggestions = new Map<string, number>()
  for (const field of suspects) {
    const value = mending(field, assessed, located, printed)
    if (value !== null) suggestions.set(field, value)
  }
  const support = new Map<string, { figures: number; zeros: number }>()
  for (const a of assessed) {
    if (a.outcome !== 'pass') continue
    for (const field of [...a.left, ...a.right]) {
      const entry = support.get(field) ?? { figures: 0, zeros: 0 }
      support.set(
        field,
        a.rightSum === 0 ? { ...entry, zeros: entry.zeros + 1 } : { ...entry, figures: entry.figures + 1 },
      )
    }
  }
  return {
    checks: assessed.map((a) => toCheck(a, located.get(a.id) ?? [], printed, sure)),
    suspects,
    suggestions,
    support,
  }
}

/** The one value that makes every failing equation of a field hold; null unless it is the sole suspect and they agree. */
function mending(
  field: string,
  assessed: readonly Assessed[],
  located: ReadonlyMap<string, readonly string[]>,
  printed: (field: string) => Printed,
): number | null {
  const failing = assessed.filter((a) => a.outcome === 'fail' && [...a.left, ...a.right].includes(field))
  const alone = failing.every((a) => located.get(a.id)?.length === 1 && located.get(a.id)![0] === field)
  if (!alone || failing.length < 2) return null
  const now = printed(field)?.value
  const value = typeof now === 'number' ? now : 0
  const wanted = new Set(
    failing.map(
      (a) => Math.round((value + (a.left.includes(field) ? 1 : -1) * (a.rightSum! - a.leftSum!)) * 1e6) / 1e6,
    ),
  )
  const [only] = wanted
  return wanted.size === 1 && only !== undefined && only >= 0 && only !== value ? only : null
}

function toCheck(
  a: Assessed,
  suspects: readonly string[],
  printed: (field: string) => Printed,
  sure: (field: string) => boolean,
): Check {
  const fields = [...a.left, ...a.right].filter((field) => printed(field) !== undefined)
  const base = { id: a.id, rule: a.rule, outcome: a.outcome, fields, left: a.leftSum, right: a.rightSum }
  if (a.outcome === 'pass') return { ...base, message: `${a.leftSum} = ${a.rightSum}` }
  if (a.outcome === 'not-assessable') return { ...base, message: whyNot(a, printed) }
  const doubtful = fields.filter((field) => !sure(field))
  const verdict = doubtful.length === 0 ? 'source' : suspects.some((field) => !sure(field)) ? 'reading' : 'unknown'
  return {
    ...base,
    verdict,
    suspects: [...suspects],
    message: `${a.leftSum} ≠ ${a.rightSum}${suspects.length > 0 ? `; suspect: ${suspects.join(', ')}` : ''}`,
  }
}

function whyNot(a: Assessed, printed: (field: string) => Printed): string {
  const lost = [...a.left, ...a.right].find((field) => {
    const cell = printed(field)
    return !cell || cell.state === 'missing' || cell.state === 'unreadable' || cell.state === 'text'
  })
  if (lost) return `${lost} has no figure to calculate with`
  return 'the side to compare is blank'
}
