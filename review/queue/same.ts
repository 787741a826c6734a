import type { CorrectedValue, TableMark } from '../../schemas/correction.ts'

export type Said = CorrectedValue | TableMark

/** Whether two people, or a person and a reading, say the same: value and state, wherever they saw it; or the same mark. */
export function saysSame(a: Said | null, b: Said | null): boolean {
  if (!a || !b) return a === b
  if ('state' in a && 'state' in b) return a.value === b.value && a.state === b.state
  if ('state' in a || 'state' in b) return false
  return a.form === b.form && a.table === b.table
}
