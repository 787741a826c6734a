import type { CorrectedValue } from '../../schemas/correction.ts'
import type { Field, Report } from '../../schemas/report.ts'
import type { Edits } from './recheck.ts'

/** A row moved: what each of its fields says then, and what fell off its end, which nobody holds any more. */
export type Shift = {
  readonly answers: readonly {
    readonly subject: string
    readonly before: CorrectedValue
    readonly after: CorrectedValue
  }[]
  readonly fallen: readonly { readonly subject: string; readonly value: CorrectedValue }[]
}

/**
 * Moves the values of a row `by` columns as printed, to the right where it is above 0; what no value comes to is blank.
 * `row` null moves a table that is printed in one row (the disputes). With `from`, a field's id, only that cell and those
 * behind it move (in front of it, for a move to the left): a cell was lost there. `edits` come before the report's values.
 */
export function shiftRow(
  report: Report,
  table: string,
  row: string | null,
  by: number,
  { from, edits = {} }: { readonly from?: string; readonly edits?: Edits } = {},
): Shift {
  const ids = moving(printedOrder(report, row === null ? `${table}.` : `${table}.${row}.`), by, from)
  const now = (id: string): CorrectedValue => {
    const { value, state } = edits[id] ?? report.fields[id]!
    return { value, state }
  }
  const answers = ids.map((subject, at) => {
    const source = ids[at - by]
    return { subject, before: now(subject), after: source === undefined ? BLANK : now(source) }
  })
  const fallen = ids
    .filter((_, at) => at + by < 0 || at + by >= ids.length)
    .map((subject) => ({ subject, value: now(subject) }))
  return { answers, fallen }
}

const BLANK: CorrectedValue = { value: null, state: 'blank' }

function moving(ids: readonly string[], by: number, from: string | undefined): readonly string[] {
  const at = from === undefined ? -1 : ids.indexOf(from)
  if (at < 0) return ids
  return by > 0 ? ids.slice(at) : ids.slice(0, at + 1)
}

/** A row's fields from left to right where every cell's place is known, else in the form's order. */
function printedOrder({ fields }: Report, start: string): readonly string[] {
  const own = Object.entries(fields as Record<string, Field>).filter(([id]) => id.startsWith(start))
  const placed = own.every(([, { box, page }]) => box && page === own[0]![1].page)
  const sorted = placed ? [...own].sort(([, a], [, b]) => a.box![0] - b.box![0]) : own
  return sorted.map(([id]) => id)
}
