import type { Equation, FormTable } from '../../schemas/form.ts'
import type { State } from '../../schemas/report.ts'

/** What an equation needs to know of a field; undefined where the document has none. */
export type Printed = { readonly value: number | string | null; readonly state: State } | undefined

/** One equation of the form written out: its check id and the field ids on both sides. */
export type Instance = {
  readonly id: string
  readonly rule: string
  readonly left: readonly string[]
  readonly right: readonly string[]
}

export type Outcome = {
  readonly outcome: 'pass' | 'fail' | 'not-assessable'
  readonly leftSum: number | null
  readonly rightSum: number | null
}

/** The instances of an equation over a table: one for each column or row that it applies to. */
export function instancesOf(equation: Equation, table: FormTable): Instance[] {
  const over = equation.for === 'column' ? table.columns : table.rows
  const ids = over.map((entry) => entry.id).filter((id) => !equation.only || equation.only.includes(id))
  return ids.map((id) => {
    const field = (term: string) =>
      equation.for === 'column' ? `${table.id}.${term}.${id}` : `${table.id}.${id}.${term}`
    return {
      id: equation.id.replace(/\{(?:column|row)\}/u, id),
      rule: equation.rule,
      left: equation.left.map(field),
      right: equation.right.map(field),
    }
  })
}

/**
 * Evaluates left = right over what is printed. A blank or dash counts as 0 where its side has a figure; a side with no
 * figure at all can be compared only if the other one comes to 0. Missing and unreadable fields forbid a verdict.
 */
export function evaluate(instance: Pick<Instance, 'left' | 'right'>, printed: (field: string) => Printed): Outcome {
  const left = sideOf(instance.left.map(printed))
  const right = sideOf(instance.right.map(printed))
  const none: Outcome = { outcome: 'not-assessable', leftSum: left.sum, rightSum: right.sum }
  if (!left.known || !right.known) return none
  if (left.sum === null && right.sum === null) return none
  // The side that is compared holds one cell, a total: blank, it says nothing.
  if (right.sum === null || (left.sum === null && right.sum !== 0)) return none
  const equal = Math.abs((left.sum ?? 0) - right.sum) < 1e-6
  return { outcome: equal ? 'pass' : 'fail', leftSum: left.sum ?? 0, rightSum: right.sum }
}

type Side = { readonly known: boolean; readonly sum: number | null }

function sideOf(cells: readonly Printed[]): Side {
  let sum: number | null = null
  for (const cell of cells) {
    if (!cell || cell.state === 'missing' || cell.state === 'unreadable' || cell.state === 'text')
      return { known: false, sum: null }
    if (typeof cell.value === 'number') sum = (sum ?? 0) + cell.value
  }
  return { known: true, sum }
}
