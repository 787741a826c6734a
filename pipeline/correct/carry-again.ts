import type { CorrectedValue } from '../../schemas/correction.ts'
import type { Check } from '../../schemas/report.ts'
import { compareCarried } from '../years/compare.ts'

/**
 * A check against a neighbouring year with an edit of its field. Of the neighbour only the figure is known here: where it
 * has none, nothing can be compared until the report is assembled and linked again.
 */
export function recheckCarry(check: Check, edits: Readonly<Record<string, CorrectedValue>>): Check {
  const said = edits[check.fields[0] ?? '']
  if (!said) return check
  const previous = check.id.startsWith('carry.previous.')
  const theirs = previous ? check.left : check.right
  const mine = { value: said.value, state: said.state, doubtful: false, others: [] }
  const { id, rule, fields } = check
  if (theirs === null) {
    const figure = typeof said.value === 'number' ? said.value : null
    const sides = previous ? { left: null, right: figure } : { left: figure, right: null }
    return { id, rule, outcome: 'not-assessable', fields, ...sides, message: check.message }
  }
  const other = { value: theirs, state: 'number' as const, doubtful: check.verdict !== 'source', others: [] }
  const { outcome, left, right, verdict } = previous ? compareCarried(other, mine) : compareCarried(mine, other)
  const compared = outcome === 'not-assessable' ? `${fields[0]} has no figure to compare` : undefined
  const message = compared ?? `${left} ${outcome === 'pass' ? '=' : '≠'} ${right}`
  return { id, rule, outcome, fields, left, right, ...(verdict === undefined ? {} : { verdict }), message }
}
