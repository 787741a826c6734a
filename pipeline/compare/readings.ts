import type { CheckDifference, FieldDifference, FieldView, ReadingsCompared } from '../../schemas/comparison.ts'
import type { Check, Field, Report } from '../../schemas/report.ts'
import { sameValue } from './same-value.ts'
import { compareTables } from './tables.ts'

/**
 * Compares two readings of one document, or any two reports: fields by their ids, checks by theirs, tables by the form's
 * table they hold, else by their order. Everything is in the order of `a`, what `b` alone has in that of `b`.
 */
export function compareReadings(a: Report, b: Report): ReadingsCompared {
  const fields = compareFields(a, b)
  const checks = compareChecks(a.checks.filter(isOwn), b.checks.filter(isOwn))
  const tables = compareTables(a.tables, b.tables)
  const document = (['kind', 'form', 'title'] as const)
    .map((what) => ({ what, a: a.document[what], b: b.document[what] }))
    .filter((fact) => fact.a !== fact.b)
  const differences = [fields.differing, fields.onlyA, fields.onlyB, checks.changed, document]
  const tableDifferences = [tables.differing, tables.onlyA, tables.onlyB]
  return {
    same: [...differences, ...tableDifferences].every((list) => list.length === 0),
    fields,
    checks,
    tables,
    document,
    problems: { onlyA: problemsWithout(a, b), onlyB: problemsWithout(b, a) },
  }
}

function compareFields(a: Report, b: Report): ReadingsCompared['fields'] {
  const both = Object.keys(a.fields).filter((id) => Object.hasOwn(b.fields, id))
  const only = (one: Report, other: Report) =>
    Object.entries(one.fields).flatMap(([id, field]) =>
      Object.hasOwn(other.fields, id) ? [] : [{ id, field: viewOf(field) }],
    )
  const differing: FieldDifference[] = []
  const review: { id: string; a: boolean; b: boolean }[] = []
  for (const id of both) {
    const [mine, theirs] = [a.fields[id]!, b.fields[id]!]
    const differs = (['value', 'state', 'unit'] as const).filter((member) => !sameValue(mine[member], theirs[member]))
    if (differs.length > 0) differing.push({ id, differs, a: viewOf(mine), b: viewOf(theirs) })
    else if (mine.review !== theirs.review) review.push({ id, a: mine.review, b: theirs.review })
  }
  return { agreeing: both.length - differing.length, differing, onlyA: only(a, b), onlyB: only(b, a), review }
}

/** Whether the report itself can say it; what neighbours in time say comes and goes with them. */
function isOwn({ id }: Check): boolean {
  return !id.startsWith('carry.')
}

function compareChecks(a: readonly Check[], b: readonly Check[]): ReadingsCompared['checks'] {
  const [mine, theirs] = [byId(a), byId(b)]
  const ids = [...new Set([...mine.keys(), ...theirs.keys()])]
  const all = ids.map((id): CheckDifference => {
    const [one, other] = [mine.get(id), theirs.get(id)]
    return { id, rule: (one ?? other)!.rule, a: one ? outcomeOf(one) : null, b: other ? outcomeOf(other) : null }
  })
  const changed = all.filter((check) => check.a?.outcome !== check.b?.outcome)
  return { agreeing: all.length - changed.length, changed }
}

function byId(checks: readonly Check[]): ReadonlyMap<string, Check> {
  return new Map(checks.map((check) => [check.id, check]))
}

function outcomeOf({ outcome, left, right, verdict }: Check): NonNullable<CheckDifference['a']> {
  return { outcome, left, right, ...(verdict === undefined ? {} : { verdict }) }
}

function problemsWithout(one: Report, other: Report): ReadingsCompared['problems']['onlyA'] {
  const keyOf = ({ code, page }: Report['problems'][number]) => `${code} ${page ?? ''}`
  const there = new Set(other.problems.map(keyOf))
  const lacking = one.problems.filter((problem) => !there.has(keyOf(problem)))
  return lacking.map(({ code, page }) => ({ code, ...(page === undefined ? {} : { page }) }))
}

function viewOf(field: Field): FieldView {
  const { value, state, raw, confidence, review, reasons, readings, unit, page, corrected } = field
  return {
    value,
    state,
    raw,
    ...(unit === undefined ? {} : { unit }),
    ...(page === undefined ? {} : { page }),
    confidence,
    review,
    reasons,
    readings,
    ...(corrected === undefined ? {} : { corrected }),
  }
}
