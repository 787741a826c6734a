import type { Form, FormTable } from '../../schemas/form.ts'
import type { Check } from '../../schemas/report.ts'
import { type Instance, instancesOf } from '../check/equation.ts'
import type { CheckedTable } from '../check/run.ts'

/**
 * The tables, each as the form that it follows has it, whose equations a report's checks are, in the checks' order; and
 * behind them those of the report's form of which only `edits` (field ids) tell. Reports mix forms: a table follows the
 * one whose equations are all among the checks and hold all of their fields.
 */
export function checkedTables(
  checks: readonly Check[],
  form: string | null,
  edits: readonly string[],
  forms: readonly Form[],
): CheckedTable[] {
  const places = new Map(checks.map(({ id }, place) => [id, place]))
  const byId = new Map(checks.map((check) => [check.id, check]))
  // The report's own form first: of two that would do, it is the likelier one.
  const ordered = [...forms].sort((a, b) => Number(b.id === form) - Number(a.id === form))
  const found = new Map<string, CheckedTable & { readonly place: number }>()
  for (const candidate of ordered) {
    for (const table of candidate.tables) {
      const instances = instancesIn(table, candidate)
      if (found.has(table.id) || instances.length === 0 || !instances.every((one) => holds(one, byId.get(one.id))))
        continue
      const place = Math.min(...instances.map(({ id }) => places.get(id)!))
      found.set(table.id, { table: withMoreRows(table, candidate, forms, checks), form: candidate, place })
    }
  }
  const named = new Set(edits.map((id) => id.slice(0, id.indexOf('.'))))
  const added = ordered
    .filter(({ id }) => form === null || id === form)
    .flatMap((own) =>
      own.tables.filter(({ id }) => named.has(id) && !found.has(id)).map((table) => ({ table, form: own })),
    )
    .filter(({ table }, at, all) => all.findIndex((other) => other.table.id === table.id) === at)
  return [...[...found.values()].sort((a, b) => a.place - b.place), ...added]
}

function instancesIn(table: FormTable, form: Form): Instance[] {
  return form.equations
    .filter((equation) => equation.table === table.id)
    .flatMap((equation) => instancesOf(equation, table))
}

function holds({ left, right }: Instance, check: Check | undefined): boolean {
  return check?.fields.every((field) => left.includes(field) || right.includes(field)) === true
}

/** A table may hold rows that only another form has: their own equations are among the checks, too. */
function withMoreRows(table: FormTable, form: Form, forms: readonly Form[], checks: readonly Check[]): FormTable {
  const known = new Set(table.rows.map(({ id }) => id))
  const rules = form.equations.filter((equation) => equation.table === table.id && equation.for === 'row')
  const others = forms
    .flatMap(({ tables }) => tables.filter(({ id }) => id === table.id))
    .flatMap(({ rows }) => rows)
    .filter(({ id }, at, all) => !known.has(id) && all.findIndex((row) => row.id === id) === at)
  const placeOf = (row: string) =>
    checks.findIndex(({ id }) => rules.some((rule) => rule.id.replace('{row}', row) === id))
  const more = others
    .map((row) => ({ row, place: placeOf(row.id) }))
    .filter(({ place }) => place >= 0)
    .sort((a, b) => a.place - b.place)
  return more.length === 0 ? table : { ...table, rows: [...table.rows, ...more.map(({ row }) => row)] }
}
